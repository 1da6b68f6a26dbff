"""Every value of a form with its name, as a clerk would call it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.checks.budget_rows import name_amount
from xlperf.form import Entry, Form, FundLine, Scored
from xlperf.messages import Message, say
from xlperf.pages.field_names import FIELD_NAMES

_FUNDS = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_INDICATORS = ("level3", "target", "actual", "weight", "score", "reason", "level2", "description", "standard")


class Named(NamedTuple):
    """A value read from a form, and what it is."""

    entry: Entry
    name: Message


def named_entries(form: Form) -> Iterator[Named]:
    """Head, funds, goals, indicators, total and reason; a cell may come twice where it serves two purposes."""
    for field in ("title", "project", "code", "department", "unit"):
        yield from _named(getattr(form.head, field), FIELD_NAMES["head"][field])
    yield from _named(form.head.year_entry, FIELD_NAMES["head"]["year"])
    for line in form.funds:
        yield from _of_line(line)
    yield from _of_tasks(form)
    if form.table is not None:
        for record in form.table.rows:
            for figure_field, figure in record.amounts.items():
                yield Named(figure, name_amount(form.table, record, figure_field))
            yield Named(record.label, say("行的名称"))
    for field, entry in (("expected", form.goal_expected), ("actual", form.goal_actual)):
        yield from _named(entry, FIELD_NAMES["goals"][field])
    for row in form.rows:
        yield from _of_row(row)
    for given in form.inputs:
        yield Named(given.figure, say("评分依据：{name}", name=given.key))
    if form.total is not None:
        yield from _named(form.total.score, say("总分"))
        yield from _named(form.total.weight, say("合计分值"))
        yield from _named(form.total.grade, say("等级"))
    yield from _named(form.reason, say("偏差原因分析"))


def _named(entry: Entry | None, name: Message) -> Iterator[Named]:
    if entry is not None:
        yield Named(entry, name)


def _of_tasks(form: Form) -> Iterator[Named]:
    for task in form.tasks:
        yield Named(task.label, FIELD_NAMES["tasks"]["sum" if task.is_total else "name"])
        yield from _named(task.content, FIELD_NAMES["tasks"]["content"])
        for amount in task.amounts:
            name = say("{subject}：{field}", subject=task.label.text.strip(), field=amount.source.text.strip())
            yield Named(amount.figure, name)


def _of_line(line: FundLine) -> Iterator[Named]:
    for field in _FUNDS:
        name = say("{subject}：{field}", subject=line.label.text.strip(), field=FIELD_NAMES["funds"][field])
        yield from _named(getattr(line, field), name)


def _of_row(row: Scored) -> Iterator[Named]:
    for field in _INDICATORS:
        name = say("{subject}：{field}", subject=row.level3.text.strip(), field=FIELD_NAMES["indicators"][field])
        yield from _named(getattr(row, field, None), name)
    yield from _named(row.block.label, FIELD_NAMES["indicators"]["level1"])
