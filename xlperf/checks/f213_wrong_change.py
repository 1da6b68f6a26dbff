"""F213: the change from last year, or its percentage, does not follow from the amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.budget import BudgetRow, BudgetTable
from xlperf.checks.budget_rows import RATE, name_amount
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.sum_findings import judge_sums, sums_of
from xlperf.findings import Finding, Severity
from xlperf.form import Figure
from xlperf.messages import say
from xlperf.rounding import show_percent
from xlperf.scoring.differences import Difference, rate_difference


def check_wrong_change(case: Case) -> Iterator[Result]:
    """Each change against the amounts of the two years, each percentage against change and last year's amount."""
    yield from judge_sums(CHECK, case)
    table = case.form.table
    for row in table.rows if table is not None else ():
        if table is None or RATE not in row.amounts or row.amounts[RATE].number is None:
            continue
        if not any(figure.ref in sums_of(case).faulty for figure in row.amounts.values()):  # it has been told
            yield _judge(table, row, row.amounts[RATE])


def _judge(table: BudgetTable, row: BudgetRow, rate: Figure) -> Result:
    """A fall may be printed without its sign, 下降 5%: only the size is compared."""
    change, before = _change_and_base(row)
    if change is None or not before:
        return Inapplicable(say("没有增减额，或上年没有预算，算不出增减率"))
    exact = abs(change / before)
    shown = Figure(rate.text, rate.ref, value=abs(rate.number or Decimal(0)), places=rate.places)
    difference = rate_difference(shown, exact)
    return PASSED if difference is Difference.NONE else _finding(table, row, rate, exact, difference)


def _change_and_base(row: BudgetRow) -> tuple[Decimal | None, Decimal | None]:
    amounts = {field: row.amounts[field].amount for field in ("amount", "prior", "change") if field in row.amounts}
    now, before, change = (amounts.get(field) for field in ("amount", "prior", "change"))
    if change is None and now is not None and before is not None:
        change = now - before
    if before is None and now is not None and change is not None:
        before = now - change
    return change, before


def _finding(table: BudgetTable, row: BudgetRow, rate: Figure, exact: Decimal, difference: Difference) -> Finding:
    expected = show_percent(exact, max(rate.places, 2))
    message = say(
        "{name}填 {actual}，增减额 ÷ 上年数算得 {expected}",
        name=name_amount(table, row, RATE),
        actual=rate.text,
        expected=expected,
    )
    severity = Severity.INFO if difference is Difference.TAIL else Severity.ERROR
    return CHECK.finding(message, rate.ref, severity=severity, expected=expected, actual=rate.text)


CHECK = Check(
    code="F213",
    slug="wrong-change",
    name="增减变化不符",
    severity=Severity.ERROR,
    holds_when="增减额不等于本年数减上年数，或增减率不等于增减额 ÷ 上年数（按所填百分数的位数比较）",
    source="表内关系：增减额＝本年数－上年数，增减率＝增减额 ÷ 上年数",
    remedy="请核对两年的预算数，改正增减额或增减率。",
    wrong="2021 年 4,519，2022 年 4,997，增加 478，增长 15.58%",
    right="2021 年 4,519，2022 年 4,997，增加 478，增长 10.58%",
    run=check_wrong_change,
)
