"""F204: more was executed than the full-year budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.amount_scale import is_in_doubt
from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.findings import Severity
from xlperf.form import Figure, FundLine
from xlperf.messages import say
from xlperf.rounding import show_percent
from xlperf.scoring.execution import exact_rate


def check_overspent(case: Case) -> Iterator[Result]:
    """Each fund line with a budget, at its executed amount; one in another money unit is F207's."""
    for line in case.form.funds:
        rate = exact_rate(line)
        if rate is None or line.executed is None or line.full_year_budget is None:
            continue
        if rate <= 1:
            yield PASSED
        elif is_in_doubt(case, line):
            yield Unjudged(say("金额可能元、万元混填，先核对金额"))
        else:
            yield _finding(line, line.executed, line.full_year_budget, rate)


def _finding(line: FundLine, executed: Figure, budget: Figure, rate: Decimal) -> Result:
    message = say(
        "{line}：全年执行数 {executed} 超过全年预算数 {budget}（执行率 {rate}）",
        line=line.label.text,
        executed=executed.text,
        budget=budget.text,
        rate=show_percent(rate),
    )
    return CHECK.finding(message, executed.ref, actual=executed.text)


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
