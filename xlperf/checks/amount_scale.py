"""Amounts that look as if they stood in 元 where 万元 belong, or the other way round. Shared by checks of money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.checks.check import Case
from xlperf.form import Figure, Form, FundLine

SCALE = Decimal(10_000)
"""元 in a 万元."""

_LEAST, _MOST = Decimal("0.3"), Decimal("3")
"""How far a ratio may be from SCALE: budgets are adjusted, and a rate of execution is seldom below 30 %."""

Amounts = Mapping[CellRef, Decimal]


@dataclass(frozen=True, slots=True)
class Misscaled:
    """An amount that would fit its neighbours if it were `factor` times as large."""

    figure: Figure
    line: FundLine
    factor: Decimal


def find_misscaled(form: Form) -> tuple[Misscaled, ...]:
    """The amounts that clash with their neighbours, and do so no longer once moved by four digits.

    The move that settles most clashes comes first; the others are looked at with that one made.
    """
    amounts = {figure.ref: figure.amount for line in form.funds for figure in line.amounts if figure.amount}
    found: list[Misscaled] = []
    while (moves := _best_move(form, amounts)) is not None:
        found += moves
        amounts = _moved(amounts, moves)
    return tuple(found)


def is_in_doubt(case: Case, line: FundLine) -> bool:
    """One of the line's amounts is misscaled, so that what follows from them says nothing."""
    return any(found.line is line for found in case.once(find_misscaled))


def _best_move(form: Form, amounts: Amounts) -> tuple[Misscaled, ...] | None:
    """The move that settles most clashes, the smallest of those; None where none settles any."""
    clashes = _clashes(form, amounts)
    if not clashes:
        return None
    gains = [(clashes - _clashes(form, _moved(amounts, moves)), -len(moves), moves) for moves in _moves(form, amounts)]
    gain, _, best = max(gains, key=lambda move: move[:2])
    return best if gain > 0 else None


def _moves(form: Form, amounts: Amounts) -> Iterator[tuple[Misscaled, ...]]:
    """Every amount and every line, moved either way; later ones first, for what was executed is typed in last."""
    for line in reversed(form.funds):
        figures = [figure for figure in reversed(line.amounts) if figure.ref in amounts]
        for factor in (SCALE, 1 / SCALE):
            yield from ((Misscaled(figure, line, factor),) for figure in figures)
            yield tuple(Misscaled(figure, line, factor) for figure in figures)


def _moved(amounts: Amounts, moves: Iterable[Misscaled]) -> dict[CellRef, Decimal]:
    return {**amounts, **{moved.figure.ref: amounts[moved.figure.ref] * moved.factor for moved in moves}}


def _clashes(form: Form, amounts: Amounts) -> int:
    """Pairs of a line that are four digits apart, and columns that do not add up."""
    within_lines = sum(_line_clashes(line, amounts) for line in form.funds)
    return within_lines + sum(_column_clashes(form, field, amounts) for field in _COLUMNS)


_COLUMNS = ("initial_budget", "full_year_budget", "executed")


def _line_clashes(line: FundLine, amounts: Amounts) -> int:
    values = [amounts[figure.ref] for figure in line.amounts if figure.ref in amounts]
    pairs = [(one, other) for at, one in enumerate(values) for other in values[at + 1 :]]
    return sum(_is_four_digits_apart(one, other) for one, other in pairs)


def _is_four_digits_apart(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return _LEAST <= large / small / SCALE <= _MOST


def _column_clashes(form: Form, field: str, amounts: Amounts) -> int:
    """1 where the total is not the sum of its parts."""
    parts = [_amount(line, field, amounts) for line in form.funds if line.role == "part"]
    total = _amount(form.total_line, field, amounts) if form.total_line else None
    known = [part for part in parts if part is not None]
    return int(total is not None and bool(known) and not _agrees(total, known))


def _amount(line: FundLine, field: str, amounts: Amounts) -> Decimal | None:
    figure: Figure | None = getattr(line, field)
    return amounts.get(figure.ref) if figure is not None else None


def _agrees(total: Decimal, parts: list[Decimal]) -> bool:
    """The same but for what rounding to 万元 leaves; never so coarsely that a part might be anything."""
    slack = min(abs(total) / 1000, *(abs(part) / 20 for part in parts))
    return abs(total - sum(parts)) <= slack
