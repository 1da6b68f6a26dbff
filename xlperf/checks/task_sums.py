"""What the tasks of a department's form should make together."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.budget import MainTask, TaskAmount
from xlperf.checks.sums import Sum, Term
from xlperf.form import Form
from xlperf.messages import say
from xlperf.recognition.folding import bare

F209 = "F209"


def task_sums(form: Form) -> Iterator[Sum]:
    """Each column down to the row that adds the tasks up, and each row's total against its sources."""
    tasks = [task for task in form.tasks if not task.is_total]
    for total in form.tasks:
        if total.is_total and tasks:
            columns = zip(total.amounts, *(task.amounts for task in tasks), strict=True)
            for whole, *parts in columns:
                terms = tuple(_term(task, part) for task, part in zip(tasks, parts, strict=True))
                yield Sum(F209, say("应等于各项任务之和"), _term(total, whole), terms)
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
            yield Sum(F209, law, _term(task, whole), tuple(_term(task, part) for part in parts))


def _term(task: MainTask, amount: TaskAmount) -> Term:
    column = bare(amount.source.text).removeprefix("其中").lstrip(":")
    return Term(say("“{row}”的{column}", row=task.label.text, column=column), amount.figure)
