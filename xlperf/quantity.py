"""Quantities as clerks write them: ≥90%, 60场（次）, 约150天 — or why a text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlperf.comparison import compare_words
from xlperf.doubts import is_denied, why_unclear
from xlperf.masks import any_of, mask_dates, mask_names
from xlperf.numerals import Unparsed, normalise
from xlperf.several import choose
from xlperf.spelled import is_nothing, write_out
from xlperf.units import UNITS
from xlperf.written import Figure, clause_start, find_figures

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

_NUMERIC = re.compile("[0-9零一二两三四五六七八九十百千万半年月]")
_COUNTED = re.compile("[0-9零一二两三四五六七八九十百千万]")
_ITEMS = re.compile(r"[①-⑳]|\n\s*(?:[0-9]{1,2}[.、．](?![0-9])|[(（][0-9]{1,2}[)）])")
_NUMBERING = re.compile(
    r"(?:^|(?<=[;。]))(?:[0-9]{1,2}[.、](?=[一-鿿])|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)(?=.))"
)
_EXCLUSIVE = re.compile(r"(?:\(不含[^()]*\)以([上下])|以([上下])\(不含[^()]*\))")
_UNIT_BRACKETS = re.compile(rf"\(({any_of(UNITS)})\)|(?<=/)\(([^()0-9]{{1,8}})\)")
_BRACKETS = re.compile(r"\((?![0-9]+\))[^()]*\)|【[^】]*】|\[[^\]]*\]|《[^》]*》|“[^”]*”|\"[^\"]*\"|\([^()]*$")
_MAY_EXPLAIN = re.compile('[([【《“"其包分含]')
_DETAILS = re.compile("[,;。:、]?(?:其中|包括|包含|分别)|[,;。、]含")


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
    plain = normalise(text if text.isascii() else _ITEMS.sub("；", text))
    if is_nothing(plain):
        return Quantity(text, "", Decimal(0), None, "")
    if not _NUMERIC.search(plain):
        return Unparsed(text, "没有数字" if plain else "空白")
    dated, dates, years = mask_dates(outline(write_out(plain)))
    bare = mask_names(dated)
    figures = tuple(find_figures(bare))
    chosen = (bare, figures[0]) if len(figures) == 1 else choose(bare, figures) if figures else None
    if dates or chosen is None:
        return Unparsed(text, _why_none(dates, years, [bare[f.start : f.end] for f in figures]))
    if is_denied(plain if len(figures) == 1 else chosen[0]):
        return Unparsed(text, "文字说的是没有做到或改变了计划")
    return _judge(text, *chosen)


def outline(text: str) -> str:
    """The text without what only explains it: numbering, brackets, quoted names, 其中 and what follows.

    >>> outline("40家(含2018年25家)"), outline("60场(次)"), outline("完成(100%)"), outline("1、培训5次")
    ('40家', '60场次', '完成100%', '培训5次')
    """
    text = _NUMBERING.sub("", text)
    if "(" in text:
        text = _UNIT_BRACKETS.sub(r"\1\2", _EXCLUSIVE.sub(r"以\1\2不含", text))
    if not _MAY_EXPLAIN.search(text):
        return text
    outer = _DETAILS.split(_BRACKETS.sub("", _BRACKETS.sub("", text)))[0]
    return outer if _COUNTED.search(outer) else re.sub(r"[()\[\]【】“”\"]", "", text)


def _judge(text: str, told: str, figure: Figure) -> Quantity | Unparsed:
    """The figure with its comparator, unless the words around it leave its meaning open."""
    comparator = compare_words(told[clause_start(told, figure.start) : figure.start], told[figure.end :])
    if figure.upper is not None and figure.amount == -figure.upper and comparator == "≤":
        comparator = ""  # ±5%以内
    why = why_unclear(told, figure) or ("比较的词互相矛盾" if comparator is None else "")
    if figure.upper is not None and comparator not in ("", "=", "≈"):
        why = why or "区间前后又有比较符号"
    if why:
        return Unparsed(text, why)
    if figure.is_over and comparator in ("", "="):
        comparator = ">"
    return Quantity(text, comparator or "", figure.amount, figure.upper, figure.unit)


def _why_none(dates: tuple[str, ...], years: tuple[str, ...], figures: list[str]) -> str:
    if not figures:
        return "是日期或期限，不是数量" if dates else "是年份，不是数量" if years else "没有数字"
    if dates:
        return f"既有期限又有数量：{'、'.join((*dates, *figures))}"
    return f"有{'两' if len(figures) == 2 else '多'}种读法：{'、'.join(figures)}"
