"""The rows of an indicator table, and what stands in each below which header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xlperf.cells import Cell
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.levels import names_level
from xlperf.recognition.placeholders import is_placeholder

Cells = Mapping[str, Cell]
"""Field → cell."""

_WORDS = ("level3", "target", "actual")
_VALUES = (*_WORDS, "weight", "score")


class TableRow(NamedTuple):
    """A row of the table below a header."""

    grid: Grid
    band: Band
    number: int

    def pick(self, shift: int = 0) -> Cells:
        """The row's cells by field, some columns to the right; a target that was adjusted is the adjusted one."""
        cells = {field: self.grid.pick(self.number, column, shift) for field, column in self.band.columns.items()}
        if "adjusted" in cells and cells["adjusted"].text:
            cells["target"] = cells["adjusted"]
        return cells

    def is_used(self, cells: Cells) -> bool:
        """It holds more of its own than levels and placeholders; words merged across the columns are no indicator."""
        words = [cells[field].ref for field in _WORDS if field in cells]
        if words[-1] in words[:-1]:
            return False
        if "level1" in cells and cells["level1"].ref == cells["level3"].ref and not _is_told(cells):
            return False
        own = {field: cells[field].text for field in _VALUES if field in cells and cells[field].ref.row == self.number}
        texts = [text for text in own.values() if text]
        if texts == [own.get("level3")]:  # a template's row, whose name is that of a level
            return not is_placeholder(texts[0]) and not names_level(texts[0])
        return any(own.get(field) for field in _WORDS) and not all(map(is_placeholder, texts))


def _is_told(cells: Cells) -> bool:
    """A target or an actual value stands in the row; a label across the levels with points alone is no indicator."""
    return any(cells[field].text for field in ("target", "actual") if field in cells)


def table_rows(grid: Grid, band: Band, breaks: frozenset[int]) -> Iterator[TableRow]:
    """The rows of the table but for what a new page repeats and the sums of blocks."""
    for row, _ in grid.between(band.top, band.bottom):
        if row not in breaks and not is_sum(grid, row) and row not in grid.titles:
            yield TableRow(grid, band, row)


def is_sum(grid: Grid, row: int) -> bool:
    """A row such as 小计, whose figures sum up those above it."""
    return grid.count_labels(row, "totals") > 0
