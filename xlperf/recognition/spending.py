"""基本支出 and 项目支出 of a department, each beside its label above the tables."""

from __future__ import annotations

from xlperf.form import Spending
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_amount, read_entry


def read_spending(grid: Grid, layout: Layout, money_unit: str) -> tuple[Spending, ...]:
    """The amounts that the head states, in `money_unit`; empty where it states none."""
    labels = (
        (row, cell)
        for row, _ in grid.between(layout.top, layout.head_bottom)
        for field, cell in grid.labels(row, "spending")
    )
    return tuple(Spending(read_entry(cell), read_amount(grid.right_of(cell), money_unit)) for _, cell in labels)
