"""X609: a text is word for word that of last year."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X609 = Check(
    code="X609",
    slug="copied-last-year",
    name="照抄上年",
    severity=Severity.INFO,
    holds_when="用 --previous 给出上年的表时：完成情况、偏差原因与上年的一字不差；“达成预期指标”一类的通行用语不算",
    source="评审常见问题“沿用上年的文字”",
    remedy="请核对是否沿用上年的文字，写本年的情况。",
    wrong="两年的偏差原因都是“由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付”",
    right="各年写各年的原因",
    run=judged_across,
)
