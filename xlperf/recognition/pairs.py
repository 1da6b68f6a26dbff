"""Money that stands beside its words instead of below them: 预算数 | 2.38 | 执行数 | 2.38."""

from __future__ import annotations

from xlperf.cells import Cell
from xlperf.form import Figure, FundLine
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_amount, read_entry, read_rate

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")


def find_pairs(grid: Grid, layout: Layout) -> dict[str, Cell]:
    """Field → the label of a form that has no table of funds; empty where not both budget and spending are told."""
    if layout.funds is not None or layout.indicators is None:
        return {}
    found: dict[str, Cell] = {}
    for row, _ in grid.between(layout.top, layout.indicators.header - 1):
        for field, cell in grid.labels(row, "funds_columns"):
            if field in (*_AMOUNTS, "execution_rate") and _has_figure(grid, cell, field):
                found.setdefault(field, cell)
    return found if {"full_year_budget", "executed"} <= found.keys() else {}


def read_pairs(grid: Grid, layout: Layout, money_unit: str) -> tuple[FundLine, ...]:
    """The total as the form's only line, in `money_unit`."""
    labels = find_pairs(grid, layout)
    if not labels:
        return ()

    def amount(field: str) -> Figure | None:
        return read_amount(grid.right_of(labels[field]), money_unit) if field in labels else None

    rate = labels.get("execution_rate")
    own = read_rate(grid.right_of(rate)) if rate else None
    entry = read_entry(labels["full_year_budget"])
    initial, full_year, executed = map(amount, _AMOUNTS)
    return (FundLine(entry, "total", initial, full_year, executed, None, own, None),)


def _has_figure(grid: Grid, label: Cell, field: str) -> bool:
    beside = grid.right_of(label)
    figure = read_rate(beside) if field == "execution_rate" else read_amount(beside, "元")
    return figure.number is not None
