"""Excel 97 workbooks (.xls, and .et, which WPS calls them), read with xlrd: values, number formats, merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import StringIO
from math import isfinite
from typing import Any

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet
from xlperf.numberformats import show_number

_STATES = ("visible", "hidden", "veryHidden")
_PLACES = 15


def read_excel97(data: bytes) -> tuple[Sheet, ...]:
    """Its worksheets; formulas give their stored values. Raises what xlrd raises for a file that it cannot read."""
    import xlrd

    with xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO()) as book:
        return tuple(_sheet(book, sheet) for sheet in book.sheets())


def _sheet(book: Any, source: Any) -> Sheet:
    cells = {cell.ref[1:]: cell for cell in _cells(book, source)}
    merges = (Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells)
    return Sheet(source.name, cells, tuple(merges), _STATES[source.visibility])


def _cells(book: Any, source: Any) -> Iterator[Cell]:
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = source.cell(row, column)
            if cell.value != "":
                yield _cell(book, CellRef(source.name, row + 1, column + 1), cell)


def _cell(book: Any, ref: CellRef, cell: Any) -> Cell:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return _number(ref, cell.value, book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
    if cell.ctype == xlrd.XL_CELL_DATE:
        text = _date(book, cell.value)
        return Cell(ref, text, text)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(ref, bool(cell.value), "TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(cell.value, "#N/A")
        return Cell(ref, CellError(text), text)
    return Cell(ref, cell.value, cell.value)


def _number(ref: CellRef, value: float, number_format: str) -> Cell:
    """At 15 digits, as Excel shows it; a text where the file holds what no number is."""
    if not isfinite(value):
        return Cell(ref, str(value), str(value))
    number = Decimal(f"{value:.{_PLACES}g}")
    return Cell(ref, number, show_number(number, number_format), None, number_format)


def _date(book: Any, value: float) -> str:
    """As a text: nobody reads it as a number."""
    import xlrd

    try:
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return str(value)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")
