"""The figures in a text that has been freed of dates and names: numbers with their units, and intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xlperf.counting import counts, is_over
from xlperf.masks import TO, any_of
from xlperf.numerals import DIGITS, HAN, parse_digits, parse_numeral
from xlperf.units import BASES, MONEY_UNITS, PERIODS, UNITS


class Figure(NamedTuple):
    """A number, or an interval up to `upper`, with its unit; `start` to `end` is its place in the text.

    `is_over` says that the number is called a little more than it is (100余人).
    """

    start: int
    end: int
    amount: Decimal
    upper: Decimal | None
    unit: str
    is_over: bool = False


_BASE = any_of(BASES)
_FIGURE = re.compile(
    rf"(?:(?P<digits>{DIGITS})|(?P<han>{HAN}))(?P<over>[余多]|\+(?![0-9]))?"
    r"(?P<scale>[十百千]?(?:万亿|[万亿])(?!元)|百(?!分|万元)|千(?![米克瓦伏元]))?(?P<late_over>[余多+])?"
    rf"(?P<unit>{any_of(UNITS)})?(?P<last_over>\+(?![0-9]))?"
    rf"(?:(?P<word>以上|以下|以内|左右)?(?P<rate>(?:/每?|每)(?:{_BASE})(?:[/·.*]?每?(?:{_BASE}))*))?"
)
_ZERO = re.compile(
    "零(?:发生|事故|投诉|伤亡|死亡|差错|失误|违规|违纪|违法|感染|案件|举报|上访|缺陷|故障|隐患)|(?:^|(?<=[为是:]))零$"
)
_BETWEEN = re.compile(TO)
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SIGNED = re.compile(r"±$|(?:^|[≥≤<>=≈:为到至于约]|增长|提高|下降|降低|减少|误差|偏差|浮动)[-+]$")
_EVERY = re.compile(rf"每个?({_BASE})")
_EACH = re.compile(rf"[/·.*每]+个?({_BASE})")
_PURE = ("%", "‰", "百分点", "倍")


def find_figures(text: str) -> Iterator[Figure]:
    """The figures of a masked text: events that did not happen, then numbers; an interval is one figure."""
    if "零" in text:
        yield from (Figure(zero.start(), zero.end(), Decimal(0), None, "") for zero in _ZERO.finditer(text))
    matches = [(match, number) for match in _FIGURE.finditer(text) if (number := _number(match)) is not None]
    position = 0
    while position < len(matches):
        pair = matches[position : position + 2]
        figure = _interval(*pair[0], *pair[1]) if len(pair) == 2 else None
        position += 1 if figure is None else 2
        figure = figure or _single(*pair[0])
        if figure is not None:
            yield figure


def clause_start(text: str, end: int) -> int:
    """Where the clause begins that goes on at `end`.

    >>> clause_start("不超预算，完成5次".replace("，", ","), 7)
    5
    """
    return 1 + max(text.rfind(",", 0, end), text.rfind(";", 0, end), text.rfind("。", 0, end))


def _single(match: re.Match[str], number: Decimal) -> Figure | None:
    """One number; None for a numeral in characters that counts nothing, as in 统一 or 十分满意."""
    if match["han"] and not counts(match):
        return None
    amount, (start, sign) = number * _scale(match), _signed(match)
    upper = amount if sign == "±" else None
    amount = amount if sign in ("", "+") else -amount
    return Figure(start, _end(match), amount, upper, _unit(match, start), is_over(match))


def _signed(match: re.Match[str]) -> tuple[int, str]:
    """Where a number begins with its own sign, and that sign; one that may be a hyphen is none."""
    text, start = match.string, match.start()
    if match["han"] or text[start - 1 : start] not in ("-", "+", "±") or not _SIGNED.search(text, 0, start):
        return start, ""
    return start - 1, text[start - 1]


def _interval(low: re.Match[str], first: Decimal, high: re.Match[str], second: Decimal) -> Figure | None:
    """Two numbers with a dash or 至 between them, in one unit; None where they are two figures (从5家到10家)."""
    text, (start, sign) = low.string, _signed(low)
    if not _BETWEEN.fullmatch(text, low.end(), high.start()) or text[:start].endswith(("从", "由")):
        return None
    if high["han"] and not counts(high):
        return None
    unit, is_money = _unit(high, start), (low["scale"] or " ") + "元" == high["unit"]
    if sign == "±" or (low["unit"] and _unit(low, start) not in (unit, unit.partition("/")[0])):
        return None
    shares_scale = not low["unit"] and not low["scale"] and first < second
    amount = first if is_money else first * _scale(high if shares_scale else low)
    return Figure(start, _end(high), -amount if sign == "-" else amount, second * _scale(high), unit)


def _number(match: re.Match[str]) -> Decimal | None:
    return parse_digits(match["digits"]) if match["digits"] else parse_numeral(match["han"])


def _scale(match: re.Match[str]) -> int:
    return 1 if _is_money(match) else 10 ** sum(_SCALES[sign] for sign in match["scale"]) if match["scale"] else 1


def _is_money(match: re.Match[str]) -> bool:
    """5万余元 counts 万元: the scale belongs to the unit."""
    return match["unit"] == "元" and bool(match["late_over"]) and f"{match['scale']}元" in MONEY_UNITS


def _end(match: re.Match[str]) -> int:
    """Where the figure ends: before a comparison word that stands between unit and rate (2次以上/年)."""
    return match.start("word") if match["word"] else match.end()


def _unit(match: re.Match[str], start: int) -> str:
    """The unit in its one spelling, with what it is by: 元/人, 次/月 (each month once is 次/月 too), periods last."""
    unit = UNITS[match["unit"]] if match["unit"] else ""
    unit = match["scale"] + unit if _is_money(match) else unit
    told = _EACH.findall(match["rate"]) if match["rate"] else []
    if "每" in match.string and unit not in _PURE:
        before = match.string[clause_start(match.string, start) : start]
        every = _EVERY.findall(before)
        told += every if len(every) == before.count("每") else []
    if not told:
        return unit
    bases = sorted(dict.fromkeys(BASES[each] for each in told), key=lambda base: base in PERIODS)
    return "".join((unit, *(f"/{base}" for base in bases)))
