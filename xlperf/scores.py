"""What was computed, by which clause, with its working."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.messages import Message


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule's place: pack, key within it, wording, standing (S, F or M), and whether it may call a figure wrong."""

    pack: str
    key: str
    text: str
    standing: str
    binding: bool

    def __str__(self) -> str:
        return f"{self.pack} {self.key}：{self.text}" if self.text else f"{self.pack} {self.key}"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A figure as the rule gives it: `exact` unrounded, `awarded` as it would be written; both None with a `reason`.

    `ref` is the cell that the figure belongs to, `field` one of execution_rate, score, total_score, total_weight.
    """

    ref: CellRef
    field: str
    exact: Decimal | None
    awarded: Decimal | None
    clause: Clause | None
    steps: tuple[Message, ...] = ()
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Every figure of a form that a rule speaks of, by its cell."""

    lines: Mapping[CellRef, ScoreLine] = field(default_factory=dict)

    def at(self, ref: CellRef | None) -> ScoreLine | None:
        """The line of a cell, None where no rule speaks of it."""
        return self.lines.get(ref) if ref is not None else None
