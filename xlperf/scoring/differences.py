"""How a stated figure differs from the exact one: not at all, 尾差, 口径差 or 错误 (the contract's three kinds)."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from xlperf.form import Figure
from xlperf.rounding import HUNDRED, round_half_up

RATE_ROUNDINGS = (4, 3, 2)
"""Decimals of a ratio that people round a rate to before scoring: 96.99 %, 97.0 %, 97 %."""

COMPUTED_DECIMALS = 6
"""A score with so many decimals was computed by a formula without ROUND; nobody types them."""


class Difference(Enum):
    """The kinds of difference, with the word that a clerk reads."""

    NONE = ""
    TAIL = "尾差"
    BASIS = "口径差"
    WRONG = "错误"


def rate_difference(stated: Figure, exact: Decimal) -> Difference:
    """A stated rate against the exact ratio, at the decimals of the percentage that stands in the cell.

    尾差: its last printed digits are rounded more coarsely, not beyond whole percent (97.00% for 96.99%).
    """
    number = stated.number
    if number is None:
        return Difference.WRONG
    shown, points = number * HUNDRED, exact * HUNDRED
    if shown == round_half_up(points, stated.places):
        return Difference.NONE
    coarser = (round_half_up(points, places) for places in range(stated.places))
    return Difference.TAIL if shown in coarser else Difference.WRONG


def score_difference(stated: Decimal, exact: Decimal, places: int) -> Difference:
    """A stated score against the exact one: equal at the pack's places, or rounded not beyond whole points (口径差).

    A score that was left unrounded is the exact one all the same.
    """
    if stated == round_half_up(exact, places) or _is_unrounded(stated, exact):
        return Difference.NONE
    coarser = (round_half_up(exact, coarse) for coarse in range(places))
    return Difference.BASIS if stated in coarser else Difference.WRONG


def _is_unrounded(stated: Decimal, exact: Decimal) -> bool:
    """The exact score itself, or as many of its digits as only a formula leaves."""
    exponent = stated.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return stated == exact or (decimals >= COMPUTED_DECIMALS and stated == round_half_up(exact, decimals))


def rounded_rates(exact: Decimal, stated: Figure | None) -> tuple[Decimal, ...]:
    """The rate as it stands in the form, where it is a rounded one, and the exact one as people round it."""
    is_rounded = stated is not None and rate_difference(stated, exact) is not Difference.WRONG
    printed = (stated.number,) if is_rounded and stated is not None and stated.number is not None else ()
    return printed + tuple(round_half_up(exact, places) for places in RATE_ROUNDINGS)


def printed_unit(figure: Figure) -> Decimal:
    """One unit of the last decimal that an amount is printed with."""
    shown = figure.text.replace(",", "").rstrip("元万")
    decimals = len(shown.partition(".")[2]) if "." in shown else 0
    return Decimal(1).scaleb(-decimals)
