"""A sheet by its rows and labels: where the words of a vocabulary block stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from xlperf.cells import Cell, CellRef, Sheet
from xlperf.recognition.folding import fold
from xlperf.recognition.lexicon import Lexicon, Meanings


class Column(NamedTuple):
    """A column of a block: the columns its header covers, the header's cell and text."""

    left: int
    right: int
    header: CellRef
    text: str

    @property
    def is_percent(self) -> bool:
        """The header says that rates below it are written as percentages without a sign, as in 执行率(%)."""
        return "%" in fold(self.text) and "×100%" not in fold(self.text).replace("*", "×")


class Grid:
    """A sheet's texts by row, left to right, read with the words of a lexicon."""

    def __init__(self, sheet: Sheet, lexicon: Lexicon) -> None:
        self.sheet = sheet
        self.lexicon = lexicon
        self.headers: dict[tuple[int, str], object] = {}  # what headers.py has read, kept for the next asking
        self.rows: dict[int, list[Cell]] = {}
        for cell in sheet.cells.values():
            self.rows.setdefault(cell.ref.row, []).append(cell)
        self.rows = {row: sorted(cells) for row, cells in sorted(self.rows.items(), key=lambda item: item[0])}
        self._labels: dict[int, list[tuple[Meanings, Cell]]] = {}
        for row, cells in self.rows.items():
            labels = [(found, cell) for cell in cells if (found := lexicon.meanings(cell.text))]
            if labels:
                self._labels[row] = labels

    @cached_property
    def titles(self) -> dict[int, list[Cell]]:
        """Row → its cells that are titles of a form."""
        found = (
            (row, [cell for cell in cells if self.lexicon.is_title(cell.text)]) for row, cells in self.rows.items()
        )
        return {row: titles for row, titles in found if titles}

    @property
    def last_row(self) -> int:
        """The last row that holds anything, 0 on an empty sheet."""
        return next(reversed(self.rows), 0)

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold anything from `top` to `bottom`, both included."""
        return ((row, cells) for row, cells in self.rows.items() if top <= row <= bottom)

    def labels(self, row: int, block: str) -> Iterator[tuple[str, Cell]]:
        """(field, cell) of each cell of a row that is a label of a block of the vocabulary, left to right."""
        return ((found[block], cell) for found, cell in self._labels.get(row, ()) if block in found)

    @cached_property
    def _used_columns(self) -> frozenset[int]:
        return frozenset(column for _, column in self.sheet.cells)

    def right_of(self, cell: Cell) -> Cell:
        """The cell beside a cell, looking through merges and past columns where nothing stands on the whole sheet."""
        area = self.sheet.merge_at(cell.ref.row, cell.ref.column)
        beside = self.sheet.at(area.top, area.right + 1)
        farther = next((c for c in range(area.right + 2, area.right + 5) if c in self._used_columns), 0)
        if beside.text or beside.formula or area.right + 1 in self._used_columns or not farther:
            return beside
        value = self.sheet.at(area.top, farther)
        return beside if self.lexicon.meanings(value.text).get("head") else value

    def pick(self, row: int, column: Column, shift: int = 0) -> Cell:
        """The cell below a header: the first that holds something among the columns that the header covers."""
        first = self.sheet.at(row, column.left + shift)
        if first.text or first.formula or column.left == column.right:
            return first
        others = (self.sheet.at(row, c + shift) for c in range(column.left + 1, column.right + 1))
        return next((cell for cell in others if cell.text or cell.formula), first)
