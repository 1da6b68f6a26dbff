"""OpenDocument spreadsheets (.ods), read with odfpy: values as they show, merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from math import isfinite
from typing import Any

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet
from xlperf.sources.laying import MOST_COLUMNS, MOST_COVERED, MOST_ROWS

MOST_CELLS = 100_000
"""Cells of a sheet that are read; a cell may say that it is repeated a thousand million times."""

MOST_BLANKS = 1000
"""Blanks in a row that a text may ask for."""

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "Err:")
_NUMBERS = {"float": "General", "percentage": "0.00%", "currency": "#,##0.00"}
"""Kinds of value that are numbers, and the number format of each."""


def read_open_document(data: bytes) -> tuple[Sheet, ...]:
    """Its worksheets. Raises what odfpy raises for a file that it cannot read."""
    from odf.opendocument import load
    from odf.table import Table

    with redirect_stdout(StringIO()):  # odfpy prints what it cannot parse
        document = load(BytesIO(data))
    return tuple(_sheet(table) for table in document.spreadsheet.getElementsByType(Table))


def _sheet(table: Any) -> Sheet:
    name = table.getAttribute("name")
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[Area] = []
    for row, column, cell in islice(_cells(table), MOST_CELLS):
        if (area := _area(row, column, cell)).size > 1:
            merges.append(area)
        if (read := _cell(CellRef(name, row, column), cell)) is not None:
            cells[row, column] = read
    return Sheet(name, cells, tuple(merges))


def _cells(table: Any) -> Iterator[tuple[int, int, Any]]:
    """(row, column, cell) of the cells of their own, as often as they are repeated within bounds."""
    from odf.table import TableCell, TableRow

    top = 1
    for row in table.getElementsByType(TableRow):
        rows = _count(row, "numberrowsrepeated")
        left = 1
        for cell in row.childNodes:
            columns = _count(cell, "numbercolumnsrepeated")
            if cell.qname == TableCell(check_grammar=False).qname and cell.hasChildNodes():
                yield from _repeats(cell, range(top, top + rows), range(left, left + columns))
            left += columns
        top += rows


def _repeats(cell: Any, rows: range, columns: range) -> Iterator[tuple[int, int, Any]]:
    for row in range(rows.start, min(rows.stop, MOST_ROWS + 1)):
        yield from ((row, column, cell) for column in range(columns.start, min(columns.stop, MOST_COLUMNS + 1)))


def _count(element: Any, name: str) -> int:
    """A number of cells; what is none counts as one."""
    text = str(element.getAttribute(name) or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _area(row: int, column: int, cell: Any) -> Area:
    down, across = _count(cell, "numberrowsspanned"), _count(cell, "numbercolumnsspanned")
    bottom, right = row + min(down, MOST_COVERED) - 1, column + across - 1
    return Area(row, column, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS))


def _cell(ref: CellRef, cell: Any) -> Cell | None:
    from odf.teletype import extractText
    from odf.text import P, S

    for blanks in cell.getElementsByType(S):
        blanks.setAttribute("c", min(_count(blanks, "c"), MOST_BLANKS))
    text = "\n".join(extractText(line) for line in cell.getElementsByType(P) if line.parentNode is cell)
    kind = cell.getAttribute("valuetype")
    number = _number(cell.getAttribute("value")) if kind in _NUMBERS else None
    if number is not None:
        return Cell(ref, number, text, None, _NUMBERS[kind])
    if not text:
        return None
    return Cell(ref, CellError(text) if text.startswith(_ERRORS) else text, text)


def _number(text: str | None) -> Decimal | None:
    """At 15 digits, as a spreadsheet shows it; None for what is none, or beyond all that it can hold."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return Decimal(f"{number:.15g}") if isfinite(number) else None
