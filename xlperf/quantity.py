"""Quantities as clerks write them: ≥90%, 60场（次）, 约150天 — or why a text is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A text that is no number: what stands there, and why it cannot be read as one."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity. `comparator`: one of = ≥ ≤ > < ≈, empty where none is written; `unit` as in units.py, % included.

    `upper` is set for an interval only: `amount` ≤ x ≤ `upper`.
    """

    text: str
    comparator: str
    amount: Decimal
    upper: Decimal | None
    unit: str


def parse_quantity(text: str) -> Quantity | Unparsed:
    """stub"""
    raise NotImplementedError


def parse_number(text: str) -> Decimal | Unparsed | None:
    """stub"""
    raise NotImplementedError
