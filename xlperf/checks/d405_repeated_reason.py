"""D405: the same reason word for word in several workbooks."""

from __future__ import annotations

from xlperf.checks.check import Check, judged_across
from xlperf.findings import Severity

D405 = Check(
    code="D405",
    slug="repeated-reason",
    name="偏差原因雷同",
    severity=Severity.INFO,
    holds_when="不同项目的几个工作簿里，同一段偏差原因一字不差；“无”、填写提示和“疫情影响”一类的短语不算",
    source="评审常见问题“偏差原因照抄、没有针对性”",
    remedy="请核对是否照抄：各项目应写各自的原因和措施。",
    wrong="三个项目的偏差原因都是“由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付”",
    right="各项目写各自的原因；或只写“疫情影响”",
    run=judged_across,
)
