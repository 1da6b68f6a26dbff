"""Indicators of projects as they go into a roll-up: which of them are of one kind, and which fit no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from xlperf.across.details import FormDetails, IndicatorDetails
from xlperf.definitions import read_definition
from xlperf.messages import Message, say
from xlperf.quantity import Quantity
from xlperf.recognition.folding import unnumbered
from xlperf.scoring.achievement import AT_MOST

How = Literal["sum", "mean", "score"]
"""How figures of several projects become one: quantities add up, rates are weighted by funds, or scores are."""

YUAN: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""元 in one of a money unit."""


@dataclass(frozen=True, slots=True)
class RollingWords:
    """The words of rolling.toml; `themes` are what reasons speak of."""

    source: str
    date: str
    words: Mapping[str, tuple[str, ...]]
    themes: Mapping[str, tuple[str, ...]]


@cache
def rolling_words() -> RollingWords:
    """The words of rolling.toml. Raises DefinitionError."""
    return read_definition(files("xlperf.across").joinpath("rolling.toml"), RollingWords)


class Part(NamedTuple):
    """Indicators of one name that go together: how, in which unit ("" for none), with a target of at most or least."""

    how: How
    unit: str = ""
    is_at_most: bool = False


class Member(NamedTuple):
    """An indicator of a project: the workbook's path, the sheet, whose project it is.

    `funds` is the project's full-year budget in 元, None where it is unknown or none; it stands in `funds_cell`.
    """

    path: str
    sheet: str
    unit: str
    project: str
    pack: str
    funds: Decimal | None
    funds_cell: str
    row: IndicatorDetails


def project_funds(form: FormDetails) -> Decimal | None:
    """The funds of a project in 元: the full-year budget; None where it cannot be read, or is nothing."""
    line = form.total_line
    budget = line.full_year_budget.value if line is not None and line.full_year_budget is not None else None
    return budget * YUAN[form.money_unit] if budget is not None and budget > 0 else None


def indicator_key(row: IndicatorDetails) -> tuple[str, str, str]:
    """By what indicators are one: the kind of block, level 2 and name, without width, blanks and numbering."""
    return row.block, unnumbered(row.level2.text).removesuffix("指标"), unnumbered(row.level3.text)


def part_of(row: IndicatorDetails) -> Part | Message:
    """How an indicator goes into a roll-up; a message says why it goes into none."""
    target, actual = row.target.quantity, row.actual.quantity
    if target is None and actual is None:
        return Part("score")
    if target is None or actual is None:
        return say("指标值“{target}”和实际完成值“{actual}”不都是数量", target=row.target.text, actual=row.actual.text)
    return _why_not_exact(target, actual) or _by_unit(row, target, actual)


def _why_not_exact(target: Quantity, actual: Quantity) -> Message | None:
    if target.upper is not None or actual.upper is not None:
        return say("是一个区间，不能相加")
    if actual.comparator not in ("", "=", "≈"):
        return say("实际完成值“{actual}”不是确数", actual=actual.text)
    if target.unit and actual.unit and target.unit != actual.unit:
        return say("指标值与实际完成值的单位不同（{one}、{two}）", one=target.unit, two=actual.unit)
    return say("指标值和实际完成值只有一个写了单位，看不出口径是否一致") if _is_unsure(target, actual) else None


def _is_unsure(target: Quantity, actual: Quantity) -> bool:
    """Only one has a unit, and it may be another measure: 0.95 beside 95%, 8 beside 8万亩."""
    if bool(target.unit) == bool(actual.unit):
        return False
    plain, told = (target, actual) if actual.unit else (actual, target)
    return any(word in told.text for word in "万亿") or (told.unit == "%" and 0 < plain.amount <= 1)


def _by_unit(row: IndicatorDetails, target: Quantity, actual: Quantity) -> Part | Message:
    unit, words, is_at_most = target.unit or actual.unit, rolling_words().words, target.comparator in AT_MOST
    if unit in YUAN:
        return Part("sum", "元", is_at_most)
    if unit in words["relative"] or "/" in unit:
        return Part("mean", unit, is_at_most)
    if unit in words["unsummed"]:
        return say("以“{unit}”计的数既不能相加，也不是相对值", unit=unit)
    if not unit and not _is_count(row, words):
        return say("没有写计量单位，看不出是绝对值还是相对值")
    return Part("sum", unit, is_at_most)


def _is_count(row: IndicatorDetails, words: Mapping[str, tuple[str, ...]]) -> bool:
    is_rate = any(word in row.level3.text for word in words["rates"])
    return not is_rate and any(word in row.level2.text for word in words["counts"])


def in_unit(quantity: Quantity, part: Part) -> Decimal:
    """The amount in the unit of its part: money in 元."""
    return quantity.amount * YUAN[quantity.unit] if part.unit == "元" and quantity.unit else quantity.amount
