"""Decimal arithmetic of the field: half up, ratios and percentages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """The number at that many decimals, half up.

    >>> round_half_up(Decimal("7.065"), 2)
    Decimal('7.07')
    """
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def show_percent(ratio: Decimal, places: int = 2) -> str:
    """A ratio as a percentage.

    >>> show_percent(Decimal("0.96990"))
    '96.99%'
    """
    return f"{round_half_up(ratio * HUNDRED, places)}%"


def sum_known(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where a value is unknown.

    >>> sum_known([Decimal(1), Decimal(2)]), sum_known([Decimal(1), None]), sum_known([])
    (Decimal('3'), None, Decimal('0'))
    """
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total


def percent_places(ratio: Decimal) -> int:
    """Decimals of a ratio written as a percentage.

    >>> percent_places(Decimal("0.9699")), percent_places(Decimal(1))
    (2, 0)
    """
    exponent = (ratio * HUNDRED).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def show_number(number: Decimal) -> str:
    """A number in plain digits, without exponent and superfluous zeros.

    >>> show_number(Decimal("1E+2")), show_number(Decimal("9.70"))
    ('100', '9.7')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_amount(number: Decimal, like: str) -> str:
    """An amount in the fashion of a printed one: with its thousands separators, if it has any, and its decimals.

    >>> show_amount(Decimal("3050000"), "800,689.80")
    '3,050,000.00'
    """
    decimals = len(like.partition(".")[2]) if like.replace(",", "").replace(".", "").isdigit() else 0
    exponent = number.normalize().as_tuple().exponent
    finest = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{finest}f}" if "," in like else f"{number:.{finest}f}"


def show_score(number: Decimal, places: int = 2) -> str:
    """A score at the pack's places; more where it has more."""
    exponent = number.as_tuple().exponent
    finer = isinstance(exponent, int) and -exponent > places
    return show_number(number) if finer else f"{round_half_up(number, places):f}"
