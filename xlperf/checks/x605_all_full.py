"""X605: every form of a unit has full marks."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X605 = Check(
    code="X605",
    slug="all-full-marks",
    name="全部满分",
    severity=Severity.INFO,
    holds_when="一个单位同一年度的表（至少两张）全部是满分",
    source="评审常见问题“各项目都是满分”",
    remedy="请抽查其中金额较大的项目，核对得分依据。",
    wrong="某单位三个项目都是 100 分",
    right="某单位三个项目分别为 100、98.5、100 分",
    run=judged_across,
)
