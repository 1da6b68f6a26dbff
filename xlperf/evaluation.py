"""The whole chain on one workbook, the only place where the stages meet: recognise, score, check, fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef, Snapshot, Value
from xlperf.edits import Plan
from xlperf.findings import Finding, Severity, Verdict
from xlperf.form import Figure, Form
from xlperf.messages import Message
from xlperf.scores import ScoreLine, ScoreSheet


@dataclass(frozen=True, slots=True)
class Filled:
    """A figure that the run gives: its cell, what it is, what stood there before (None: blank), and how it came about."""

    ref: CellRef
    field: str
    value: Decimal
    before: Value
    line: ScoreLine


@dataclass(frozen=True, slots=True)
class BlockScore:
    """Points and score of one part of the form: kind EXECUTION, OUTPUT, BENEFIT, SATISFACTION, COST or OTHER."""

    kind: str
    label: str
    weight: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One form: what it says, by which pack it was judged and why that one, what was found and filled."""

    form: Form
    pack: str
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
    grade: str | None
    """优 良 中 差, from the total as it stands."""

    def standing(self, figure: Figure | None) -> Decimal | None:
        """The figure as it stands after the run; zero for a nil mark, None where blank or unreadable."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class BookEvaluation:
    """One workbook: an Evaluation per form, findings of the file itself (T101 where there is no form)."""

    snapshot: Snapshot
    forms: tuple[Evaluation, ...]
    findings: tuple[Finding, ...] = ()

    def all_findings(self) -> Iterator[Finding]:
        """The file's own findings, then those of each form."""
        yield from self.findings
        for form in self.forms:
            yield from form.findings

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, None where nothing was."""
        return min((f.severity for f in self.all_findings()), key=lambda s: s.rank, default=None)


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose: a rule pack (id or path), whether contradicting figures are replaced, formulas written."""

    rules: str | None = None
    correct: bool = False
    formulas: bool = False
    batch: bool = False


def evaluate(snapshot: Snapshot, options: Options = Options()) -> BookEvaluation:
    """Recognises, scores and checks every form of a workbook."""
    raise NotImplementedError


def make_plan(evaluation: BookEvaluation, options: Options = Options()) -> Plan:
    """What is to be written for it: figures, marks and notes."""
    raise NotImplementedError
