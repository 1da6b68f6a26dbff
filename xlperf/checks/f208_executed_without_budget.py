"""F208: money was executed against a zero full-year budget."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import say


def check_executed_without_budget(case: Case) -> Iterator[Result]:
    """Each fund line whose budget is zero or a nil mark, at its executed amount."""
    for line in case.form.funds:
        budget, executed = line.full_year_budget, line.executed
        if budget is None or executed is None or budget.amount is None or executed.amount is None:
            continue
        if budget.amount == 0 and executed.amount > 0:
            message = say(
                "{line}：全年预算数为零，却有全年执行数 {executed}", line=line.label.text, executed=executed.text
            )
            yield CHECK.finding(message, executed.ref, actual=executed.text)
        else:
            yield PASSED


CHECK = Check(
    code="F208",
    slug="executed-without-budget",
    name="无预算有执行",
    severity=Severity.ERROR,
    holds_when="资金行的全年预算数为零，全年执行数大于零",
    source="表内关系：执行数出自预算数",
    remedy="请补填调整后的全年预算数，或核对执行数是否填错行。",
    wrong="上年结转资金：全年预算数 0，全年执行数 5.00",
    right="上年结转资金：全年预算数 5.00，全年执行数 5.00",
    run=check_executed_without_budget,
)
