"""F211: income and expenditure of a budget table are not equal."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.checks.sum_findings import judge_sums
from xlperf.findings import Severity


def check_unbalanced(case: Case) -> Iterator[Result]:
    """The grand totals of both sides."""
    yield from judge_sums(CHECK, case)


CHECK = Check(
    code="F211",
    slug="unbalanced",
    name="收支不平衡",
    severity=Severity.ERROR,
    holds_when="预算表的收入总计不等于支出总计（没有总计的，本年收入合计与本年支出合计）",
    source="表内关系：收入总计＝支出总计",
    remedy="请核对收入、支出两边的合计、结转和总计，改正不符的一边。",
    wrong="收入总计 4,997，支出总计 4,987",
    right="收入总计 4,997，支出总计 4,997",
    run=check_unbalanced,
)
