"""S306: a 不适用 indicator carries points."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.form import Scored
from xlperf.messages import say


def check_not_applicable(case: Case) -> Iterator[Result]:
    """Each 不适用 row: no points, no score; zero and nil marks are right."""
    for row in case.form.rows:
        if not row.is_applicable:
            yield _judge(row)


def _judge(row: Scored) -> Result:
    for figure in (row.weight, row.score):
        if figure is not None and figure.number:
            message = say("不适用的指标不应有分，这里填了 {text}", text=figure.text)
            return CHECK.finding(message, figure.ref, expected="0", actual=figure.text)
    return PASSED


CHECK = Check(
    code="S306",
    slug="not-applicable",
    name="不适用指标带分",
    severity=Severity.ERROR,
    holds_when="填“不适用”的指标有分值或得分",
    source="填报惯例：不适用的指标不设分值，其分值由同一级指标下其他各项承担",
    remedy="请把该行的分值和得分改为 0 或“-”，其分值分到其他指标；指标其实适用的，补填指标值和完成值。",
    wrong="经济效益指标 不适用，分值 5，得分 5",
    right="经济效益指标 不适用，分值 0，得分 -",
    run=check_not_applicable,
)
