"""F212: the same amount differs between the tables of one workbook."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.checks.sum_findings import is_in, judge_sums, sums_of
from xlperf.findings import Severity
from xlperf.messages import say


def check_tables_differ(case: Case) -> Iterator[Result]:
    """Every amount that another table of the workbook says too."""
    yield from judge_sums(CHECK, case)
    for term, table in sums_of(case).lonely:
        if is_in(case.form, term.figure.ref):
            amount = term.figure.text
            message = say("{name}有 {amount}，{table}里没有这个名称的科目", name=term.name, amount=amount, table=table)
            yield CHECK.finding(message, term.figure.ref, severity=Severity.WARNING, actual=amount)


CHECK = Check(
    code="F212",
    slug="tables-differ",
    name="表间数字不一致",
    severity=Severity.ERROR,
    holds_when="同一工作簿的预算表、部门整体绩效目标表里，同一项数字在两张表上不一样（如收支总表与支出总表的支出合计，同一项目的预算数）；"
    "科目只在一张表上有的，作提醒",
    source="表间关系：同一单位、同一年度的同一项预算，各表应当一致",
    remedy="请对照批复的预算，改正写错的一张表。",
    wrong="支出总表的项目支出 4,023，一般公共预算支出表为 4,032，而单位没有其他资金",
    right="两张表的项目支出都是 4,023",
    run=check_tables_differ,
)
