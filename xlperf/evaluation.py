"""The whole chain on one workbook, the only place where the stages meet: recognise, score, check, fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from xlperf.cells import Cell, CellRef, Snapshot
from xlperf.checks import CHECKS, Case, judge
from xlperf.checks.t101_no_form import no_form_found
from xlperf.findings import Finding, Severity, Verdict
from xlperf.form import Figure, Form
from xlperf.formulas import AfterRun, work_out_stale
from xlperf.messages import Message
from xlperf.recognition import recognise
from xlperf.recognition.definitions import load_form
from xlperf.recognition.reading import read_number
from xlperf.rounding import HUNDRED
from xlperf.rules import RulePack, choose_pack
from xlperf.scores import ScoreLine, ScoreSheet
from xlperf.scoring import score_form
from xlperf.scoring.blocks import BlockScore, sum_blocks
from xlperf.scoring.correction import Replaced, replace_contradicted
from xlperf.scoring.live import live_formulas
from xlperf.scoring.totals import recomputed_total, standing_value, weight_total

RATE = "execution_rate"


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose: a rule pack (id or file), whether figures that contradict the rule are replaced.

    `batch` says that the workbook came in a folder, where a blank computed cell is a warning; `formulas`, that figures
    are given together with a formula where there is one.
    """

    rules: str | None = None
    correct: bool = False
    batch: bool = False
    formulas: bool = False


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
    """One form: what it says, by which pack it was judged and why that one, what was found and filled."""

    form: Form
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
        is_filled_points = figure.is_blank and figure.in_percent and value is not None
        return value / HUNDRED if value is not None and is_filled_points else value


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


def evaluate(snapshot: Snapshot, options: Options = Options()) -> BookEvaluation:
    """Recognises, scores and checks every form of a workbook."""
    forms = recognise(work_out_stale(snapshot))
    evaluations = tuple(evaluate_form(form, options, snapshot.corrections) for form in forms)
    if options.formulas:
        evaluations = _with_formulas(evaluations, snapshot)
    return BookEvaluation(snapshot, evaluations, () if forms else (no_form_found(),))


def _with_formulas(evaluations: tuple[Evaluation, ...], snapshot: Snapshot) -> tuple[Evaluation, ...]:
    """The forms with a formula for every figure given that one gives exactly."""
    figures = {given.ref: given.value for form in evaluations for given in (*form.filled, *form.corrected)}
    after = AfterRun(snapshot, figures)
    return tuple(
        replace(form, filled=_live(form, form.filled, after), corrected=_live(form, form.corrected, after))
        for form in evaluations
    )


def _live(form: Evaluation, figures: tuple[Filled, ...], after: AfterRun) -> tuple[Filled, ...]:
    return tuple(replace(given, formula=_accepted_formula(form, given.ref, after)) for given in figures)


def _accepted_formula(form: Evaluation, ref: CellRef, after: AfterRun) -> str | None:
    formulas = live_formulas(form.form, form.pack, form.scores, ref, after.number)
    return next((formula for formula in formulas if after.accept(ref, formula)), None)


def evaluate_form(
    form: Form, options: Options = Options(), corrections: Mapping[CellRef, Cell] = MappingProxyType({})
) -> Evaluation:
    """Scores and checks one form; with `correct`, after replacing what contradicts the rule.

    `corrections`: cells that an earlier run corrected, as they were; where its figure still is the rule's, it is told.
    """
    pack, reason = choose_pack(form, load_form(form.definition).rules, options.rules)
    submitted = _submitted_total(form, corrections)
    replaced: tuple[Replaced, ...] = ()
    if options.correct:
        form, replaced = replace_contradicted(form, pack)
    scores = score_form(form, pack)
    findings, verdicts = _run_checks(Case(form, pack, scores, options.batch))
    total = scores.at(form.total.score.ref) if form.total and form.total.score else None
    return Evaluation(
        form=form,
        pack=pack,
        pack_reason=reason,
        scores=scores,
        findings=findings,
        verdicts=verdicts,
        filled=tuple(_filled(form, scores)),
        corrected=(
            *_still_corrected(form, scores, corrections),
            *(_given(r.figure, r.line, r.value, r.figure.text) for r in replaced),
        ),
        blocks=sum_blocks(form, scores.lines),
        total_weight=weight_total(form, pack),
        submitted_total=submitted,
        total_score=standing_value(form.total.score, scores.lines) if form.total and form.total.score else None,
        expected_total=total.awarded if total else None,
        recomputed_total=recomputed_total(form, pack, scores.lines),
    )


def _submitted_total(form: Form, corrections: Mapping[CellRef, Cell]) -> Decimal | None:
    """总分 as the unit handed it in."""
    figure = form.total.score if form.total else None
    if figure is None:
        return None
    earlier = corrections.get(figure.ref)
    return read_number(earlier).number if earlier is not None else figure.number


def _still_corrected(form: Form, scores: ScoreSheet, corrections: Mapping[CellRef, Cell]) -> Iterator[Filled]:
    """Figures of an earlier run's correction that are the rule's still."""
    for figure in form.computed_figures() if corrections else ():
        line, earlier = scores.at(figure.ref), corrections.get(figure.ref)
        if line is not None and line.awarded is not None and earlier is not None:
            given = _given(figure, line, line.awarded, earlier.text)
            if figure.number == (given.value / HUNDRED if figure.in_percent and given.field == RATE else given.value):
                yield given


def _run_checks(case: Case) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    judged = [judge(check, case) for check in CHECKS]
    findings = tuple(finding for found, _ in judged for finding in found)
    return findings, tuple(verdict for _, verdict in judged)


def _filled(form: Form, scores: ScoreSheet) -> Iterator[Filled]:
    """The blank computed cells that a rule gives a figure for; a formula keeps its cell."""
    for figure in form.computed_figures():
        line = scores.at(figure.ref)
        if figure.is_blank and figure.formula is None and line is not None and line.awarded is not None:
            yield _given(figure, line, line.awarded, None)


def _given(figure: Figure, line: ScoreLine, value: Decimal, before: str | None) -> Filled:
    is_ratio = line.field == RATE and not figure.in_percent
    return Filled(figure.ref, line.field, value, before, line, is_ratio)
