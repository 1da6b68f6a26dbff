"""F209: a department's tasks do not add up, by source or to the sum below them."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.checks.sum_findings import judge_sums
from xlperf.findings import Severity


def check_tasks_sum(case: Case) -> Iterator[Result]:
    """Each column of the tasks, and each task by its sources."""
    yield from judge_sums(CHECK, case)


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
