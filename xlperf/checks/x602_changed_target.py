"""X602: a target, a weight or an indicator differs from the approved target statement."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X602 = Check(
    code="X602",
    slug="changed-target",
    name="与批复目标不符",
    severity=Severity.ERROR,
    holds_when="用 --targets 给出批复的绩效目标时：指标值、分值与批复的不同，或指标增减；写法不同而意思相同的不算",
    source="绩效自评以批复的绩效目标为依据 [M]",
    remedy="请按批复的绩效目标填写指标值和分值；确经批准调整的，请改用调整后的批复。",
    wrong="批复“培训次数 ≥12次”，自评表写“≥10次”",
    right="批复“合格率 ≥90%”，自评表写“≥90.00％”",
    run=judged_across,
)
