"""What is said in words and means a figure: 百分之九十, 九成, 百余人, 两年半, 一天两次, and that nothing happened."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.numerals import DIGITS, HAN, parse_digits, parse_numeral

_SPOKEN = re.compile("百分|千分|正负|[成半余]|一[天年周日学]|%%")
_PERCENT = re.compile(rf"([百千])分之(?:({DIGITS})|({HAN}))")
_TENTHS = re.compile(
    "(?<![0-9.一二三四五六七八九十第])(?:([1-9])|([二三四五六七八九]))成(?![一二三四五六七八九十半员立功熟本分品套果])"
)
_HALF_MORE = re.compile(
    rf"(?:(?P<digits>{DIGITS})|(?P<han>{HAN}))(?:个半(?P<counted>月|小时|学期)|(?P<unit>年|周|天|小时)半(?![年月天日载价数径]))"
)
_HALF = re.compile("(?:半数|一半|(过)半)(?![年月天日小个])")
_LONE_SCALE = re.compile("(?<![0-9零〇一二两三四五六七八九十百千万亿几数上])([百千万])(?=余)")
_ONE_PERIOD = re.compile("(?:^|(?<=[,;。]))一(天|年|周|日|学期|学年)(?=[一二两三四五六0-9])")
_NOTHING_BEGINS = tuple("无未没全本年期")
_NOTHING = re.compile(
    "(?:全年|本?年度|年内|期间)*(?:无|未发生|没有发生|未出现|没有出现)[^0-9,。;:、]{0,8}"
    "(?:事故|投诉|伤亡|死亡|差错|失误|感染|案件|举报|上访|信访|故障|纠纷|火灾|事件|舆情)(?:发生|情况|现象)?[。.;]?"
)


def is_nothing(text: str) -> bool:
    """The whole text says that events of a kind that is counted did not happen.

    >>> is_nothing("全年未发生安全事故"), is_nothing("系统稳定，无故障"), is_nothing("无")
    (True, False, False)
    """
    return text.startswith(_NOTHING_BEGINS) and _NOTHING.fullmatch(text) is not None


def write_out(text: str) -> str:
    """The text with its spoken figures in digits.

    >>> write_out("百分之九十五"), write_out("九成以上"), write_out("过半"), write_out("百余人"), write_out("两年半")
    ('95%', '90%以上', '>50%', '1百余人', '2.5年')
    """
    if not _SPOKEN.search(text):
        return text
    text = text.replace("百分之百", "100%").replace("百分百", "100%").replace("%%", "%").replace("正负", "±")
    text = _TENTHS.sub(_write_tenths, _PERCENT.sub(_write_percent, text))
    if "半" in text:
        text = _HALF.sub(lambda match: ">50%" if match[1] else "50%", _HALF_MORE.sub(_write_half, text))
    text = _LONE_SCALE.sub(r"1\1", text) if "余" in text else text
    return _ONE_PERIOD.sub(r"每\1", text) if "一" in text else text


def _write_percent(match: re.Match[str]) -> str:
    number = parse_digits(match[2]) if match[2] else parse_numeral(match[3])
    return match[0] if number is None else f"{number}{'%' if match[1] == '百' else '‰'}"


def _write_tenths(match: re.Match[str]) -> str:
    return f"{match[1] or parse_numeral(match[2])}0%"


def _write_half(match: re.Match[str]) -> str:
    number = parse_digits(match["digits"]) if match["digits"] else parse_numeral(match["han"])
    if number is None:
        return match[0]
    return f"{number + Decimal('0.5')}" + (match["unit"] or match["counted"].replace("月", "个月"))
