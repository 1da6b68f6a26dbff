"""X601: the same project and year in two workbooks."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X601 = Check(
    code="X601",
    slug="same-project",
    name="重复报送",
    severity=Severity.WARNING,
    holds_when="两个工作簿里有同一单位、同一项目、同一年度的表：最新的一份计入汇总，其余只列出，不计入；分不出新旧的都不计入",
    source="评审常见问题“同一项目重复填报”",
    remedy="请核对以哪一份为准；分不出新旧的，请把不用的移出文件夹，或在文件名里写明“最终版”，再加 --resume 重跑。",
    wrong="文件夹里有“自评表.xlsx”和“自评表最终版2.xlsx”，项目、单位、年度都相同",
    right="每个单位的每个项目每个年度只有一份",
    run=judged_across,
)
