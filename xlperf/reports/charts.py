"""Native charts that read the tables of the sheet 统计."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.pages.statistics import CHART_COLUMN, CHART_LINES, NAME, Placed

SINGLE = "#2E75B6"
"""Colour of a chart with one series."""

SEVERITIES = (("#C00000", "#FFFFFF"), ("#F4B000", "#404040"), ("#9DC3E6", "#404040"))
"""Bars and figures in them, of errors, warnings and hints: the marks' own colours, strong enough to print."""

WIDTH, ROW_PIXELS = 600, 25

FEW = 10
"""Up to this count an axis has a line for every one; else half of one would be drawn."""

_FONT = {"name": "等线", "size": 9, "color": "#404040"}


def add_chart(workbook: Workbook, sheet: Worksheet, placed: Placed, lang: str) -> None:
    """The chart of a table, beside it; none for a table without rows."""
    if not placed.block.rows:
        return
    chart = _stack(workbook, placed) if placed.block.bars else _columns(workbook, placed)
    chart.set_title({"name": placed.block.title.text(lang), "name_font": {**_FONT, "size": 12, "bold": True}})
    height = ROW_PIXELS * max(CHART_LINES, len(placed.block.rows) + 2)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(placed.title - 1, CHART_COLUMN - 1, chart, {"object_position": 1})


def _columns(workbook: Workbook, placed: Placed) -> Any:
    """One column a row of the table."""
    chart: Any = workbook.add_chart({"type": "column"})
    chart.add_series(_series(placed, 0, SINGLE, "#404040"))
    most = max(counts[0] for _, counts in placed.block.rows)
    grid = {"visible": True, "line": {"color": "#E7E6E6"}}
    chart.set_x_axis({"num_font": _FONT})
    step = {"major_unit": 1} if most <= FEW else {}
    chart.set_y_axis({"num_font": _FONT, "min": 0, "major_gridlines": grid, **step})
    chart.set_legend({"none": True})
    return chart


def _stack(workbook: Workbook, placed: Placed) -> Any:
    """One bar a row of the table, from the top down as there, a part a severity; the figures stand in the parts."""
    chart: Any = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for number, (colour, ink) in enumerate(SEVERITIES):
        chart.add_series(_series(placed, number, colour, ink))
    chart.set_y_axis({"num_font": _FONT, "reverse": True})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _series(placed: Placed, number: int, colour: str, ink: str) -> dict[str, Any]:
    """A column of counts against the labels; a zero is shown unless it stands in a stack."""
    first, last, column = placed.first - 1, placed.last - 1, number + 1
    return {
        "name": [NAME, first - 1, column],
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, column, last, column],
        "fill": {"color": colour},
        "gap": 60,
        "data_labels": {
            "value": True, "num_format": "0;;" if placed.block.bars else "0", "font": {**_FONT, "color": ink},
        },
    }  # fmt: skip
