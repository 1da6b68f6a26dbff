"""X604: a department's totals and the sum of its projects differ."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X604 = Check(
    code="X604",
    slug="department-sum",
    name="部门与项目合计不符",
    severity=Severity.ERROR,
    holds_when="同一单位、同一年度，各项目表合计与部门整体表的项目支出不等：合计较大的、全年批复的项目已报齐的为错误，其余为提醒或提示；尾差不算",
    source="评审常见问题“部门整体表与项目表合计不一致”；合计大于总数的，无论报齐与否都不可能",
    remedy="请核对部门整体表的项目支出与各项目表的预算数、执行数，以及金额单位。",
    wrong="部门整体表项目支出执行 100 万元，三张项目表执行合计 130 万元",
    right="部门整体表项目支出执行 100 万元，收到的两张项目表合计 100.00 万元",
    run=judged_across,
)
