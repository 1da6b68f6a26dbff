"""Words for people of what the code calls by id: severities, blocks, fields, checks, forms, packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from xlperf.checks import check_name
from xlperf.decisions import Handling
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.outcomes import Status

SEVERITY: Mapping[Severity, Message] = {
    Severity.ERROR: say("错误"),
    Severity.WARNING: say("提醒"),
    Severity.INFO: say("提示"),
}

BLOCKS: Mapping[str, Message] = {
    "EXECUTION": say("预算执行"),
    "COST": say("成本"),
    "OUTPUT": say("产出"),
    "BENEFIT": say("效益"),
    "SATISFACTION": say("满意度"),
    "OTHER": say("其他"),
}
"""Parts of a form, in the order in which tables show them."""

FIELDS: Mapping[str, Message] = {
    "execution_rate": say("执行率"),
    "score": say("得分"),
    "total_score": say("总分"),
    "total_weight": say("合计分值"),
}

HANDLING: Mapping[Handling, Message] = {"accepted": say("认可"), "explained": say("已说明")}

YES, NO = say("是"), say("否")

STATUS: Mapping[Status, Message] = {
    "ok": say("无问题"),
    "findings": say("有发现"),
    "unrecognised": say("未识别"),
    "unreadable": say("未处理"),
    "skipped": say("略过"),
}


def listed(items: Sequence[Message]) -> Message:
    """Messages in one, side by side: 2 处错误、1 处提醒."""
    return reduce(lambda first, rest: say("{first}、{rest}", first=first, rest=rest), items)


def chained(items: Sequence[Message]) -> Message:
    """Messages in one, as clauses of a sentence."""
    return reduce(lambda first, rest: say("{first}；{rest}", first=first, rest=rest), items)


def check_title(code: str) -> str:
    """A check's code with its name; the code alone where it is none of ours."""
    name = check_name(code)
    return code if name == code else f"{code} {name}"
