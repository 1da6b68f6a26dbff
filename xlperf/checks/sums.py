"""Amounts that should add up to others, and which of them is wrong where several sums fail at once.

Shared by the checks of tables in which one amount takes part in several sums: a row's, a column's, another table's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.form import Figure
from xlperf.messages import Message
from xlperf.scoring.differences import printed_unit

_ZERO = Decimal(0)


class Term(NamedTuple):
    """An amount by its name for people; `factor` brings it to the unit of what it is compared with."""

    name: Message
    figure: Figure
    factor: Decimal = Decimal(1)

    @property
    def amount(self) -> Decimal:
        """The amount, zero for a blank or a nil mark."""
        return (self.figure.amount or _ZERO) * self.factor

    @property
    def unit(self) -> Decimal:
        """One unit of the last decimal that it is printed with, for 0 may be what 0.3 rounds to; of nothing, zero."""
        return printed_unit(self.figure) * abs(self.factor) if self.figure.number is not None else _ZERO


@dataclass(frozen=True, eq=False)
class Sum:
    """`whole` should be what the `parts` make together; `law` says so, `code` is the check that asks for it.

    `is_sure`: the table's own words leave no doubt that these are all the parts.
    """

    code: str
    law: Message
    whole: Term
    parts: tuple[Term, ...]
    is_sure: bool = True

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The whole, then the parts."""
        return (self.whole, *self.parts)

    @cached_property
    def is_known(self) -> bool:
        """Every amount is a number, a nil mark or blank."""
        return not any(term.figure.is_unknown for term in self.terms)

    @cached_property
    def says_something(self) -> bool:
        """An amount stands anywhere in it."""
        return any(not term.figure.is_blank or term.figure.is_unknown for term in self.terms)

    @cached_property
    def gap(self) -> Decimal:
        """The whole less the parts."""
        return self.whole.amount - sum((part.amount for part in self.parts), _ZERO)

    @cached_property
    def tolerance(self) -> Decimal:
        """A smaller gap is one of rounding: a unit of the last printed decimal per addend, at least the whole's."""
        return max(sum((part.unit for part in self.parts), _ZERO), self.whole.unit)

    @cached_property
    def is_tail(self) -> bool:
        """The gap is one of rounding; where the whole is blank it is none."""
        return self.gap != 0 and abs(self.gap) < self.tolerance and not self.whole.figure.is_blank

    @cached_property
    def is_wrong(self) -> bool:
        """It does not add up, beyond rounding."""
        return self.is_known and self.gap != 0 and not self.is_tail


class Fault(NamedTuple):
    """An amount that breaks sums: the one by which it is told, what it should be, and how many others it breaks."""

    sum: Sum
    term: Term
    expected: Decimal
    others: int

    @property
    def ref(self) -> CellRef:
        """The cell of the amount."""
        return self.term.figure.ref


Part = tuple[Sum, Term]
"""A sum, and an amount as it takes part in it."""


def find_faults(sums: Iterable[Sum]) -> list[Fault]:
    """One fault for all the sums that one wrong amount breaks; else the whole of each that fails."""
    known = [each for each in sums if each.is_known]
    by_cell: dict[CellRef, list[Part]] = {}
    for each in known:
        for term in {term.figure.ref: term for term in reversed(each.terms)}.values():
            by_cell.setdefault(term.figure.ref, []).append((each, term))
    suspects = [found for each in known if each.is_wrong for found in _suspects(each, by_cell)]
    left, faults = {id(each) for each in known if each.is_wrong}, list[Fault]()
    for fault, mended, _ in sorted(suspects, key=_plausibility):
        broken = set(map(id, mended))
        if broken <= left:
            faults.append(fault)
            left -= broken
    return faults


_Suspect = tuple[Fault, list[Sum], bool]


def _plausibility(suspect: _Suspect) -> tuple[bool, int]:
    """First amounts whose change mends every sum that they take part in, then those that mend most."""
    _, mended, is_whole = suspect
    return not is_whole, -len(mended)


def _suspects(each: Sum, by_cell: dict[CellRef, list[Part]]) -> Iterator[_Suspect]:
    """The amounts that may be the wrong one, with the failing sums that its change mends, and whether these are all.

    An amount that mends but one is none, except the whole, which is in any case.
    """
    for term in each.terms:
        parts = by_cell[term.figure.ref]
        mended = [part for part in parts if _agree((each, term), part)] if len(parts) > 1 else []
        if len(mended) > 1:
            yield _fault((each, term), mended), [one for one, _ in mended], len(mended) == len(parts)
    whole = (each, each.whole)
    yield _fault(whole, [whole]), [each], False


def _agree(one: Part, other: Part) -> bool:
    """Both fail, and the same change of the amount mends both."""
    apart = abs(_shift_in(*one) - _shift_in(*other))
    return other[0].is_wrong and apart <= _tolerance_in(*one) + _tolerance_in(*other)


def _shift_in(each: Sum, term: Term) -> Decimal:
    """By how much the amount, in its own unit, would have to change for the sum to hold."""
    is_whole = term.figure.ref == each.whole.figure.ref
    return (-each.gap if is_whole else each.gap) / term.factor


def _tolerance_in(each: Sum, term: Term) -> Decimal:
    return each.tolerance / abs(term.factor)


def _fault(one: Part, mended: list[Part]) -> Fault:
    each, term = one
    exact = min(mended, key=lambda found: _tolerance_in(*found))
    told = next((found for found, _ in mended if found.whole.figure.ref == term.figure.ref), each)
    return Fault(told, term, (term.figure.amount or _ZERO) + _shift_in(*exact), len(mended) - 1)


class Sums:
    """The sums of a workbook, and the amounts that break some, worked out when they are asked for.

    `lonely` are amounts of one table that another one should have under the same name, each with that table's title.
    """

    def __init__(self, sums: Iterable[Sum], lonely: Iterable[tuple[Term, str]] = ()) -> None:
        self.all = [each for each in sums if each.says_something]
        self.lonely = list(lonely)

    @cached_property
    def faults(self) -> list[Fault]:
        """The faults among them."""
        return find_faults(self.all)

    @cached_property
    def faulty(self) -> frozenset[CellRef]:
        """The cells of the faults."""
        return frozenset(fault.ref for fault in self.faults)
