"""What judging a workbook gives, and what a user may choose about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef, Snapshot
from xlperf.edits import Restated
from xlperf.findings import Finding, Severity, Verdict
from xlperf.form import Figure, Form, FundLine
from xlperf.messages import Message
from xlperf.rounding import HUNDRED
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine, ScoreSheet
from xlperf.scoring.blocks import BlockScore
from xlperf.scoring.execution import exact_rate
from xlperf.scoring.practice import Practice
from xlperf.scoring.totals import standing_value
from xlperf.settings import UNSET, Settings


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose: a rule pack (id or file), whether figures that contradict the rule are replaced.

    `batch` says that the workbook came in a folder, where a blank computed cell is a warning; `formulas`, that figures
    are given together with a formula where there is one; `clean`, that figures are written and nothing else; `forms`
    are folders with further form definitions; `show`, that it is told how each form was recognised; `practices`, what
    the folder's forms do instead of their packs; `settings`, what an office sets about the checks.
    """

    rules: str | None = None
    correct: bool = False
    batch: bool = False
    formulas: bool = False
    clean: bool = False
    forms: tuple[str, ...] = ()
    show: bool = False
    practices: tuple[Practice, ...] = ()
    settings: Settings = UNSET


@dataclass(frozen=True, slots=True)
class Filled:
    """A figure that the run gives: its cell, what it is, and how it came about.

    `before` is the text that stood there, None where the cell was blank; `is_ratio` says that a rate goes in as 0.9699.
    `formula`, without its =, gives exactly `value` in the workbook as it stands after the run.
    """

    ref: CellRef
    field: str
    value: Decimal
    before: str | None
    line: ScoreLine
    is_ratio: bool = False
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One form: what it says, by which pack it was judged and why that one, what was found and filled.

    `name` is the form's, as its definition says.
    """

    form: Form
    name: str
    pack: RulePack
    pack_reason: Message
    scores: ScoreSheet
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    filled: tuple[Filled, ...]
    corrected: tuple[Filled, ...]
    blocks: tuple[BlockScore, ...]
    """Points and scores by block as they stand after the run."""
    total_weight: Decimal | None
    submitted_total: Decimal | None
    """自评得分 as it stood in the workbook before the run."""
    total_score: Decimal | None
    """总分 as it stands after the run."""
    expected_total: Decimal | None
    """Sum of the scores as they stand after the run."""
    recomputed_total: Decimal | None
    """重算得分: the sum where every score that a rule gives is replaced by the rule's."""

    @property
    def grade(self) -> str | None:
        """优 良 中 差, from the total as it stands; None where there is no total."""
        return self.pack.grade(self.total_score) if self.total_score is not None else None

    def standing(self, figure: Figure | None) -> Decimal | None:
        """The figure as it stands after the run, a rate as a ratio; zero for a nil mark, None where unknown."""
        if figure is None:
            return None
        value = standing_value(figure, self.scores.lines)
        is_filled_points = figure.in_percent and figure.is_blank
        return value / HUNDRED if value is not None and is_filled_points else value

    def rate(self, line: FundLine | None) -> Decimal | None:
        """A line's execution rate as it stands after the run; of a form without a column for it the exact one."""
        if line is None or line.execution_rate is not None:
            return self.standing(line.execution_rate) if line is not None else None
        return exact_rate(line)


@dataclass(frozen=True, slots=True)
class BookEvaluation:
    """One workbook: an Evaluation per form, findings of the file itself (T101 where there is no form)."""

    snapshot: Snapshot
    forms: tuple[Evaluation, ...]
    findings: tuple[Finding, ...] = ()
    restated: tuple[Restated, ...] = ()
    """Formulas whose value changes with the figures given."""
    settings: Settings = UNSET
    """What was set about the checks."""

    def all_findings(self) -> Iterator[Finding]:
        """The file's own findings, then those of each form."""
        yield from self.findings
        for form in self.forms:
            yield from form.findings

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, None where nothing was."""
        return min((f.severity for f in self.all_findings()), key=lambda s: s.rank, default=None)
