"""The key figures of what is planned and not scored: a statement of targets, a budget table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from xlperf.budget import EXPENDITURE, INCOME, BudgetTable
from xlperf.checks.points import block_sums
from xlperf.entries import Figure
from xlperf.evaluation import Evaluation
from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.pages.parts import figure_spot, heading_line, number_spot
from xlperf.sheets import Line, Spot

Spots = tuple[Spot, ...]
Named = tuple[Message | str, Figure]
_NOTHING: Spots = (Spot(None, "note", 6),)


def planned_lines(evaluation: Evaluation) -> Iterator[Line]:
    """The indicators by block beside the money of a statement; the totals of a budget table."""
    form = evaluation.form
    money = [*(_of_table(form.table) if form.table is not None else _of_statement(form))]
    left = list(_blocks(form)) if form.is_statement else list(_counts(form))
    for one, other in zip_longest(left, _money(form, money)):
        yield Line((one or _NOTHING) + (other or ()))


def _blocks(form: Form) -> Iterator[Spots]:
    """Indicators and points by level 1."""
    yield heading_line((say("部分"), 3), say("指标数"), (say("分值"), 2)).spots
    weights = {found.block.label.ref: found.weights for found in block_sums(form)}
    blocks = {row.block.label.ref: row.block for row in form.indicators}
    for ref, block in blocks.items():
        count = sum(row.block.label.ref == ref for row in form.indicators)
        points = number_spot(weights.get(ref), "number")
        yield Spot(block.label.text, "text", 3), Spot(count, "integer"), Spot(points.value, points.style, 2)
    yield Spot(say("合计"), "label", 3), Spot(len(form.indicators), "integer"), Spot(None, "label", 2)


def _counts(form: Form) -> Iterator[Spots]:
    yield heading_line((say("内容"), 3), (say("行数"), 3)).spots
    rows = form.table.rows if form.table is not None else ()
    yield Spot(say("读出的行"), "text", 3), Spot(len(rows), "integer", 3)


def _money(form: Form, amounts: list[Named]) -> Iterator[Spots]:
    yield heading_line(say("资金（{unit}）", unit=form.money_unit), say("数值")).spots
    for name, figure in amounts:
        yield Spot(name, "label"), figure_spot(figure, figure.amount, "money")


def _of_statement(form: Form) -> Iterator[Named]:
    """The money of a project's statement by source, the sum of a department's tasks by source."""
    for line in form.funds:
        if line.initial_budget is not None:
            yield line.label.text, line.initial_budget
    for task in form.tasks:
        if task.is_total:
            yield from ((amount.source.text, amount.figure) for amount in task.amounts)


def _of_table(table: BudgetTable) -> Iterator[Named]:
    """The totals of both sides of a list; else the row of all amounts."""
    for side in (INCOME, EXPENDITURE):
        row = table.item(side, "total") or table.item(side, "year")
        if row is not None and "amount" in row.amounts:
            yield row.label.text, row.amounts["amount"]
    if table.sum_row is not None:
        names = {column.field: column.name for column in table.columns}
        yield from ((names[field], figure) for field, figure in table.sum_row.amounts.items() if field in names)
