"""A sheet by its rows and labels: where the words of a vocabulary block stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xlperf.cells import Cell, CellRef, Sheet
from xlperf.recognition.definitions import meanings
from xlperf.recognition.folding import fold


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
    """A sheet's texts by row, left to right."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, list[Cell]] = {}
        for cell in sheet.cells.values():
            self.rows.setdefault(cell.ref.row, []).append(cell)
        self.rows = {row: sorted(cells) for row, cells in sorted(self.rows.items(), key=lambda item: item[0])}
        self._labels: dict[int, list[tuple[Mapping[str, str], Cell]]] = {}
        for row, cells in self.rows.items():
            labels = [(found, cell) for cell in cells if (found := meanings(cell.text))]
            if labels:
                self._labels[row] = labels

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

    def columns(self, row: int, block: str) -> dict[str, Column]:
        """Field → column of a header row; where a word stands twice, the first one counts."""
        found: dict[str, Column] = {}
        for field, cell in self.labels(row, block):
            area = self.sheet.merge_at(cell.ref.row, cell.ref.column)
            found.setdefault(field, Column(area.left, area.right, cell.ref, cell.text))
        return found

    def pick(self, row: int, column: Column, shift: int = 0) -> Cell:
        """The cell below a header: the first that holds something among the columns that the header covers."""
        first = self.sheet.at(row, column.left + shift)
        if first.text or first.formula or column.left == column.right:
            return first
        others = (self.sheet.at(row, c + shift) for c in range(column.left + 1, column.right + 1))
        return next((cell for cell in others if cell.text or cell.formula), first)
