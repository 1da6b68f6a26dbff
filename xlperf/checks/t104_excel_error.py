"""T104: a cell of the form holds an Excel error."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import say


def check_excel_error(case: Case) -> Iterator[Result]:
    """One finding per cell that shows #DIV/0!, #REF! and the like."""
    for entry in case.form.errors:
        yield CHECK.finding(say("单元格显示错误值 {text}", text=entry.text), entry.ref, actual=entry.text)
    if not case.form.errors:
        yield PASSED


CHECK = Check(
    code="T104",
    slug="excel-error",
    name="错误值",
    severity=Severity.ERROR,
    holds_when="表内单元格显示 #DIV/0!、#REF! 等错误值",
    source="表格本身",
    remedy="请检查该格公式引用的单元格，或直接填入正确的数。",
    wrong="执行率单元格显示 #DIV/0!",
    right="执行率单元格显示 96.99%",
    run=check_excel_error,
)
