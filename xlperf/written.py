"""What stands in a target or an actual value: figures with their units, dates, years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from xlperf.numerals import DIGITS, HAN, parse_digits, parse_numeral
from xlperf.units import HAN_AMBIGUOUS, PERIODS, UNITS


class Figure(NamedTuple):
    """A number, or an interval up to `upper`, with its unit; `start` to `end` is its place in the text.

    `is_over` says that the number is called a little more than it is (100余人).
    """

    start: int
    end: int
    amount: Decimal
    upper: Decimal | None
    unit: str
    is_over: bool


def any_of(words: Iterable[str]) -> str:
    """Pattern of the longest of the words that stands there.

    >>> any_of(["次", "场次"])
    '场次|次'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


MASK = "\ue000"
"""Stands for what was taken out of a text: a date, a year, a name."""

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "[0-3]?[0-9]"
_TO = "(?:--?|~|——?|–|至|到)"
_ALONE = "(?<![0-9.,])"
_DATES = (
    rf"{_YEAR}年(?:底|末|初|内|之?前|{_MONTH}月(?:{_DAY}[日号]?)?)",
    rf"{_ALONE}{_YEAR}[./-]{_MONTH}(?![0-9])(?:[./-]{_DAY})?(?![0-9.,%‰万亿元人次个])",
    rf"{_ALONE}{_YEAR}年?{_TO}{_YEAR}(?:年|(?![0-9.,%元人次]))",
    rf"{_ALONE}[0-9]{{2}}年(?:底|末|初|{_MONTH}月(?:{_DAY}[日号])?)",
    rf"{_ALONE}(?:{_MONTH}月?{_TO})?{_MONTH}月(?:{_DAY}[日号])?",
    r"(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}月",
    rf"{_ALONE}{_DAY}[日号](?:之?前|以前)",
    r"第?[1-4一二三四]季度",
    r"(?<!每)(?:年|月|季度)底|(?<!每)年末|年内|[上下]半年",
)
_DATE = re.compile("|".join(_DATES))
_MAY_BE_DATE = re.compile(rf"[年月日号季]|{_YEAR}[^0-9]")
_BARE_YEAR = re.compile(rf"{_ALONE}{_YEAR}年度?")
_LATIN_UNIT = any_of(unit for unit in UNITS if unit.isascii() and unit.isalnum())
_NAME = re.compile(
    rf"(?<![0-9A-Za-z])[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?[A-Za-z]*|第(?:[0-9]+|{HAN})|(?<![0-9.,])0[0-9]{{2,}}|"
    rf"[0-9]+(?:\.[0-9]+)?(?!(?:{_LATIN_UNIT})(?![A-Za-z0-9]))[A-Za-z][A-Za-z0-9]*"
)
_PER = any_of({*UNITS, *PERIODS})
_FIGURE = re.compile(
    rf"(?:(?P<digits>{DIGITS})|(?P<han>{HAN}))(?P<over>[余多])?"
    r"(?P<scale>[十百千]?(?:万亿|[万亿])(?!元)|百(?!分|万元)|千(?![米克瓦伏元]))?(?P<late_over>[余多])?"
    rf"(?P<unit>{any_of(UNITS)})?"
    rf"(?:(?P<word>以上|以下|以内|左右)?(?P<rate>(?:/每?|每)(?:{_PER})(?:[/·]?每?(?:{_PER}))*))?"
)
_ZERO = re.compile("零(?:发生|事故|投诉|伤亡|死亡|差错|失误|违规|违纪|违法|感染|案件|举报|上访|缺陷|故障|隐患)|^零$")
_BETWEEN = re.compile(_TO)
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_INTRODUCED = re.compile(
    "(?:新增|举办|开展|完成|组织|建设|建成|建立|新建|购置|采购|召开|发放|印发|编制|形成|培训|达到|共|共计|合计|约|至少"
    "|[于过少为≥≤<>=≈:至到-]|每.{1,2})$"
)
_CLOSED = re.compile("(?:[及或]?以[上下内]|之?内|左右|上下|[。.;,!])*$")
_SIGNED = re.compile(r"(?:^|[≥≤<>=≈:为到至于约]|增长|提高|下降|降低|减少|误差|偏差|浮动)[-+±]$")
_EVERY = re.compile(rf"((?:每个?(?:{_PER}))+)[^0-9]{{0,6}}$")
_EACH = re.compile(rf"[/·每]+个?({_PER})")


def mask_dates(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text without its dates and bare years; the dates and the years as they stand.

    >>> mask_dates("2021年培训5次，12月底前完成")[1:]
    (('12月',), ('2021年',))
    """
    if not _MAY_BE_DATE.search(text):
        return text, (), ()
    dates = tuple(match[0] for match in _DATE.finditer(text))
    text = _DATE.sub(MASK, text) if dates else text
    years = tuple(_BARE_YEAR.findall(text))
    return (_BARE_YEAR.sub(MASK, text) if years else text), dates, years


def mask_names(text: str) -> str:
    """The text without numbers that belong to a name, an order or a telephone: 5G, ISO9001, 第3次, 0755."""
    return _NAME.sub(MASK, text)


def find_figures(text: str) -> Iterator[Figure]:
    """The figures of a masked text: events that did not happen, then numbers; an interval is one figure."""
    yield from (Figure(m.start(), m.end(), Decimal(0), None, "", False) for m in _ZERO.finditer(text))
    matches = [match for match in _FIGURE.finditer(text) if _number(match) is not None]
    position = 0
    while position < len(matches):
        pair = matches[position : position + 2]
        figure = _interval(*pair) if len(pair) == 2 else None
        position += 1 if figure is None else 2
        figure = figure or _single(pair[0])
        if figure is not None:
            yield figure


def _single(match: re.Match[str]) -> Figure | None:
    """One number; None for a numeral in characters that counts nothing, as in 统一 or 十分满意."""
    number = _number(match)
    if number is None or (match["han"] and not _counts(match)):
        return None
    amount, start = number * _scale(match), match.start()
    upper = None
    if _SIGNED.search(match.string, 0, start):
        start -= 1
        upper = amount if match.string[start] == "±" else None
        amount = amount if match.string[start] == "+" else -amount
    return Figure(start, _end(match), amount, upper, _unit(match), bool(match["over"] or match["late_over"]))


def _interval(low: re.Match[str], high: re.Match[str]) -> Figure | None:
    """Two numbers with a dash or 至 between them, in one unit; None where they are two figures (从5家到10家)."""
    text, first, second = low.string, _number(low), _number(high)
    is_change = text[: low.start()].endswith(("从", "由"))
    if is_change or not _BETWEEN.fullmatch(text, low.end(), high.start()) or first is None or second is None:
        return None
    if high["han"] and not _counts(high):
        return None
    unit = _unit(high)
    if low["unit"] and _unit(low) not in (unit, unit.partition("/")[0]):
        return None
    shares_scale = not low["unit"] and not low["scale"] and first < second
    amount = first * _scale(high if shares_scale else low)
    return Figure(low.start(), _end(high), amount, second * _scale(high), unit, False)


def _number(match: re.Match[str]) -> Decimal | None:
    return parse_digits(match["digits"]) if match["digits"] else parse_numeral(match["han"])


def _counts(match: re.Match[str]) -> bool:
    """A numeral in characters that counts: with a unit, led in by a word that does something, or the whole text."""
    text, start, end = match.string, match.start(), match.end()
    has_unit = (match["unit"] or match["scale"]) and match["unit"] not in HAN_AMBIGUOUS
    if not has_unit or text[end : end + 1] in ("性", "一"):
        return False
    return bool(_INTRODUCED.search(text, 0, start) or (start == 0 and _CLOSED.match(text, end)))


def _scale(match: re.Match[str]) -> Decimal:
    return Decimal(10) ** sum(_SCALES[sign] for sign in match["scale"] or "")


def _end(match: re.Match[str]) -> int:
    """Where the figure ends: before a comparison word that stands between unit and rate (2次以上/年)."""
    return match.start("word") if match["word"] else match.end()


def _unit(match: re.Match[str]) -> str:
    """The unit in its one spelling, with what it is by: 元/人, 次/月 (each month once is 次/月 too)."""
    unit = UNITS[match["unit"]] if match["unit"] else ""
    rate = match["rate"] or ""
    if not rate and unit != "%":
        every = _EVERY.search(match.string, 0, match.start())
        rate = every[1] if every else ""
    return unit + "".join(f"/{PERIODS.get(each) or UNITS[each]}" for each in _EACH.findall(rate))
