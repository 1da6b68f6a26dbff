"""Draws laid-out forms as workbooks: fonts, borders, row heights, A4."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from boxes import Box, Sheet

LINE = 13.5
"""Points of a line of text at 10 points."""

BROAD, NARROW, MARGIN = 1.92, 0.96, 0.3
"""A Chinese sign, a Latin one and a cell's inner margins, in characters of the default font."""

HEIGHTS = {"title": 30.0, "subtitle": 18.0, "line": 21.0, "label": 21.0, "value": 21.0, "figure": 21.0, "prose": 21.0}
HEIGHTS |= {"note": 15.0}
"""Least height of a row that holds a box of this look."""

_BOX = {"font_name": "宋体", "font_size": 10, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
_OPEN = {"font_name": "宋体", "font_size": 10, "align": "left", "valign": "vcenter", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"},
    "subtitle": {"font_name": "宋体", "font_size": 11, "align": "center", "valign": "vcenter"},
    "line": _OPEN,
    "label": _BOX,
    "value": _BOX,
    "figure": _BOX,
    "prose": _BOX | {"align": "left"},
    "note": _OPEN,
}


def draw(sheets: Mapping[str, Sheet], target: Path) -> None:
    """Writes laid-out forms as a workbook, each on a sheet of that name; folders are made as needed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": datetime(2022, 9, 1)})
        for name, form in sheets.items():
            _draw_sheet(book, book.add_worksheet(name), form)


def _draw_sheet(book: Any, page: Any, form: Sheet) -> None:
    for column, width in enumerate(form.widths):
        page.set_column(column, column, width)
    for row, height in _heights(form).items():
        page.set_row(row, height)
    for box in form.boxes:
        _draw_box(book, page, box)
    _set_up_page(page, form)


def _draw_box(book: Any, page: Any, box: Box) -> None:
    look = book.add_format(LOOKS[box.look] | {"num_format": box.content.number_format})
    if (box.top, box.left) != (box.bottom, box.right):
        page.merge_range(box.top, box.left, box.bottom, box.right, "", look)
    value = box.content.value
    if value is None:
        page.write_blank(box.top, box.left, None, look)
    elif isinstance(value, Decimal):
        page.write_number(box.top, box.left, value, look)
    else:
        page.write_string(box.top, box.left, value, look)


def _set_up_page(page: Any, form: Sheet) -> None:
    """A4 upright, one page wide, the indicators' captions again on every page, page numbers."""
    page.set_paper(9)
    page.set_portrait()
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.repeat_rows(form.captions)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.print_area(0, 0, max(box.bottom for box in form.boxes), len(form.widths) - 1)


def _heights(form: Sheet) -> dict[int, float]:
    """Row heights in points, so that every text shows in full."""
    heights: dict[int, float] = defaultdict(float)
    for box in form.boxes:
        shared = box.bottom - box.top + 1
        needed = max(HEIGHTS[box.look] if shared == 1 else 0, (_lines(box, form.widths) * LINE + 6) / shared)
        for row in range(box.top, box.bottom + 1):
            heights[row] = max(heights[row], round(needed, 1))
    return heights


def _lines(box: Box, widths: tuple[float, ...]) -> int:
    """Lines that a text takes in its box."""
    width = sum(widths[box.left : box.right + 1]) - MARGIN
    return sum(max(1, math.ceil(_breadth(line) / width)) for line in str(box.content.value or "").split("\n"))


def _breadth(line: str) -> float:
    return sum(BROAD if east_asian_width(sign) in "WFA" else NARROW for sign in line)
