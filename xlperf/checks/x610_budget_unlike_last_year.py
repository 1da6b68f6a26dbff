"""X610: the budget is far from that of last year."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X610 = Check(
    code="X610",
    slug="budget-unlike-last-year",
    name="预算增减较大",
    severity=Severity.INFO,
    holds_when="用 --previous 给出上年的表时：预算增加到上年的一倍半以上，或减少到一半以下",
    source="预算审核常用的看法；界线是取舍 [M]",
    remedy="请核对增减的原因，以及金额单位是否写对。",
    wrong="上年 100 万元，本年 210 万元",
    right="上年 100 万元，本年 120 万元",
    run=judged_across,
)
