"""A rule pack as data: points, scoring methods, reasons, totals, grades, each clause with its standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xlperf.scores import Clause

Standing = Literal["S", "F", "M"]
"""S: read in a stored source. F: worked out from published forms. M: general knowledge without a source at hand."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points by block: EXECUTION, OUTPUT, BENEFIT, SATISFACTION, COST; a block that is not named has none."""

    clause: str
    standing: Standing
    total: Decimal
    blocks: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Execution:
    """The execution score: ``proportional`` is weight × rate, capped at the weight; ``as-given`` knows no rule."""

    method: Literal["proportional", "as-given"]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Quantitative:
    """A quantitative indicator: ``ratio`` is weight × actual ÷ target, capped.

    `inverse` (a missed ≤ target): ``target-over-actual`` is weight × target ÷ actual, ``as-given`` knows no rule.
    """

    method: Literal["ratio", "as-given"]
    inverse: Literal["target-over-actual", "as-given"]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Qualitative:
    """A qualitative indicator: bounds of the tiers in percent of the weight, from the top; `full_phrases` earn all."""

    method: Literal["tiers", "as-given"]
    tiers: tuple[Decimal, ...]
    full_phrases: tuple[str, ...]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """When a reason must stand: for every miss or deduction. `none` are the texts that say nothing."""

    none: tuple[str, ...]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class TotalRule:
    """What the total counts: ``together`` with the execution points, ``indicators`` alone, ``whichever`` adds up."""

    method: Literal["together", "indicators", "whichever"]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Grades:
    """Lowest total of each grade, gravest last: 优 90, 良 80, 中 60, 差 0."""

    bounds: Mapping[str, Decimal]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class RulePack:
    """A dated, sourced set of rules. `places` are the decimals that scores are rounded to, half up."""

    id: str
    name: str
    date: str
    source: str
    places: int
    points: Points
    execution: Execution
    quantitative: Quantitative
    qualitative: Qualitative
    reason: Reason
    total: TotalRule
    grades: Grades
    is_fallback: bool = False

    def clause(self, key: str) -> Clause:
        """The clause of a key such as ``execution``; it binds unless it is [M] or the pack a fallback."""
        part = getattr(self, key)
        return Clause(self.id, key, part.clause, part.standing, part.standing != "M" and not self.is_fallback)

    def grade(self, total: Decimal) -> str:
        """The grade of a total."""
        ranked = sorted(self.grades.bounds.items(), key=lambda item: -item[1])
        return next((grade for grade, bound in ranked if total >= bound), ranked[-1][0])
