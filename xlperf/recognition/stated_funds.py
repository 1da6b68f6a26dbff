"""The money of a statement of targets: amounts beside their words, 年度资金总额 | 100 and its sources below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.cells import Cell
from xlperf.form import Figure, FundLine
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_amount, read_entry
from xlperf.recognition.roles import find_role, find_word, settle_roles


class _Label(NamedTuple):
    """The words of a line, what the vocabulary says of them, and the cell with the amount."""

    cell: Cell
    word: str
    amount: Cell


def read_stated_funds(grid: Grid, layout: Layout, money_unit: str) -> tuple[FundLine, ...]:
    """The total and its sources as `initial_budget`, in `money_unit`; empty where the head states no total.

    Of several totals, as for all years beside this one, it is that whose words tell the year best.
    """
    labels = list(_labels(grid, layout))
    totals = [label for label in labels if label.word == "total"]
    if not totals:
        return ()
    total = min(totals, key=lambda label: grid.lexicon.rank("fund_lines", label.cell.text))
    lines = [_line(total, "total", money_unit)]
    for label in labels:
        if label.word != "total" and _is_source(label.cell, total.cell):
            lines.append(_line(label, find_role(grid.lexicon, label.cell.text, lines), money_unit))
    return settle_roles(grid.lexicon, lines)


def _labels(grid: Grid, layout: Layout) -> Iterator[_Label]:
    """The labels of the head with their amounts; one with another label beside it has none."""
    for _, cells in grid.between(layout.top, layout.head_bottom):
        for cell in cells:
            word, amount = find_word(grid.lexicon, cell.text), grid.right_of(cell)
            if word is not None and not grid.lexicon.meanings(amount.text):
                yield _Label(cell, word, amount)


def _is_source(cell: Cell, total: Cell) -> bool:
    """It stands below the total's words, or in their row behind them."""
    if cell.ref.row == total.ref.row:
        return cell.ref.column > total.ref.column
    return cell.ref.row > total.ref.row and cell.ref.column == total.ref.column


def _line(label: _Label, role: str, money_unit: str) -> FundLine:
    amount: Figure = read_amount(label.amount, money_unit)
    return FundLine(read_entry(label.cell), role, amount, None, None, None, None, None)
