"""Native charts that read the tables of the sheet 统计."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.messages import Message, say
from xlperf.pages.statistics import CHART_COLUMN, CHART_LINES, NAME, Placed

SINGLE = "#2E75B6"
"""Colour of a chart with one series."""

SEVERITIES = ("#C00000", "#F4B000", "#9DC3E6")
"""Colours of errors, warnings and hints: the marks' own, strong enough to print."""

ROOM = 1.1
"""Length of the axis of a stack, in longest bars: room for the figure behind the bar."""

WIDTH, ROW_PIXELS = 600, 25

FEW = 10
"""Up to this count an axis has a line for every one; else half of one would be drawn."""

MOST_BARS = 25
"""So many rows of a table are drawn: more bars than that would run over the page."""

_FONT = {"name": "等线", "size": 9, "color": "#404040"}

_LABELS = {"value": True, "num_format": "#,##0;;", "font": _FONT}
"""A bar that is not there needs no figure."""


def add_chart(workbook: Workbook, sheet: Worksheet, placed: Placed, lang: str) -> None:
    """The chart of a table, beside it; none for a table without rows."""
    if not placed.block.rows:
        return
    chart = _stack(workbook, placed) if placed.block.bars else _columns(workbook, placed)
    chart.set_title({"name": _title(placed).text(lang), "name_font": {**_FONT, "size": 12, "bold": True}})
    height = ROW_PIXELS * max(CHART_LINES, min(MOST_BARS, len(placed.block.rows)) + 2)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(placed.title - 1, CHART_COLUMN - 1, chart, {"object_position": 1})


def _title(placed: Placed) -> Message:
    title, rows = placed.block.title, len(placed.block.rows)
    return (
        say("{title}（前 {count} 项，共 {all} 项）", title=title, count=MOST_BARS, all=rows)
        if rows > MOST_BARS
        else title
    )


def _columns(workbook: Workbook, placed: Placed) -> Any:
    """One column a row of the table, its count above it."""
    chart: Any = workbook.add_chart({"type": "column"})
    chart.add_series({**_series(placed, 0), "fill": {"color": SINGLE}, "data_labels": _LABELS})
    most = max(counts[0] for _, counts in placed.block.rows)
    step = {"major_unit": 1} if most <= FEW else {}
    grid = {"visible": True, "line": {"color": "#E7E6E6"}}
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({"num_font": _FONT, "num_format": "#,##0", "min": 0, "major_gridlines": grid, **step})
    chart.set_legend({"none": True})
    return chart


def _stack(workbook: Workbook, placed: Placed) -> Any:
    """One bar a row of the table, from the top down as there, a part a severity, the total behind it.

    The totals are labels of an unseen part: those of a part that counts one would cover it.
    """
    chart: Any = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for number, colour in enumerate(SEVERITIES):
        chart.add_series({**_series(placed, number), "fill": {"color": colour}})
    labels = {**_LABELS, "position": "inside_base"}
    unseen = {"name": " ", "fill": {"none": True}, "data_labels": labels}  # programs disagree on deleted legend entries
    chart.add_series({**_series(placed, len(SEVERITIES)), **unseen})
    longest = max(counts[-1] for _, counts in placed.block.rows)
    chart.set_y_axis({"num_font": _FONT, "reverse": True})
    chart.set_x_axis({"visible": False, "min": 0, "max": longest * ROOM, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _series(placed: Placed, number: int) -> dict[str, Any]:
    """A column of counts against the labels of the rows."""
    first, column = placed.first - 1, number + 1
    last = min(placed.last - 1, first + MOST_BARS - 1)
    return {
        "name": [NAME, first - 1, column],
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, column, last, column],
        "gap": 60,
    }
