"""A sheet by its rows and labels: where the words of a vocabulary block stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from xlperf.cells import Cell, CellRef, Sheet
from xlperf.recognition.folding import fold
from xlperf.recognition.lexicon import Lexicon, Meanings
from xlperf.recognition.repeats import count_repeats, make_whole

_TAKEN_APART = 3
"""From so many labels on that stand twice side by side, the merged cells of a sheet were taken apart and filled."""


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
    """A sheet's texts by row, left to right, read with the words of a lexicon.

    A sheet whose merged cells were taken apart, each with the value of all, is read as if they were merged still.
    """

    def __init__(self, sheet: Sheet, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.headers: dict[tuple[int, str], object] = {}  # what headers.py has read, kept for the next asking
        self._read(sheet)
        if count_repeats(labels for _, labels in self._labels.items()) >= _TAKEN_APART:
            self._read(make_whole(sheet, self._is_label, lambda text: "head" in lexicon.meanings(text)))

    def _read(self, sheet: Sheet) -> None:
        self.sheet = sheet
        rows: dict[int, list[Cell]] = {}
        for cell in sheet.cells.values():
            rows.setdefault(cell.ref.row, []).append(cell)
        self.rows = {row: sorted(rows[row]) for row in sorted(rows)}
        self._row_numbers, self._row_items = list(self.rows), list(self.rows.items())
        self._labels: dict[int, list[tuple[Meanings, Cell]]] = {}
        meanings = self.lexicon.meanings
        for row, cells in self.rows.items():
            labels = [(found, cell) for cell in cells if (found := meanings(cell.text))]
            if labels:
                self._labels[row] = labels

    def _is_label(self, text: str) -> bool:
        return bool(self.lexicon.meanings(text)) or self.lexicon.is_title(text)

    @cached_property
    def titles(self) -> dict[int, list[Cell]]:
        """Row → its cells that are titles of a form; a project's name that ends like one is none."""
        is_title = self.lexicon.is_title
        found = ((row, [cell for cell in cells if is_title(cell.text)]) for row, cells in self.rows.items())
        own = ((row, [cell for cell in cells if not self._is_value(row, cell)]) for row, cells in found if cells)
        return {row: titles for row, titles in own if titles}

    def _is_value(self, row: int, cell: Cell) -> bool:
        """It stands behind a label of the head."""
        return any(label.ref.column < cell.ref.column for _, label in self.labels(row, "head"))

    @property
    def last_row(self) -> int:
        """The last row that holds anything, 0 on an empty sheet."""
        return self._row_numbers[-1] if self._row_numbers else 0

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold anything from `top` to `bottom`, both included."""
        first, end = bisect_left(self._row_numbers, top), bisect_right(self._row_numbers, bottom)
        return iter(self._row_items[first:end])

    def labels(self, row: int, block: str) -> Iterator[tuple[str, Cell]]:
        """(field, cell) of each cell of a row that is a label of a block of the vocabulary, left to right."""
        labels = self._labels.get(row, ())
        return iter([(found[block], cell) for found, cell in labels if block in found] if labels else ())

    def has_labels(self, row: int) -> bool:
        """A cell of the row is a label of any block of the vocabulary; in most rows none is."""
        return row in self._labels

    def count_labels(self, row: int, block: str) -> int:
        """How many cells of the row are labels of a block of the vocabulary."""
        labels = self._labels.get(row)
        return len([None for found, _ in labels if block in found]) if labels else 0

    @cached_property
    def _used_columns(self) -> frozenset[int]:
        return frozenset(map(itemgetter(1), self.sheet.cells))

    def right_of(self, cell: Cell) -> Cell:
        """The cell beside a cell, looking through merges and past columns where nothing stands on the whole sheet."""
        area = self.sheet.merge_at(cell.ref.row, cell.ref.column)
        beside = self.sheet.at(area.top, area.right + 1)
        if beside.text or beside.formula:
            return beside
        farther = self._value_column(area.top, area.right)
        if not farther:
            return beside
        value = self.sheet.at(area.top, farther)
        return beside if self.lexicon.meanings(value.text).get("head") else value

    def _value_column(self, row: int, column: int) -> int:
        """Where a value may stand behind a label with blank cells beside it, 0 for nowhere.

        Past columns where nothing stands on the whole sheet; on a sheet without any merged cells past blank cells too.
        """
        farther = range(column + 2, column + 5)
        if not self.sheet.merges:
            return next((c for c in farther if (row, c) in self.sheet.cells), 0)
        if column + 1 in self._used_columns:
            return 0
        return next((c for c in farther if c in self._used_columns), 0)

    def pick(self, row: int, column: Column, shift: int = 0) -> Cell:
        """The cell below a header: the first that holds something among the columns that the header covers."""
        first = self.sheet.at(row, column.left + shift)
        if first.text or first.formula or column.left == column.right:
            return first
        others = (self.sheet.at(row, c + shift) for c in range(column.left + 1, column.right + 1))
        return next((cell for cell in others if cell.text or cell.formula), first)
