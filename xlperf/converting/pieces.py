"""A sheet as rows of pieces, each a cell or a merged range: what tables of documents are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.cells import Area, Cell, Sheet
from xlperf.ooxml.xml_text import without_control


class Piece(NamedTuple):
    """A cell of a table: its column from 0, how many columns and rows it covers, what it shows.

    No text has signs that a document cannot hold: before a formula they would hide that it is one.
    """

    column: int
    columns: int
    rows: int
    text: str


def used_area(sheet: Sheet) -> Area:
    """The cells that hold anything, and the merged ranges that begin among them. Raises ValueError where none does."""
    areas = [Area(row, column, row, column) for row, column in sheet.cells]
    areas += [merge for merge in sheet.merges if (merge.top, merge.left) in sheet.cells]
    bounds = zip(*areas, strict=True)
    top, left, bottom, right = bounds
    return Area(min(top), min(left), max(bottom), max(right))


def rows_of(sheet: Sheet) -> Iterator[list[Piece]]:
    """The rows of a sheet from its first cell on; a merged range stands in its first row."""
    area = used_area(sheet)
    for row in range(area.top, area.bottom + 1):
        yield list(_pieces(sheet, area, row))


def _pieces(sheet: Sheet, area: Area, row: int) -> Iterator[Piece]:
    for column in range(area.left, area.right + 1):
        merge = sheet.merge_at(row, column)
        if merge[:2] == (row, column):
            cell = sheet.cells.get((row, column))
            yield Piece(column - area.left, merge.right - column + 1, merge.bottom - row + 1, _text(cell))


def _text(cell: Cell | None) -> str:
    return without_control(cell.text) if cell is not None else ""
