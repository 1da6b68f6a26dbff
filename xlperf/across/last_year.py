"""X607 to X610: a form and that of the same project a year before. Hints all: years differ for good reasons too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from xlperf.across.details import FormDetails, Goal, IndicatorDetails, Number, Words
from xlperf.across.folder import FormAt
from xlperf.across.money import read_money
from xlperf.across.repeated_reasons import find_reasons
from xlperf.across.texts import plain_text
from xlperf.across.word_list import across_words
from xlperf.checks.check import Check
from xlperf.checks.measures import AT_LEAST, AT_MOST, same_unit
from xlperf.checks.x607_target_below_last_year import X607
from xlperf.checks.x608_target_not_raised import X608
from xlperf.checks.x609_copied_last_year import X609
from xlperf.checks.x610_budget_unlike_last_year import X610
from xlperf.definitions import read_definition
from xlperf.findings import Finding
from xlperf.messages import Message, say
from xlperf.rounding import show_number, show_percent

_SHORTEST_TEXT, _SHORTEST_RESULT = 20, 10
"""Signs of an achievement, and of an actual value in words, that nobody words alike twice by chance."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """last_year.toml: shares and multiples of last year's figures."""

    source: str
    date: str
    below: Decimal
    raised: Decimal
    more: Decimal
    less: Decimal


@cache
def load_bounds() -> Bounds:
    """The bounds. Raises DefinitionError."""
    return read_definition(files("xlperf.across").joinpath("last_year.toml"), Bounds)


class Before(NamedTuple):
    """The form of a year before, and the workbook that it is in."""

    path: str
    form: FormDetails


class _Budgets(NamedTuple):
    """Budgets of both years: where this year's stands, this year's in times last year's, and last year's cell."""

    figure: Number
    multiple: Decimal
    before: Number


Pairs = list[tuple[IndicatorDetails, IndicatorDetails]]
"""Indicators of one name, this year's first."""


def compare_years(at: FormAt, before: Before) -> Iterator[Finding]:
    """What is odd about a form beside that of last year."""
    budgets, pairs = _budgets(at.form, before.form), _pair(at.form, before.form)
    yield from _below(at, before, pairs, budgets)
    yield from _not_raised(at, before, pairs, budgets)
    yield from _copied(at, before, pairs)
    yield from _unlike(at, before, budgets)


def _pair(form: FormDetails, before: FormDetails) -> Pairs:
    others = _by_name(before)
    return [(row, others[name]) for name, row in _by_name(form).items() if name in others]


def _by_name(form: FormDetails) -> Mapping[str, IndicatorDetails]:
    """The indicators whose name stands once."""
    names = [plain_text(row.level3.text) for row in form.indicators]
    return {name: row for name, row in zip(names, form.indicators, strict=True) if name and names.count(name) == 1}


def _budgets(form: FormDetails, before: FormDetails) -> _Budgets | None:
    """The same column of both total lines, the full-year budget first; None where one of them has no money."""
    one, other = form.total_line, before.total_line
    if one is None or other is None:
        return None
    for figure, past in ((one.full_year_budget, other.full_year_budget), (one.initial_budget, other.initial_budget)):
        money, earlier = read_money(figure, form.money_unit), read_money(past, before.money_unit)
        if figure is not None and past is not None and money and earlier and money.yuan > 0 and earlier.yuan > 0:
            return _Budgets(figure, money.yuan / earlier.yuan, past)
    return None


def _below(at: FormAt, before: Before, pairs: Pairs, budgets: _Budgets | None) -> Iterator[Finding]:
    """Targets far short of what was reached, unless the money shrank as much."""
    for row, past in pairs:
        share = _share(row, past.actual)
        is_less_money = budgets is not None and share is not None and budgets.multiple <= share
        if share is not None and share < load_bounds().below and not is_less_money:
            message = say(
                "“{name}”的指标值 {target}，上年实际完成 {actual}",
                name=row.level3.text,
                target=row.target.text,
                actual=past.actual.text,
            )
            yield _finding(X607, at, row.target.cell, message, before, past.actual.cell)


def _share(row: IndicatorDetails, actual: Goal) -> Decimal | None:
    """How far a target goes of what was reached; None where the two say nothing about each other."""
    target, reached = row.target.quantity, actual.quantity
    if target is None or reached is None or target.upper is not None or reached.upper is not None:
        return None
    if same_unit(target.unit, reached.unit) is not True or target.amount <= 0 or reached.amount <= 0:
        return None
    if target.comparator in AT_LEAST:
        return target.amount / reached.amount
    return reached.amount / target.amount if target.comparator in AT_MOST else None


def _not_raised(at: FormAt, before: Before, pairs: Pairs, budgets: _Budgets | None) -> Iterator[Finding]:
    """More money, and of the quantities that can be compared none grew."""
    if budgets is None or budgets.multiple < load_bounds().raised:
        return
    grown = [
        growth
        for row, past in pairs
        if "数量" in row.level2.text and (growth := _growth(row.target, past.target)) is not None
    ]
    if grown and max(grown) <= 0:
        message = say(
            "预算为上年的 {share}，{count} 个数量指标的目标都没有提高",
            share=show_percent(budgets.multiple, 0),
            count=len(grown),
        )
        yield _finding(X608, at, budgets.figure.cell, message, before, budgets.before.cell)


def _growth(target: Goal, past: Goal) -> Decimal | None:
    """How much a target was raised; None for no plain quantity of the same unit, or one that should be small."""
    one, other = target.quantity, past.quantity
    if one is None or other is None or one.upper is not None or other.upper is not None:
        return None
    if same_unit(one.unit, other.unit) is not True or one.comparator in AT_MOST:
        return None
    return one.amount - other.amount


def _copied(at: FormAt, before: Before, pairs: Pairs) -> Iterator[Finding]:
    """Achievement, reasons and actual values in words that are last year's."""
    past = {plain_text(words.text): words.cell for words in _texts(before.form)}
    copied = [words for words in _texts(at.form) if plain_text(words.text) in past]
    for words in copied:
        message = say("这段文字与上年的一字不差")
        yield _finding(X609, at, words.cell, message, before, past[plain_text(words.text)])
    for row, other in pairs:
        if _is_told(row) and plain_text(row.actual.text) == plain_text(other.actual.text):
            yield _finding(X609, at, row.actual.cell, say("实际完成值与上年的一字不差"), before, other.actual.cell)


def _texts(form: FormDetails) -> Iterator[Words]:
    goal = form.goal_actual
    if goal is not None and len(plain_text(goal.text)) >= _SHORTEST_TEXT:
        yield goal
    yield from find_reasons(form)


def _is_told(row: IndicatorDetails) -> bool:
    """The actual value tells of something: no quantity, not the target's words, no standard phrase."""
    text = plain_text(row.actual.text)
    is_own = text != plain_text(row.target.text) and text not in across_words("standard_results")
    return row.actual.quantity is None and len(text) >= _SHORTEST_RESULT and is_own


def _unlike(at: FormAt, before: Before, budgets: _Budgets | None) -> Iterator[Finding]:
    bounds = load_bounds()
    if budgets is not None and not bounds.less < budgets.multiple < bounds.more:
        message = say(
            "预算 {amount}，上年 {before}，为上年的 {share}",
            amount=_shown(budgets.figure, at.form),
            before=_shown(budgets.before, before.form),
            share=show_percent(budgets.multiple, 0),
        )
        yield _finding(X610, at, budgets.figure.cell, message, before, budgets.before.cell)


def _shown(figure: Number, form: FormDetails) -> Message:
    return say("{amount}{unit}", amount=show_number(figure.value or Decimal(0)), unit=say(form.money_unit))


def _finding(check: Check, at: FormAt, cell: str, message: Message, before: Before, past: str) -> Finding:
    source = f"上年的表 {before.path} {before.form.sheet}!{past}"
    return replace(check.finding(message, at.ref(cell)), source=source)
