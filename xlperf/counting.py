"""Which numerals in characters count something: 三次, 举办两期, 三百篇 do; 统一, 十分满意, 一户一策, 上一年 do not."""

from __future__ import annotations

import re

from xlperf.units import HAN_AMBIGUOUS

_INTRODUCED = re.compile(
    "(?:新增|举办|开展|完成|组织|建设|建成|建立|新建|购置|采购|召开|发放|印发|编制|形成|培训|达到|增长|共|共计|合计|约|至少"
    "|[于过少为≥≤<>=≈:至到-]|每.{1,2})$"
)
_HELD = re.compile("(?:举办|开展|组织|召开|培训|培训班|编发|出版|印发|刊发)$")
_WITHIN = re.compile("[以之]?内")
_TIMES = frozenset(("天", "周", "年", "个月", "小时", "个小时", "分钟", "工作日", "个工作日"))
_VAGUE = frozenset("批种支条张片股")
_ORDER = "上下前近每第新同这那某另其之几数"
_PAIRED = re.compile("一.$")
_CLOSED = re.compile("(?:[及或]?以[上下内]|之?内|左右|上下|[。.;,!])*$")


def counts(match: re.Match[str]) -> bool:
    """The numeral of a figure's match has a unit, and closes the text or is led in by a word that does something.

    One without a unit counts where it is the whole text.
    """
    text, start, end, unit = match.string, match.start(), match.end(), match["unit"]
    if not (unit or match["scale"]) or text[end : end + 1] in ("性", "一"):
        return end - start == len(text) and text != "零"  # which _ZERO tells
    if unit in HAN_AMBIGUOUS:
        return unit == "期" and (match["han"] == "两" or _HELD.search(text, 0, start) is not None)
    closes = _CLOSED.match(text, end) is not None or (unit in _TIMES and _WITHIN.match(text, end) is not None)
    if start == 0 or text[start - 1] in _ORDER:
        return start == 0 and (closes or is_over(match))
    if match["han"] == "一" and (unit in _VAGUE or _PAIRED.search(text, 0, start)):
        return False
    return closes or is_over(match) or _INTRODUCED.search(text, 0, start) is not None


def is_over(match: re.Match[str]) -> bool:
    """The number is called a little more than it is: 100余人, 10万+."""
    return bool(match["over"] or match["late_over"] or match["last_over"])
