"""Amounts of different tables held against each other: in 元, and as finely as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.details import Number

YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""元 in one of a money unit."""

_WRITTEN = re.compile(r"([万亿])元?$")
_DECIMALS = re.compile(r"\.(\d+)")


class Money(NamedTuple):
    """An amount in 元, and one unit of its last decimal in 元: 123.45 万元 is known to 100 元."""

    yuan: Decimal
    step: Decimal

    def agrees(self, other: Money) -> bool:
        """They differ by less than one unit of the coarser one's last decimal."""
        return abs(self.yuan - other.yuan) < max(self.step, other.step)

    def exceeds(self, other: Money) -> bool:
        """It is larger, and not by rounding."""
        return self.yuan > other.yuan and not self.agrees(other)


def read_money(number: Number | None, unit: str) -> Money | None:
    """A form's amount; None where it is blank or unreadable."""
    return None if number is None or number.value is None else make_money(number.value, number.text, unit)


def make_money(amount: Decimal, text: str, unit: str) -> Money:
    """An amount in a unit, with its text: decimals count that are printed, and those that a number format hides.

    >>> make_money(Decimal("120"), "120.00", "万元").step, make_money(Decimal("3000000"), "300万元", "元").step
    (Decimal('100.00'), Decimal('10000'))
    """
    written, decimals = _WRITTEN.search(text.strip()), _DECIMALS.search(text)
    printed = len(decimals[1]) if decimals else 0
    if written is not None and not unit.startswith(written[1]):
        return Money(amount * YUAN[unit], YUAN[f"{written[1]}元"].scaleb(-printed))
    return Money(amount * YUAN[unit], YUAN[unit].scaleb(-max(printed, _decimals(amount))))


def sum_money(amounts: Iterable[Money]) -> Money:
    """The sum, known as finely as its addends together are."""
    total = Money(Decimal(0), Decimal(0))
    for each in amounts:
        total = Money(total.yuan + each.yuan, total.step + each.step)
    return total


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
