"""A rule pack as data: points, scoring methods, reasons, totals, grades, each clause with its standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from xlperf.definitions import SET_BY_RUN
from xlperf.form import Entry
from xlperf.rules.criteria import CriterionRule
from xlperf.rules.standing import Standing
from xlperf.rules.thresholds import USUAL, Thresholds
from xlperf.scores import Clause

CLAUSES = ("points", "execution", "quantitative", "qualitative", "reason", "total", "grades")
"""The parts of a rule pack that carry a clause, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points by block: EXECUTION, OUTPUT, BENEFIT, SATISFACTION, COST; what is not named is not known.

    `indicators` are those of all indicators together, where the pack does not know them block by block.
    """

    clause: str
    standing: Standing
    total: Decimal
    blocks: Mapping[str, Decimal]
    indicators: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """The execution score. ``proportional``: weight × rate, capped at the weight. ``rounded``: that in whole points.

    ``stepped``: the weight from a rate of `full_from` percent on, `per_point` less for each percentage point below.
    ``not-scored``: there are no points for it. ``as-given``: no rule is known.
    """

    method: Literal["proportional", "stepped", "rounded", "not-scored", "as-given"]
    clause: str
    standing: Standing
    full_from: Decimal | None = None
    per_point: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantitative:
    """A quantitative indicator: ``ratio`` is weight × actual ÷ target, capped; ``as-given`` knows no rule.

    `inverse` (a missed ≤ target): ``target-over-actual`` is weight × target ÷ actual, ``linear`` weight ×
    (1 − (actual − target) ÷ target), not below zero; ``as-given`` knows no rule.
    """

    method: Literal["ratio", "as-given"]
    inverse: Literal["target-over-actual", "linear", "as-given"]
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
    """Lowest total of each grade, gravest last: 优 90, 良 80, 中 60, 差 0. Without bounds no rule is known."""

    bounds: Mapping[str, Decimal]
    clause: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class RulePack:
    """A dated, sourced set of rules. `places` are the decimals that scores are rounded to, half up.

    `since`: the first budget year that it is known for, 0 for any. `regions`: words of a form's head that tell whose
    pack it is. `is_fallback`: nothing on the form says that it is the form's own. `printed`: notes on the form that
    settle a rule, by what they settle: ``execution``, ``quantitative``, ``inverse``, ``qualitative``, ``grades``.
    `practised`: what the folder does instead of the pack, by the same keys, as a sentence. A rubric's pack has
    `criteria`, and `inputs`: the name of a figure that they are computed from, a label too → its other spellings.
    """

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
    since: int = 0
    regions: tuple[str, ...] = ()
    thresholds: Thresholds = USUAL
    criteria: tuple[CriterionRule, ...] = ()
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_fallback: bool = field(default=False, metadata=SET_BY_RUN)
    printed: Mapping[str, Entry] = field(default_factory=dict, metadata=SET_BY_RUN)
    practised: Mapping[str, str] = field(default_factory=dict, metadata=SET_BY_RUN)

    def clause(self, key: str) -> Clause:
        """The clause of a key such as ``execution``; it binds unless it is [M] or the pack a fallback.

        A rule that is printed on the form is the form's own and always binds; one that a folder practises never does.
        """
        part = "quantitative" if key == "inverse" else key
        if key in self.printed:
            note = self.printed[key]
            return Clause(f"表内说明 {note.ref.address}", part, note.text, "S", True)
        if key in self.practised:
            return Clause(self.id, part, self.practised[key], "M", False)
        rule = getattr(self, part)
        return Clause(self.id, part, rule.clause, rule.standing, rule.standing != "M" and not self.is_fallback)

    def grade(self, total: Decimal) -> str | None:
        """The grade of a total; None where the pack knows no grades."""
        ranked = sorted(self.grades.bounds.items(), key=lambda item: -item[1])
        return next((grade for grade, bound in ranked if total >= bound), ranked[-1][0] if ranked else None)
