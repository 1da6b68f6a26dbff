"""Native charts that read the tables of the sheet 统计."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.pages.statistics import CHART_COLUMN, CHART_LINES, NAME, Placed

SINGLE = "#2E75B6"
"""Colour of a chart with one series."""

SEVERITIES = ("#C00000", "#F4B000", "#9DC3E6")
"""Colours of errors, warnings and hints: the marks' own, strong enough to print."""

WIDTH, ROW_PIXELS = 600, 25

_FONT = {"name": "等线", "size": 9, "color": "#404040"}


def add_chart(workbook: Workbook, sheet: Worksheet, placed: Placed, lang: str) -> None:
    """The chart of a table, beside it; none for a table without rows."""
    if placed.last < placed.first:
        return
    stacked = placed.block.bars
    kind = {"type": "bar", "subtype": "stacked"} if stacked else {"type": "column"}
    chart: Any = workbook.add_chart(kind)
    for number in range(len(SEVERITIES) if stacked else 1):
        chart.add_series(_series(placed, number, SEVERITIES[number] if stacked else SINGLE))
    chart.set_title({"name": placed.block.title.text(lang), "name_font": {**_FONT, "size": 12, "bold": True}})
    _set_axes(chart, stacked)
    chart.set_legend({"position": "bottom", "font": _FONT} if stacked else {"none": True})
    height = ROW_PIXELS * max(CHART_LINES, placed.last - placed.first + 3)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(placed.title - 1, CHART_COLUMN - 1, chart, {"object_position": 1})


def _series(placed: Placed, number: int, colour: str) -> dict[str, Any]:
    """A column of counts against the labels; zeros of a single series are labelled too, those of a stack are not."""
    first, last, column = placed.first - 1, placed.last - 1, number + 1
    label_format = "0;;" if placed.block.bars else "0"
    return {
        "name": [NAME, first - 1, column],
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, column, last, column],
        "fill": {"color": colour},
        "gap": 60,
        "data_labels": {"value": True, "num_format": label_format, "font": _FONT},
    }


def _set_axes(chart: Any, stacked: bool) -> None:
    """Whole numbers; a bar chart runs from top to bottom, as its table does."""
    quiet = {"num_font": _FONT, "line": {"color": "#BFBFBF"}}
    counts = {**quiet, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#E7E6E6"}}, "min": 0}
    labels = {**quiet, "reverse": True} if stacked else quiet
    chart.set_x_axis(labels)
    chart.set_y_axis(counts)
