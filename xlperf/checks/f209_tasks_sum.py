"""F209: a department's tasks do not add up, by source or to the sum below them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from xlperf.budget import MainTask
from xlperf.cells import CellRef
from xlperf.checks.check import Case, Check, Result
from xlperf.checks.sum_findings import judge_sums
from xlperf.findings import Finding, Severity
from xlperf.messages import say


def check_tasks_sum(case: Case) -> Iterator[Result]:
    """Each column of the tasks, and each task by its sources."""
    results = list(judge_sums(CHECK, case))
    yield from results
    told = {result.ref for result in results if isinstance(result, Finding)}
    for task in case.form.tasks:
        yield from _shares_beyond(task, told)


def _shares_beyond(task: MainTask, told: Container[CellRef | None]) -> Iterator[Finding]:
    """Shares of one source, 其中：财政拨款, that are more than the whole of which they are a part.

    Neither cell may be one that breaks a sum already: one fault, one finding.
    """
    wholes = {amount.field: amount for amount in task.amounts if amount.role == "total"}
    for part in (amount for amount in task.amounts if amount.role == "part" and amount.field in wholes):
        share, whole = part.figure, wholes[part.field].figure
        is_told = share.ref in told or whole.ref in told
        if not is_told and share.amount is not None and whole.number is not None and share.amount > whole.number:
            template = "“{task}”的“{source}”填 {actual}，多于全额 {whole}"
            name, source = task.label.text.strip(), part.source.text.strip()
            message = say(template, task=name, source=source, actual=share.text, whole=whole.text)
            yield CHECK.finding(message, share.ref, actual=share.text)


CHECK = Check(
    code="F209",
    slug="tasks-sum",
    name="任务金额合计不符",
    severity=Severity.ERROR,
    holds_when="部门整体表的金额合计不等于各项任务之和，或一项任务的总额不等于其中各资金来源之和、少于其中一项",
    source="表内关系：金额合计＝各项任务之和，总额＝其中各资金来源之和",
    remedy="请核对各项任务的金额，改正合计，或漏填、填错的一项。",
    wrong="任务甲 130、任务乙 45，金额合计 185",
    right="任务甲 130、任务乙 45，金额合计 175",
    run=check_tasks_sum,
)
