"""What recognised budget tables and statements say that a unit or a project was given: for X603."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xlperf.budget import BudgetRow
from xlperf.form import Figure, Form
from xlperf.recognition.reading import MONEY

_WHOLE = ("amount", "total")
_BASIC = "基本支出"


class BudgetLine(NamedTuple):
    """An approved amount in 元: of a project, of a unit's item by `code`, or of the unit itself; `figure` has its cell.

    `project` and `code` are empty where the line is of none; `unit` is empty where the table names none.
    """

    unit: str
    project: str
    code: str
    year: int | None
    amount: Decimal
    figure: Figure


def budget_lines(form: Form) -> Iterator[BudgetLine]:
    """The amounts of a budget table by unit, code or project; of a statement by task, or of its one project.

    Sums (合计), shares and last year's amounts are none; nor is 基本支出, which is no project.
    """
    yield from _of_table(form)
    unit = form.head.unit.text if form.head.unit else ""
    for task in (task for task in form.tasks if not task.is_total and task.label.text != _BASIC):
        for amount in task.amounts:
            if (amount.field, amount.role) == ("full_year_budget", "total"):
                yield from _line(form, unit, task.label.text, "", amount.figure)
    line = form.total_line if form.is_statement else None
    if line is not None and line.initial_budget is not None and form.head.project is not None:
        code = form.head.code.text if form.head.code else ""
        yield from _line(form, unit, form.head.project.text, code, line.initial_budget)


def _of_table(form: Form) -> Iterator[BudgetLine]:
    """The rows of a table; the unit is that of the row above that names one, else the head's."""
    unit = form.head.unit.text if form.head.unit else ""
    for row in form.table.rows if form.table is not None else ():
        figure = next((row.amounts[field] for field in _WHOLE if field in row.amounts), None)
        unit = row.label.text if row.kind == "unit" else unit
        if row.kind in ("unit", "code", "project") and figure is not None:
            yield from _line(form, unit, _project(row), row.code, figure)


def _project(row: BudgetRow) -> str:
    return row.label.text if row.kind == "project" else ""


def _line(form: Form, unit: str, project: str, code: str, figure: Figure) -> Iterator[BudgetLine]:
    if figure.number is not None:
        yield BudgetLine(unit, project, code, form.head.year, figure.number * MONEY[form.money_unit], figure)
