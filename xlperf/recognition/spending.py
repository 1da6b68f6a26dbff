"""基本支出 and 项目支出 of a department, each beside its label above the tables."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Cell
from xlperf.form import Spending
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_amount, read_entry
from xlperf.recognition.spoken import said, spoken_field


def read_spending(grid: Grid, layout: Layout, money_unit: str) -> tuple[Spending, ...]:
    """The amounts that the head states, in `money_unit`; empty where it states none."""
    found: dict[str, tuple[Cell, Cell]] = {}
    for row, cells in grid.between(layout.top, layout.head_bottom):
        for field, label, amount in _amounts(grid, row, cells):
            found.setdefault(field, (label, amount))
    return tuple(Spending(read_entry(label), read_amount(amount, money_unit)) for label, amount in found.values())


def _amounts(grid: Grid, row: int, cells: list[Cell]) -> Iterator[tuple[str, Cell, Cell]]:
    """Each field with its label and its amount, beside it or behind its colon."""
    for field, label in grid.labels(row, "spending"):
        yield field, label, grid.right_of(label)
    for cell in cells:
        spoken = spoken_field(grid.lexicon, cell.text, "spending")
        if spoken:
            words = cell.text.replace("：", ":").partition(":")[0]
            yield spoken, cell._replace(text=words), Cell(cell.ref, said(cell), said(cell))
