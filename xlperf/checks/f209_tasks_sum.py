"""F209: a department's tasks do not add up, by source or to the sum below them."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.checks.sum_findings import judge_sums, name_cell
from xlperf.checks.sums import Sum, Term
from xlperf.findings import Severity
from xlperf.form import Form, MainTask, TaskAmount
from xlperf.messages import say
from xlperf.recognition.folding import bare


def check_tasks_sum(case: Case) -> Iterator[Result]:
    """Each column down to the row that adds the tasks up, and each row's total against its sources."""
    yield from judge_sums(CHECK, case.form, list(_sums(case.form)))


def _sums(form: Form) -> Iterator[Sum]:
    tasks = [task for task in form.tasks if not task.is_total]
    for total in form.tasks:
        if total.is_total and tasks:
            columns = zip(total.amounts, *(task.amounts for task in tasks), strict=True)
            for whole, *parts in columns:
                terms = tuple(_term(task, part) for task, part in zip(tasks, parts, strict=True))
                yield Sum(CHECK.code, say("应等于各项任务之和"), _term(total, whole), terms)
    for task in form.tasks:
        yield from _by_source(task)


def _by_source(task: MainTask) -> Iterator[Sum]:
    """The total of budget and of spending against the sources of each, where they say something.

    A lone source is a share of the total, the rest of which the form does not name.
    """
    for whole in (amount for amount in task.amounts if amount.role == "total"):
        parts = [part for part in task.amounts if part.role == "part" and part.field == whole.field]
        if len(parts) > 1 and any(not part.figure.is_blank for part in parts):
            law = say("应等于其中各资金来源之和")
            yield Sum(CHECK.code, law, _term(task, whole), tuple(_term(task, part) for part in parts))


def _term(task: MainTask, amount: TaskAmount) -> Term:
    return Term(name_cell(task.label.text, bare(amount.source.text).removeprefix("其中").lstrip(":")), amount.figure)


CHECK = Check(
    code="F209",
    slug="tasks-sum",
    name="任务金额合计不符",
    severity=Severity.ERROR,
    holds_when="部门整体表的金额合计不等于各项任务之和，或一项任务的总额不等于其中各资金来源之和",
    source="表内关系：金额合计＝各项任务之和，总额＝其中各资金来源之和",
    remedy="请核对各项任务的金额，改正合计，或漏填、填错的一项。",
    wrong="任务甲 130、任务乙 45，金额合计 185",
    right="任务甲 130、任务乙 45，金额合计 175",
    run=check_tasks_sum,
)
