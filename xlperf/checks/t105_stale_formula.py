"""T105: a formula has no stored value and cannot be worked out."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import say


def check_stale_formula(case: Case) -> Iterator[Result]:
    """One finding per formula whose value nobody knows."""
    for entry in case.form.stale:
        message = say("公式 ={formula} 没有存下结果，也无法代为计算", formula=entry.formula)
        yield CHECK.finding(message, entry.ref, actual=f"={entry.formula}")
    if not case.form.stale:
        yield PASSED


CHECK = Check(
    code="T105",
    slug="stale-formula",
    name="公式无结果",
    severity=Severity.WARNING,
    holds_when="公式没有存下计算结果，又不是表内单元格的加减乘除、求和、取整等运算",
    source="表格本身",
    remedy="请用 Excel 或 WPS 打开工作簿，重新计算并保存后再检查。",
    wrong="=VLOOKUP(A1,[1]Sheet1!A:B,2,0)，未存结果",
    right="=F6/E6，结果 0.9699",
    run=check_stale_formula,
)
