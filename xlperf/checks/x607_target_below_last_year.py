"""X607: a target is far below what was reached last year."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X607 = Check(
    code="X607",
    slug="target-below-last-year",
    name="目标低于上年实际",
    severity=Severity.INFO,
    holds_when="用 --previous 给出上年的表时：同一指标的目标比上年实际低两成以上，而预算没有同样减少",
    source="评审常见问题“目标值低于上年实际”；两成是取舍 [M]",
    remedy="请核对目标是否定得过低。",
    wrong="上年培训实际 120 人次，本年目标 ≥60 人次，预算没有减少",
    right="上年实际 120 人次，本年目标 ≥110 人次",
    run=judged_across,
)
