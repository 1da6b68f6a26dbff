"""Whether two targets say the same, however they are spelled."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto

from xlperf.across.details import Goal
from xlperf.across.money import YUAN
from xlperf.checks.measures import same_unit
from xlperf.deadlines import parse_deadline
from xlperf.quantity import Quantity
from xlperf.recognition.folding import fold
from xlperf.rounding import HUNDRED

_SOME_YEAR = 2000
"""For dates that name no year, in a form that names none: both are read in the same one."""


class Difference(Enum):
    """How two targets differ."""

    NONE = auto()
    UNWRITTEN = auto()
    """The same quantity; one of them has a comparison sign, the other none."""
    WORDS = auto()
    """Other words, which may mean the same."""
    VALUE = auto()
    """Another quantity, unit, comparison sign or date."""


def compare_targets(one: Goal, other: Goal, year: int | None = None) -> Difference:
    """How a target differs from another: 90% is ≥ 90.00 % but for the sign, 0.9 is 90 %, 12 次 is not 12 次/月.

    `year` is the form's, for dates that name none.
    """
    if _words(one.text) == _words(other.text):
        return Difference.NONE
    if one.quantity is not None and other.quantity is not None:
        return _compare_quantities(one.quantity, other.quantity)
    dates = [parse_deadline(each.text, year or _SOME_YEAR) for each in (one, other)]
    if dates[0] is not None and dates[1] is not None:
        return Difference.NONE if dates[0].due == dates[1].due else Difference.VALUE
    return Difference.WORDS


def _words(text: str) -> str:
    """A text without blanks, width and what ends a sentence."""
    return fold(text).strip("。.；;，,")


def _compare_quantities(one: Quantity, other: Quantity) -> Difference:
    if not _same_amounts(one, other):
        return Difference.VALUE
    signs = {sign for sign in (one.comparator, other.comparator) if sign not in ("", "=")}
    if one.comparator == other.comparator or not signs:
        return Difference.NONE
    is_unwritten = "" in (one.comparator, other.comparator)
    return Difference.UNWRITTEN if is_unwritten else Difference.VALUE


def _same_amounts(one: Quantity, other: Quantity) -> bool:
    """The same amount in the same unit; a missing unit is not a different one, and 0.9 is 90 %."""
    if one.unit in YUAN and other.unit in YUAN:
        return _amounts(one, YUAN[one.unit]) == _amounts(other, YUAN[other.unit])
    if not same_unit(one.unit, other.unit):
        return False
    if _amounts(one) == _amounts(other):
        return True
    if {one.unit, other.unit} != {"%", ""}:
        return False
    share, bare = (one, other) if one.unit else (other, one)
    return _amounts(share) == _amounts(bare, HUNDRED)


def _amounts(quantity: Quantity, factor: Decimal = Decimal(1)) -> tuple[Decimal, Decimal | None]:
    return quantity.amount * factor, None if quantity.upper is None else quantity.upper * factor
