"""All that a form says, with its cells, as the journal keeps it: read row by row, a folder's would not fit into memory.

Blank, zero and unreadable are three things: a `Number` without a value is blank where its text is empty, and unreadable
where it is not; a nil mark in the place of an amount is zero, as everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from xlperf.quantity import Quantity


class Words(NamedTuple):
    """A text as it stood, without blanks at its ends, and its cell."""

    text: str
    cell: str


class Number(NamedTuple):
    """A figure as it stands after the run: a rate as a ratio, money in the form's unit, with its text and cell."""

    value: Decimal | None
    text: str
    cell: str

    @property
    def is_unreadable(self) -> bool:
        """Something stands there, and nobody knows what number."""
        return self.value is None and bool(self.text)


class Goal(NamedTuple):
    """A target or an actual value; `quantity` as the form was read, with sign and unit of their own columns."""

    text: str
    cell: str
    quantity: Quantity | None


class FundDetails(NamedTuple):
    """A line of the funds block; a column that the form does not have is None. `role` as in `form.FundLine`.

    `expected` is the score that the rule gives, None where it gives none.
    """

    label: Words
    role: str
    initial_budget: Number | None
    full_year_budget: Number | None
    executed: Number | None
    weight: Number | None
    rate: Number | None
    score: Number | None
    expected: Decimal | None


class IndicatorDetails(NamedTuple):
    """An indicator; `block` is the kind of its level-1 block, `kind` quantitative, qualitative or not-applicable.

    `expected` is the score that the rule gives, None where it gives none.
    """

    block: str
    level1: Words
    level2: Words
    level3: Words
    target: Goal
    actual: Goal
    kind: str
    weight: Number | None
    score: Number | None
    expected: Decimal | None
    reason: Words | None


class BlockDetails(NamedTuple):
    """Points and score of a part of the form after the run; None where one of its figures is unknown."""

    kind: str
    label: str
    weight: Decimal | None
    score: Decimal | None


class SpendingDetails(NamedTuple):
    """基本支出总额 or 项目支出总额 as a department's head states it."""

    label: Words
    amount: Number


class TaskDetails(NamedTuple):
    """A task that a department's form lists, or (`is_total`) the row that adds them up, with its whole amounts."""

    label: Words
    full_year_budget: Number | None
    executed: Number | None
    is_total: bool


class FoundAt(NamedTuple):
    """A finding of the form: which check, how grave, where; `cell` is None where it has no place."""

    code: str
    severity: str
    cell: str | None


class FormDetails(NamedTuple):
    """One form. `definition` is its id, `kind` project or department, `money_unit` 元 or 万元.

    `code` is the 项目编码 with its cell, from its own label or in front of the project's name; `name` is the project's
    name without one, empty where there is none. `total` is 总分 as it stands after the run, `submitted` as it came,
    `recomputed` as the rules give it.
    """

    sheet: str
    definition: str
    kind: str
    pack: str
    money_unit: str
    year: int | None
    code: Words | None
    name: str
    project: Words | None
    department: Words | None
    unit: Words | None
    funds: tuple[FundDetails, ...]
    spending: tuple[SpendingDetails, ...]
    goal_expected: Words | None
    goal_actual: Words | None
    indicators: tuple[IndicatorDetails, ...]
    reason: Words | None
    blocks: tuple[BlockDetails, ...]
    total_weight: Decimal | None
    total: Number | None
    submitted: Decimal | None
    recomputed: Decimal | None
    grade: str | None
    found: tuple[FoundAt, ...]
    tasks: tuple[TaskDetails, ...] = ()

    @property
    def total_line(self) -> FundDetails | None:
        """The line 年度资金总额."""
        return next((line for line in self.funds if line.role == "total"), None)


Details = tuple[FormDetails, ...]
"""The forms of a workbook, in their order."""


def write_details(details: Details) -> str:
    """Details as JSON: lists, texts and null; numbers are decimal strings."""
    return _ENCODE(details)


def write_indicator(row: IndicatorDetails) -> str:
    """One indicator as JSON."""
    return _ENCODE(row)


def read_indicator(stored: str | bytes) -> IndicatorDetails:
    """An indicator from what `write_indicator` gives. Raises what read_details raises."""
    return _indicator(*json.loads(stored))


def _plain(value: object) -> Any:
    """What JSON has no word for."""
    if isinstance(value, Quantity):
        return [value.comparator, value.amount, value.upper, value.unit]
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


_ENCODE = json.JSONEncoder(separators=(",", ":"), default=_plain, check_circular=False).encode


def read_details(stored: str | bytes) -> Details:
    """The details from what `write_details` gives. Raises TypeError, ValueError or LookupError for anything else."""
    return tuple(_read_form(FormDetails(*form)) for form in json.loads(stored))


def _read_form(form: FormDetails) -> FormDetails:
    return form._replace(
        code=_words(form.code),
        project=_words(form.project),
        department=_words(form.department),
        unit=_words(form.unit),
        goal_expected=_words(form.goal_expected),
        goal_actual=_words(form.goal_actual),
        reason=_words(form.reason),
        total_weight=_decimal(form.total_weight),
        submitted=_decimal(form.submitted),
        recomputed=_decimal(form.recomputed),
        funds=tuple(_fund(*line) for line in form.funds),
        spending=tuple(SpendingDetails(Words(*label), _sure_number(amount)) for label, amount in form.spending),
        indicators=tuple(_indicator(*row) for row in form.indicators),
        blocks=tuple(BlockDetails(kind, label, _decimal(w), _decimal(s)) for kind, label, w, s in form.blocks),
        total=_number(form.total),
        found=tuple(FoundAt(*each) for each in form.found),
        tasks=tuple(
            TaskDetails(Words(*label), _number(budget), _number(executed), is_total)
            for label, budget, executed, is_total in form.tasks
        ),
    )


def _fund(label: Sequence[str], role: str, *figures: Any) -> FundDetails:
    initial, budget, executed, weight, rate, score = map(_number, figures[:6])
    return FundDetails(Words(*label), role, initial, budget, executed, weight, rate, score, *map(_decimal, figures[6:]))


def _indicator(
    block: str,
    level1: Sequence[str],
    level2: Sequence[str],
    level3: Sequence[str],
    target: Sequence[Any],
    actual: Sequence[Any],
    kind: str,
    *rest: Any,
) -> IndicatorDetails:
    weight, score, expected, reason = rest
    return IndicatorDetails(
        block,
        Words(*level1),
        Words(*level2),
        Words(*level3),
        _goal(*target),
        _goal(*actual),
        kind,
        _number(weight),
        _number(score),
        _decimal(expected),
        _words(reason),
    )


def _goal(text: str, cell: str, quantity: Sequence[Any] | None) -> Goal:
    if quantity is None:
        return Goal(text, cell, None)
    comparator, amount, upper, unit = quantity
    return Goal(text, cell, Quantity(text, comparator, Decimal(amount), _decimal(upper), unit))


def _words(stored: Sequence[Any] | None) -> Words | None:
    return None if stored is None else Words(*stored)


def _number(stored: Sequence[Any] | None) -> Number | None:
    return None if stored is None else _sure_number(stored)


def _sure_number(stored: Sequence[Any]) -> Number:
    value, text, cell = stored
    return Number(_decimal(value), text, cell)


def _decimal(stored: Any) -> Decimal | None:
    return None if stored is None else Decimal(stored)
