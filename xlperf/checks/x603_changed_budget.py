"""X603: a budget differs from the approved one."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X603 = Check(
    code="X603",
    slug="changed-budget",
    name="与批复预算不符",
    severity=Severity.ERROR,
    holds_when="用 --budget 给出批复的预算时：表内的年初预算数或全年预算数与批复的不同，四舍五入的尾差不算",
    source="预算批复；评审常见问题“预算数与批复不符”",
    remedy="请按批复的预算填写；年中调整过的，请核对调整文件。",
    wrong="批复年初预算 120 万元，自评表写 150 万元",
    right="批复 1234567.89 元，自评表写 123.46 万元",
    run=judged_across,
)
