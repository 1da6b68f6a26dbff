"""X606: the goal or the achievement is in the words of another unit or project."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

X606 = Check(
    code="X606",
    slug="foreign-text",
    name="文字疑似他人的",
    severity=Severity.INFO,
    holds_when="总体目标或完成情况与另一项目的一字不差；或提到了文件夹里另一个单位、另一个项目，而没有提到自己的",
    source="评审常见问题“照抄其他单位、其他项目的文字”",
    remedy="请核对是否由其他表复制而来，忘了改。",
    wrong="某市文化馆的表里写“某市图书馆全年举办讲座12场”",
    right="“某市文化馆会同某市图书馆，全年举办讲座12场”",
    run=judged_across,
)
