"""F201: the execution rate is not executed ÷ full-year budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.findings import Finding, Severity
from xlperf.form import Figure, FundLine
from xlperf.messages import say
from xlperf.rounding import show_percent
from xlperf.scoring.differences import Difference, rate_difference
from xlperf.scoring.execution import exact_rate


def check_execution_rate(case: Case) -> Iterator[Result]:
    """Each fund line with a budget; a blank is Q513's, a nil mark says that no rate is given."""
    for line in case.form.funds:
        figure = line.execution_rate
        if line.role == "total" and any(f.is_blank and not f.is_unknown for f in line.amounts[-2:]):
            yield Unjudged(say("预算数或执行数空白或不是数字"))
        elif figure is not None and not figure.is_blank and not figure.is_error and _has_budget(line):
            yield _judge(line, figure, exact_rate(line))


def _has_budget(line: FundLine) -> bool:
    return (
        line.full_year_budget is not None and line.full_year_budget.amount != 0 and not line.full_year_budget.is_blank
    )


def _judge(line: FundLine, figure: Figure, rate: Decimal | None) -> Result:
    if rate is None:
        return Unjudged(say("预算数或执行数空白或不是数字"))
    if figure.is_mark:
        return Unjudged(say("执行率填的是“{mark}”", mark=figure.text))
    difference = rate_difference(figure, rate)
    return PASSED if difference is Difference.NONE else _finding(line, figure, rate, difference)


def _finding(line: FundLine, figure: Figure, rate: Decimal, difference: Difference) -> Finding:
    expected, actual = show_percent(rate), _shown(figure, show_percent(rate))
    template = "{line}的执行率填 {actual}，按 {executed}÷{budget} 应为 {expected}"
    if difference is Difference.TAIL:
        template = "{line}的执行率填 {actual}，按 {executed}÷{budget} 为 {expected}，只是四舍五入的位数不同（尾差）"
    assert line.executed is not None and line.full_year_budget is not None  # noqa: PT018 - there is a rate
    message = say(
        template,
        line=line.label.text,
        actual=actual,
        executed=line.executed.text,
        budget=line.full_year_budget.text,
        expected=expected,
    )
    if difference is not Difference.TAIL:
        return CHECK.finding(message, figure.ref, expected=expected, actual=actual)
    remedy = say("不必改动；要精确到所写位数的，可改填 {expected}。", expected=expected)
    return CHECK.finding(message, figure.ref, severity=Severity.INFO, expected=expected, actual=actual, remedy=remedy)


def _shown(figure: Figure, expected: str) -> str:
    """The rate as it shows; where that looks like the expected one, as it is stored."""
    if figure.text != expected or figure.number is None:
        return figure.text
    return show_percent(figure.number, figure.places)


CHECK = Check(
    code="F201",
    slug="execution-rate",
    name="执行率不符",
    severity=Severity.ERROR,
    holds_when="有预算的资金行，执行率不等于全年执行数÷全年预算数（只差在四舍五入位数上的为提示）",
    source="表内关系：执行率＝全年执行数÷全年预算数",
    remedy="请核对全年预算数和全年执行数，再按两者之比改正执行率。",
    wrong="全年预算数 100，全年执行数 96.99，执行率 97.50%",
    right="全年预算数 100，全年执行数 96.99，执行率 96.99%",
    run=check_execution_rate,
)
