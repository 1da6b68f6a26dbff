"""T103: a row's values stand in the wrong columns."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import say


def check_shifted_row(case: Case) -> Iterator[Result]:
    """One finding per shifted row, at its indicator's name."""
    for row in case.form.shifted:
        side = say("右") if row.columns > 0 else say("左")
        message = say("第 {row} 行的内容整体偏{side} {count} 列", row=row.ref.row, side=side, count=abs(row.columns))
        yield CHECK.finding(message, row.ref)
    if case.form.indicators and not case.form.shifted:
        yield PASSED


CHECK = Check(
    code="T103",
    slug="shifted-row",
    name="串列",
    severity=Severity.WARNING,
    holds_when="一行的内容填到了别的栏目下",
    source="表头与本行内容对照",
    remedy="请把这一行各格移回对应的表头之下。",
    wrong="“分值”栏下是“及时”，分值和得分填在后面两栏",
    right="各格内容与表头一致",
    run=check_shifted_row,
)
