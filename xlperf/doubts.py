"""Why the one figure of a text is no clear reading of it."""

from __future__ import annotations

import re

from xlperf.comparison import without_signs
from xlperf.numerals import LONGEST
from xlperf.written import Figure, clause_start

_DENIED = re.compile(
    "(?:未|尚[未无有需待在欠缺余]|(?<![淹埋沉吞隐])没有?+)"
    "(?!成年|来|超|突破|满|达到?[0-9]|发生|出现|发现|收到|接到|就业|脱贫|婚|参保|入学|有?投诉)"
    "|取消|推迟|延期|暂停|原计划|原定|因故|因[^0-9,。;]{0,6}减少|无法|不能|正在(?:建设|开展|实施|办理|推进|进行|验收|采购|招标)"
)
_COMPARED_WITH_PLAN = re.compile(
    "(?:(?<![不未])超(?:出|额|支|计划|目标|预算)|[比较](?:年初|原定?)?(?:计划|目标|预期|预算|任务|指标|合同)|[还尚仅只]差)"
    "[^0-9,;。率数]{0,8}$"
)
_EARLY_OR_LATE = re.compile("(?:提前|逾期|超期|超时|滞后|延迟|延后)[^0-9,;。率数]{0,6}$")
_RANKED = re.compile("(?:(?<![提目之以当日])前|各|各自|零下)$")
_TIMES = frozenset(("天", "日", "周", "年", "个月", "小时", "分钟", "工作日"))
_LED = re.compile(
    "(?:^|[为是:至于过到少率度数量额值分比例重]|达|完成|共|共计|合计|总计|实现|增长|提高|提升|下降|降低|减少|增加|新增|控制在)$"
)
_ENDED = re.compile("[及其或。.;,!、+]*")
_CLAUSE = re.compile("[,;。]")
_SCALED = re.compile("[万亿]")


def is_denied(text: str) -> bool:
    """The text tells of what was not done, or of a plan that was changed.

    >>> is_denied("未完成5次"), is_denied("未成年人活动5次")
    (True, False)
    """
    return _DENIED.search(text) is not None


def why_unclear(text: str, figure: Figure) -> str:
    """Why the one figure of a text is no clear reading of it; "" where it is."""
    before, after = text[clause_start(text, figure.start) : figure.start], text[figure.end :]
    if figure.end - figure.start > LONGEST:
        return "位数多得不合常理"
    if figure.upper is not None and figure.upper < figure.amount:
        return "区间的上限小于下限"
    if before[-1:] in ("-", "+", "±", "—"):
        return "看不出是负号还是连字号"
    if after.startswith(("半", "点", "级")) or (figure.unit == "类" and after.startswith(("水", "标准"))):
        return f"看不出数字后面的“{after[0]}”怎么算"
    if after.startswith("/"):
        return "看不出“/”后面是什么"
    if _RANKED.search(before):
        return f"看不出“{before[-1]}”怎么算"
    return _why_relative(before, figure) or _why_without_unit(text, before, after, figure)


def _why_relative(before: str, figure: Figure) -> str:
    """A figure that says how much more, less, sooner or later than planned."""
    if _COMPARED_WITH_PLAN.search(before):
        return "说的是相差多少，不是完成了多少"
    if figure.unit in _TIMES and _EARLY_OR_LATE.search(before):
        return "说的是提前或推迟多久，不是用了多久"
    return ""


def _why_without_unit(text: str, before: str, after: str, figure: Figure) -> str:
    if "每" in before and "/" not in figure.unit and figure.unit != "%":
        return "看不出“每”什么"
    written = text[figure.start : figure.end]
    if figure.unit or written.startswith("零") or _stands_alone(written, before, after):
        return ""
    return "数字后面没有认识的单位"


def _stands_alone(written: str, before: str, after: str) -> bool:
    """A number without a unit is one only where nothing follows it, and a word such as 完成 or nothing precedes it.

    One in 万 or 亿 (注册用户10万) counts something, whatever precedes it.
    """
    lead, rest = without_signs(before, _CLAUSE.split(after, maxsplit=1)[0])
    return _ENDED.fullmatch(rest) is not None and bool(_SCALED.search(written) or _LED.search(lead))
