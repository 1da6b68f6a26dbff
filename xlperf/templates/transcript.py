"""A sheet written again cell by cell: values, number formats and merged cells; looks are those of a plain table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from xlperf.cells import Area, Cell, Sheet
from xlperf.templates.row_heights import row_heights

_LOOK = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_NARROWEST, _BROADEST = 8, 40
_SHORT = 16
"""Signs of a text that makes its column broader; longer ones wrap."""


def draw_sheet(book: Any, target: Any, sheet: Sheet) -> None:
    """Draws a sheet; overlapping merged cells but the first are left apart."""
    formats: dict[str, Any] = {}
    merges = {area[:2]: area for area in _apart(sheet)}
    widths = _widths(sheet)
    for column, width in widths.items():
        target.set_column(column - 1, column - 1, width)
    for at, area in merges.items():
        look = _format(book, formats, sheet.cells.get(at))
        target.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "", look)
    for (row, column), cell in sorted(sheet.cells.items()):
        _write(target, row - 1, column - 1, cell, _format(book, formats, cell))
    if sheet.state == "hidden":
        target.hide()
    elif sheet.state == "veryHidden":
        target.very_hidden()
    texts = [(str(sheet.merge_at(*at)), cell.text) for at, cell in sheet.cells.items()]
    last = max((column for _, column in sheet.cells), default=0)
    for row, height in row_heights(texts, [widths.get(column, _NARROWEST) for column in range(1, last + 40)]).items():
        target.set_row(row - 1, height)
    target.set_paper(9)
    target.fit_to_pages(1, 0)


def _apart(sheet: Sheet) -> Iterator[Area]:
    taken: set[tuple[int, int]] = set()
    for area in sheet.merges:
        if area.size > 1 and taken.isdisjoint(area.positions()):
            taken.update(area.positions())
            yield area


def _format(book: Any, formats: dict[str, Any], cell: Cell | None) -> Any:
    number_format = cell.number_format if cell is not None else "General"
    if number_format not in formats:
        formats[number_format] = book.add_format(_LOOK | {"num_format": number_format})
    return formats[number_format]


def _write(target: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    """Texts stay texts, an Excel error too."""
    if isinstance(cell.value, bool):
        target.write_boolean(row, column, cell.value, look)
    elif isinstance(cell.value, Decimal) and isfinite(float(cell.value)):
        target.write_number(row, column, cell.value, look)
    else:
        target.write_string(row, column, cell.text[:32767], look)


def _widths(sheet: Sheet) -> Mapping[int, float]:
    """Columns as broad as their short texts need; two bytes a Chinese sign, which is as broad as two Latin ones."""
    broad: dict[int, float] = {}
    for (_, column), cell in sheet.cells.items():
        width = max((len(line.encode("gb18030", "replace")) for line in cell.text.splitlines()), default=0)
        if len(cell.text) <= _SHORT:
            broad[column] = max(broad.get(column, _NARROWEST), min(width + 2, _BROADEST))
        else:
            broad[column] = max(broad.get(column, _NARROWEST), 20)
    return broad
