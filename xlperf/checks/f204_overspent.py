"""F204: more was executed than the full-year budget."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import say
from xlperf.rounding import show_percent
from xlperf.scoring.execution import exact_rate


def check_overspent(case: Case) -> Iterator[Result]:
    """Each fund line with a budget, at its executed amount."""
    for line in case.form.funds:
        rate = exact_rate(line)
        if rate is None or line.executed is None or line.full_year_budget is None:
            continue
        if rate <= 1:
            yield PASSED
            continue
        message = say(
            "{line}：全年执行数 {executed} 超过全年预算数 {budget}（执行率 {rate}）",
            line=line.label.text,
            executed=line.executed.text,
            budget=line.full_year_budget.text,
            rate=show_percent(rate),
        )
        yield CHECK.finding(message, line.executed.ref, actual=line.executed.text)


CHECK = Check(
    code="F204",
    slug="overspent",
    name="执行数超过预算数",
    severity=Severity.WARNING,
    holds_when="资金行的全年执行数大于全年预算数",
    source="表内关系：全年预算数应为调整后的预算数",
    remedy="请核对全年预算数是否为调整后的数（含上年结转）；确属超支的，请在偏差原因中说明。",
    wrong="全年预算数 2634.17，全年执行数 3014.42",
    right="全年预算数 3014.42，全年执行数 3014.42",
    run=check_overspent,
)
