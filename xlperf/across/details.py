"""All that a form says, with its cells, as the journal keeps it: read row by row, a folder's would not fit into memory.

Blank, zero and unreadable are three things: a `Number` without a value is blank where its text is empty, and unreadable
where it is not; a nil mark in the place of an amount is zero, as everywhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, TypeVar

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder

from xlperf.quantity import Quantity

T = TypeVar("T")


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
    """A line of the funds block; a column that the form does not have is None. `role` as in `form.FundLine`."""

    label: Words
    role: str
    initial_budget: Number | None
    full_year_budget: Number | None
    executed: Number | None
    weight: Number | None
    rate: Number | None
    score: Number | None


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


def write_details(details: Details) -> bytes:
    """Details as JSON: lists, texts and null; numbers are decimal strings."""
    return _ENCODE(details)


def read_details(stored: str | bytes) -> Details:
    """The details from what `write_details` gives. Raises ValueError for anything else."""
    return _read(_DETAILS, stored)


def write_indicator(row: IndicatorDetails) -> bytes:
    """One indicator as JSON."""
    return _ENCODE(row)


def read_indicator(stored: str | bytes) -> IndicatorDetails:
    """An indicator from what `write_indicator` gives. Raises ValueError for anything else."""
    return _read(_INDICATOR, stored)


def _read(decoder: Decoder[T], stored: str | bytes) -> T:
    try:
        return decoder.decode(stored)
    except DecodeError as error:
        raise ValueError(str(error)) from error


_ENCODE = Encoder(decimal_format="string").encode
_DETAILS, _INDICATOR = Decoder(Details), Decoder(IndicatorDetails)
