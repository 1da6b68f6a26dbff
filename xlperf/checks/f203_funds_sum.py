"""F203: the fund lines do not add up to 年度资金总额."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.findings import Finding, Severity
from xlperf.form import Figure, FundLine
from xlperf.messages import say
from xlperf.rounding import show_amount
from xlperf.scoring.differences import printed_unit

COLUMNS = {"initial_budget": "年初预算数", "full_year_budget": "全年预算数", "executed": "全年执行数"}


def check_funds_sum(case: Case) -> Iterator[Result]:
    """Each amount column in which a part says something; 其中 lines below a part are not added twice."""
    total = case.form.total_line
    lines = [line for line in case.form.funds if line.role != "total" and _has_money(line)]
    if total is None or case.form.tasks:  # those of tasks are F209's
        return
    for field, name in COLUMNS.items():
        figure = getattr(total, field)
        parts = [(line.role, getattr(line, field)) for line in lines if figure is not None]
        if any(not part.is_blank or part.is_unknown for _, part in parts):
            yield _judge(name, figure, parts)


def _has_money(line: FundLine) -> bool:
    return any(figure.amount != 0 and (not figure.is_blank or figure.is_unknown) for figure in line.amounts)


def _judge(name: str, total: Figure, addends: list[tuple[str, Figure]]) -> Result:
    figures = [figure for _, figure in addends]
    if any(figure.is_unknown or (figure.amount or 0) < 0 for figure in [total, *figures]):
        return Unjudged(say("{name}一栏有数额不是数字，或是负数", name=name))
    parts = _sum(figure for role, figure in addends if role == "part")
    stated = total.amount or Decimal(0)
    if stated in (parts, _sum(iter(figures))):
        return PASSED
    return _finding(name, total, stated, parts, figures)


def _sum(figures: Iterator[Figure]) -> Decimal:
    return sum((figure.amount or Decimal(0) for figure in figures), Decimal(0))


def _finding(name: str, total: Figure, stated: Decimal, parts: Decimal, figures: list[Figure]) -> Finding:
    tolerance = sum((printed_unit(figure) for figure in figures if figure.amount), Decimal(0))
    is_tail = not total.is_blank and abs(stated - parts) < tolerance
    template = "{name}：总额填 {total}，各资金来源相加为 {parts}，相差 {gap}"
    if is_tail:
        template = "{name}：总额填 {total}，各资金来源相加为 {parts}，差在末位四舍五入（尾差 {gap}）"
    message = say(
        template,
        name=name,
        total=total.text or say("空白"),
        parts=show_amount(parts, total.text),
        gap=show_amount(abs(stated - parts), total.text),
    )
    severity = Severity.INFO if is_tail else Severity.ERROR
    return CHECK.finding(
        message, total.ref, severity=severity, expected=show_amount(parts, total.text), actual=total.text or None
    )


CHECK = Check(
    code="F203",
    slug="funds-sum",
    name="资金合计不符",
    severity=Severity.ERROR,
    holds_when="年度资金总额不等于各资金来源之和（逐栏比较；没有资金的行不计，“其中”不重复加）",
    source="表内关系：年度资金总额＝各资金来源之和",
    remedy="请核对各资金来源的数额，改正总额或漏填、填错的一行。",
    wrong="年度资金总额 100，当年财政拨款 80，上年结转资金 10，其他资金 0",
    right="年度资金总额 100，当年财政拨款 80，上年结转资金 20，其他资金 0",
    run=check_funds_sum,
)
