"""X608: the budget grew, and no quantity that it should bring about did."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X608 = Check(
    code="X608",
    slug="target-not-raised",
    name="增资未提目标",
    severity=Severity.INFO,
    holds_when="用 --previous 给出上年的表时：全年预算比上年增加两成以上，可比的数量指标没有一个提高",
    source="评审常见问题“追加了资金而目标没有调整”；两成是取舍 [M]",
    remedy="请核对增加的资金用于什么，目标是否应提高。",
    wrong="预算由 100 万元增到 150 万元，培训仍是 12 次",
    right="预算由 100 万元增到 150 万元，培训由 12 次增到 18 次",
    run=judged_across,
)
