"""T101: no known form in the file."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.findings import Finding, Severity
from xlperf.messages import say


def check_no_form(case: Case) -> Iterator[Result]:
    """Yields nothing: where there is a case, there is a form."""
    yield from ()


T101 = Check(
    code="T101",
    slug="no-form",
    name="不是自评表",
    severity=Severity.ERROR,
    holds_when="文件里没有认得出的绩效自评表",
    source="表单识别",
    remedy="请确认文件是否为绩效自评表；表头文字（一级指标、年度指标值、得分等）若被改动，请恢复。",
    wrong="工作簿里只有一张通讯录",
    right="工作簿里有一张项目支出绩效自评表",
    run=check_no_form,
)


def no_form_found() -> Finding:
    """The finding for a file without any form."""
    return T101.finding(say("没有在文件中找到绩效自评表"), None)
