"""Quantities as clerks write them: ≥90%, 60场（次）, 约150天 — or why a text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlperf.comparison import compare_words, without_signs
from xlperf.numerals import DIGITS, HAN, LONGEST, Unparsed, normalise, parse_digits, parse_numeral
from xlperf.units import UNITS
from xlperf.written import Figure, any_of, find_figures, mask_dates, mask_names

__all__ = ["Quantity", "Unparsed", "parse_quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity. `comparator`: one of = ≥ ≤ > < ≈, empty where none is written; `unit` as in units.py, % included.

    `upper` is set for an interval only: `amount` ≤ x ≤ `upper`.
    """

    text: str
    comparator: str
    amount: Decimal
    upper: Decimal | None
    unit: str


LONGEST_TEXT = 400
"""Characters; what is longer tells a story and states no target."""

_NUMERIC = re.compile("[0-9零一二两三四五六七八九十百千年月]")
_UNIT_BRACKETS = re.compile(rf"\(({any_of(UNITS)})\)")
_BRACKETS = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]|《[^》]*》|“[^”]*”|\"[^\"]*\"|\([^()]*$")
_DETAILS = re.compile("[,;。:、]?(?:其中|包括|包含|分别)|[,;。、]含")
_PERCENT = re.compile(rf"([百千])分之(?:({DIGITS})|({HAN}))")
_TENTHS = re.compile("([二三四五六七八九])成(?![一二三四五六七八九十半员立功熟本分])")
_LED = re.compile(
    "(?:^|[为是:至于过到少]|达|完成|共|共计|合计|总计|实现|增长|提高|提升|下降|降低|减少|增加|新增|控制在)$"
)
_ENDED = re.compile("[及或。.;,!、]*")
_DENIED = re.compile("(?:未|尚|没有?+)(?!成年|来|超|突破|满|达到?[0-9])|取消|推迟|延期|暂停|原计划|原定")


@lru_cache(maxsize=8192)
def parse_quantity(text: str) -> Quantity | Unparsed:
    """The one quantity that a target or an actual value states; Unparsed with the reason where there is none, or two.

    >>> parse_quantity("不低于９０％")
    Quantity(text='不低于９０％', comparator='≥', amount=Decimal('90'), upper=None, unit='%')
    >>> parse_quantity("培训20人次、讲座3场").reason
    '有两种读法：20人次、3场'
    """
    if len(text) > LONGEST_TEXT:
        return Unparsed(text, "文字太长，不是一个数量")
    plain = normalise(text)
    if not _NUMERIC.search(plain):
        return Unparsed(text, "没有数字" if plain else "空白")
    dated, dates, years = mask_dates(outline(_write_percents(plain)))
    bare = mask_names(dated)
    figures = tuple(find_figures(bare))
    if len(figures) != 1 or dates:
        return Unparsed(text, _why_none(dates, years, [bare[f.start : f.end] for f in figures]))
    if _DENIED.search(plain):
        return Unparsed(text, "文字说的是没有做到或改变了计划")
    return _judge(text, bare, figures[0])


def outline(text: str) -> str:
    """The text without what only explains it: brackets, quoted names, 其中 and what follows.

    >>> outline("40家(含2018年25家)"), outline("60场(次)"), outline("完成(100%)")
    ('40家', '60场次', '完成100%')
    """
    text = _UNIT_BRACKETS.sub(r"\1", text) if "(" in text else text
    if not any(sign in text for sign in '([【《“"其包分含'):
        return text
    outer = _DETAILS.split(_BRACKETS.sub("", _BRACKETS.sub("", text)))[0]
    return outer if _NUMERIC.search(outer) else re.sub(r"[()\[\]【】“”\"]", "", text)


def _judge(text: str, bare: str, figure: Figure) -> Quantity | Unparsed:
    """The figure with its comparator, unless the words around it leave its meaning open."""
    before, after = bare[: figure.start], bare[figure.end :]
    comparator = compare_words(before, after)
    why = _why_unclear(bare, figure, before, after) or ("比较的词互相矛盾" if comparator is None else "")
    if figure.upper is not None and comparator not in ("", "=", "≈"):
        why = why or "区间前后又有比较符号"
    if why:
        return Unparsed(text, why)
    if figure.is_over and comparator in ("", "="):
        comparator = ">"
    return Quantity(text, comparator or "", figure.amount, figure.upper, figure.unit)


def _why_unclear(bare: str, figure: Figure, before: str, after: str) -> str:
    """Why the one figure of a text is no clear reading of it; "" where it is."""
    if len(bare[figure.start : figure.end]) > LONGEST:
        return "位数多得不合常理"
    if figure.upper is not None and figure.upper < figure.amount:
        return "区间的上限小于下限"
    if before[-1:] in ("-", "+", "±"):
        return "看不出是负号还是连字号"
    if after.startswith(("半", "点", "级")):
        return f"看不出数字后面的“{after[0]}”怎么算"
    if "每" in before and "/" not in figure.unit and figure.unit != "%":
        return "看不出“每”什么"
    if not figure.unit and bare[figure.start] != "零" and not _stands_alone(before, after):
        return "数字后面没有认识的单位"
    return ""


def _stands_alone(before: str, after: str) -> bool:
    """A number without a unit is one only where nothing follows it, and nothing but a word such as 完成 precedes it."""
    lead, rest = without_signs(before, after)
    return bool(_LED.search(lead) and _ENDED.fullmatch(rest))


def _why_none(dates: tuple[str, ...], years: tuple[str, ...], figures: list[str]) -> str:
    if not figures:
        return "是日期或期限，不是数量" if dates else "是年份，不是数量" if years else "没有数字"
    if dates:
        return f"既有期限又有数量：{'、'.join((*dates, *figures))}"
    return f"有{'两' if len(figures) == 2 else '多'}种读法：{'、'.join(figures)}"


def _write_percents(text: str) -> str:
    """百分之九十, 百分百 and 九成 in digits with their sign."""
    if "分" in text and ("百" in text or "千" in text):
        text = _PERCENT.sub(_write_percent, text.replace("百分之百", "100%").replace("百分百", "100%"))
    return _TENTHS.sub(lambda match: f"{parse_numeral(match[1])}0%", text) if "成" in text else text


def _write_percent(match: re.Match[str]) -> str:
    number = parse_digits(match[2]) if match[2] else parse_numeral(match[3])
    return match[0] if number is None else f"{number}{'%' if match[1] == '百' else '‰'}"
