"""Lays lines and tables of a document below each other on one sheet, as a clerk would paste them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from xlperf.cells import Area, Cell, CellRef, Sheet

MOST_ROWS, MOST_COLUMNS = 20_000, 200
"""Beyond these no document holds a form; what is further right or below is left."""

MOST_COVERED = 1000
"""Rows that one cell covers at most."""


_APART = 3
"""Blank rows between two tables, so that nobody takes the last words of one for the head of the next."""


class Piece(NamedTuple):
    """A cell of a table: its text, how many columns and rows it covers, and how many columns are skipped before it."""

    text: str
    columns: int = 1
    rows: int = 1
    skipped: int = 0


@dataclass(slots=True)
class Laying:
    """A sheet under way: `row` is the last one that is used."""

    name: str
    row: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    is_below_table: bool = False

    def line(self, text: str) -> None:
        """A paragraph as a row of its own; blank ones leave no row."""
        if self.row < MOST_ROWS and (text := tidy(text)):
            self.is_below_table = False
            self.row += 1
            self._put(self.row, 1, text)

    def table(self, rows: Iterable[Iterable[Piece]]) -> None:
        """A table with its merged cells, apart from a table above it; the next line begins below it."""
        self.row += _APART * self.is_below_table
        self.rows(rows)
        self.is_below_table = True

    def rows(self, rows: Iterable[Iterable[Piece]]) -> None:
        """Rows with their merged cells, right below what is there."""
        top, taken = self.row + 1, set[tuple[int, int]]()
        for row, pieces in zip(range(top, MOST_ROWS + 1), rows, strict=False):
            self.row = row
            self._row(row, pieces, taken)
        self.row = max([self.row, *(row for row, _ in taken)])

    def go_on(self, column: int, text: str) -> None:
        """Goes on with the text in a column of the last row."""
        above = self.cells.get((self.row, column))
        self._put(self.row, column, (above.text if above is not None else "") + tidy(text))

    def _row(self, row: int, pieces: Iterable[Piece], taken: set[tuple[int, int]]) -> None:
        """Each piece in the first column that no cell from above covers."""
        column = 1
        for piece in pieces:
            column = next(c for c in count(column + piece.skipped) if (row, c) not in taken)
            if column > MOST_COLUMNS:
                return
            area = _covered(row, column, piece)
            taken.update(area.positions())
            if area.size > 1:
                self.merges.append(area)
            self._put(row, column, tidy(piece.text))
            column = area.right + 1

    def _put(self, row: int, column: int, text: str) -> None:
        if text and row <= MOST_ROWS and column <= MOST_COLUMNS:
            self.cells[row, column] = Cell(CellRef(self.name, row, column), text, text)

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is laid so far."""
        return Sheet(self.name, self.cells, tuple(self.merges))


def _covered(row: int, column: int, piece: Piece) -> Area:
    """What a cell covers, as far as a sheet reaches."""
    bottom, right = row + min(max(piece.rows, 1), MOST_COVERED) - 1, column + max(piece.columns, 1) - 1
    return Area(row, column, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS))


def tidy(text: str) -> str:
    """A text without blank lines and blanks around its lines; what a web page writes for a blank is one."""
    return "\n".join(_lines(text.replace("\xa0", " ")))


def _lines(text: str) -> Iterator[str]:
    return filter(None, (line.strip(" \t\r\f\v\u3000") for line in text.splitlines()))
