"""F210: the amounts of a budget table do not add up: columns, codes, units, projects, items."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.budget import BudgetColumn, BudgetRow, BudgetTable
from xlperf.checks.budget_rows import name_amount
from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.checks.sum_findings import judge_sums
from xlperf.findings import Severity
from xlperf.messages import say


def check_budget_sum(case: Case) -> Iterator[Result]:
    """Every total of the table against its parts, and every share against what it is a share of."""
    yield from judge_sums(CHECK, case)
    table = case.form.table
    for column in table.columns if table is not None else ():
        if table is not None and column.within:
            yield from _shares(table, column)


def _shares(table: BudgetTable, column: BudgetColumn) -> Iterator[Result]:
    """A share is at most the whole; a change may be anything."""
    for row in table.rows:
        if row.kind not in ("change", "rate") and {column.field, column.within} <= row.amounts.keys():
            yield _judge(table, row, column)


def _judge(table: BudgetTable, row: BudgetRow, column: BudgetColumn) -> Result:
    share, whole = row.amounts[column.field], row.amounts[column.within]
    if share.amount is None or whole.amount is None or share.amount <= whole.amount:
        return PASSED
    message = say(
        "{name}填 {actual}，多于{whole}（{total}）",
        name=name_amount(table, row, column.field),
        actual=share.text,
        whole=name_amount(table, row, column.within),
        total=whole.text,
    )
    return CHECK.finding(message, share.ref, actual=share.text)


CHECK = Check(
    code="F210",
    slug="budget-sum",
    name="预算表合计不符",
    severity=Severity.ERROR,
    holds_when="预算表里的合计不等于它的各部分之和：一行的总计与各栏，类与款、款与项，单位与各科目，合计与各单位、各项目，收支各项与其下各项；"
    "或“其中”的数大于总数；项目所列各项用途相加不符，只作提醒",
    source="表内关系：总计＝各组成部分之和",
    remedy="请核对该合计和它的各部分，改正写错的一格；万元取整造成的尾差不必改。",
    wrong="支出总计 4,566，基本支出 542，项目支出 3,023",
    right="支出总计 4,566，基本支出 542，项目支出 4,023（取整尾差 1）",
    run=check_budget_sum,
)
