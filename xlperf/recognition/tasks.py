"""The tasks of a department's form: what is to be done, and the money for it by source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.budget import MainTask, TaskAmount
from xlperf.form import Entry, FundLine
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.reading import read_amount, read_entry
from xlperf.recognition.stacks import stack_at

AMOUNTS = ("total", "part")
"""What a column of amounts may hold: the whole, or what one source gives; there may be several of each."""


class _AmountColumn(NamedTuple):
    """A column of amounts: whether it is budget or spending, whole or of one source, and its header."""

    column: Column
    field: str
    role: str
    source: Entry


def read_tasks(grid: Grid, band: Band, money_unit: str) -> tuple[MainTask, ...]:
    """The tasks in print order down to the row that adds them up, amounts in `money_unit`."""
    tasks: list[MainTask] = []
    columns, content = tuple(_amount_columns(grid, band)), band.columns.get("content")
    for row, _ in grid.between(band.top, band.bottom):
        total = next((cell for field, cell in grid.labels(row, "totals") if field == "total"), None)
        label = total or grid.pick(row, band.columns["name"])
        if label.text and label.ref.row == row:
            told = read_entry(grid.pick(row, content)) if content and total is None else None
            amounts = _amounts(grid, row, columns, money_unit)
            tasks.append(MainTask(read_entry(label), told, amounts, is_total=total is not None))
        if total is not None:
            break
    return tuple(tasks)


def spent_lines(tasks: tuple[MainTask, ...]) -> tuple[FundLine, ...]:
    """The tasks as lines of money, each with its whole budget and what was spent of it; their sum as the total."""
    return tuple(map(spent_line, tasks))


def spent_line(task: MainTask) -> FundLine:
    """A task as a line of money; without what was spent of it where the form says nothing of that."""
    whole = {amount.field: amount.figure for amount in reversed(task.amounts) if amount.role == "total"}
    return FundLine(
        label=task.label,
        role="total" if task.is_total else "part",
        initial_budget=None,
        full_year_budget=whole.get("full_year_budget"),
        executed=whole.get("executed"),
        weight=None,
        execution_rate=None,
        score=None,
    )


def _amounts(grid: Grid, row: int, columns: tuple[_AmountColumn, ...], money_unit: str) -> tuple[TaskAmount, ...]:
    return tuple(
        TaskAmount(each.field, each.role, each.source, read_amount(grid.pick(row, each.column), money_unit))
        for each in columns
    )


def _amount_columns(grid: Grid, band: Band) -> Iterator[_AmountColumn]:
    """The columns of amounts from left to right; a second one for a source is none of the band's own."""
    named = [*band.columns.items(), *((other.field, other.column) for other in band.others)]
    for role, column in sorted(named, key=lambda found: found[1].left):
        if role in AMOUNTS:
            source = grid.sheet.at(column.header.row, column.header.column)
            yield _AmountColumn(column, _field(grid, band, column), role, read_entry(source))


def _field(grid: Grid, band: Band, column: Column) -> str:
    """Spending where a header above the column says so, as 执行数 does; else budget."""
    headers = stack_at(grid, band.header, band.top - 1, column.left)
    fields = {grid.lexicon.meanings(cell.text).get("funds_columns") for cell in headers}
    return "executed" if "executed" in fields else "full_year_budget"
