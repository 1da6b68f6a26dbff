"""OpenDocument spreadsheets (.ods), read with odfpy: values as they show, merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet
from xlperf.sources.laying import MOST_COLUMNS, MOST_ROWS

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "Err:")
_NUMBERS = {"float": "General", "percentage": "0.00%", "currency": "#,##0.00"}
"""Kinds of value that are numbers, and the number format of each."""


def read_open_document(data: bytes) -> tuple[Sheet, ...]:
    """Its worksheets. Raises what odfpy raises for a file that it cannot read."""
    from odf.opendocument import load
    from odf.table import Table

    document = load(BytesIO(data))
    return tuple(_sheet(table) for table in document.spreadsheet.getElementsByType(Table))


def _sheet(table: Any) -> Sheet:
    name = table.getAttribute("name")
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[Area] = []
    for row, column, cell in _cells(table):
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
    for row in rows[:MOST_ROWS]:
        if row <= MOST_ROWS:
            yield from ((row, column, cell) for column in columns[:MOST_COLUMNS] if column <= MOST_COLUMNS)


def _count(element: Any, name: str) -> int:
    return int(element.getAttribute(name) or 1)


def _area(row: int, column: int, cell: Any) -> Area:
    down, across = _count(cell, "numberrowsspanned"), _count(cell, "numbercolumnsspanned")
    return Area(row, column, row + down - 1, column + across - 1)


def _cell(ref: CellRef, cell: Any) -> Cell | None:
    from odf.teletype import extractText
    from odf.text import P

    text = "\n".join(extractText(line) for line in cell.getElementsByType(P) if line.parentNode is cell)
    kind = cell.getAttribute("valuetype")
    number = _number(cell.getAttribute("value")) if kind in _NUMBERS else None
    if number is not None:
        return Cell(ref, number, text, None, _NUMBERS[kind])
    if not text:
        return None
    return Cell(ref, CellError(text) if text.startswith(_ERRORS) else text, text)


def _number(text: str | None) -> Decimal | None:
    """At 15 digits, as a spreadsheet shows it."""
    try:
        return Decimal(f"{float(text or ''):.15g}")
    except (ValueError, InvalidOperation):
        return None
