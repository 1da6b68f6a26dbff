"""One form through the whole chain: the only place where the stages meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from xlperf.cells import Cell, CellRef, Snapshot
from xlperf.checks import CHECKS, Case
from xlperf.checks.sums import Sums
from xlperf.evaluation.results import Evaluation, Filled, Options
from xlperf.findings import Finding, Verdict
from xlperf.form import Figure, Form
from xlperf.messages import Message, say
from xlperf.recognition.inputs import read_inputs, trace_input
from xlperf.recognition.library import load_library
from xlperf.recognition.reading import read_number
from xlperf.rounding import HUNDRED
from xlperf.rules import RulePack, choose_pack
from xlperf.scores import ScoreLine, ScoreSheet
from xlperf.scoring import score_form
from xlperf.scoring.blocks import sum_blocks
from xlperf.scoring.correction import Replaced, replace_contradicted
from xlperf.scoring.practice import adopt_practices
from xlperf.scoring.totals import recomputed_total, standing_value, weight_total
from xlperf.settings import Settings, judge_by

RATE = "execution_rate"

_NONE: Mapping[CellRef, Cell] = MappingProxyType({})


class Around(NamedTuple):
    """The workbook around a form, None where it stands alone."""

    snapshot: Snapshot | None = None
    sums: Sums | None = None


def evaluate_form(
    form: Form,
    options: Options = Options(),
    corrections: Mapping[CellRef, Cell] = _NONE,
    before: Mapping[CellRef, Cell] = _NONE,
    file: str = "",
    around: Around = Around(),
) -> Evaluation:
    """Scores and checks one form; with `correct`, after replacing what contradicts the rule.

    `corrections`: cells that an earlier run corrected, as they were; where its figure still is the rule's, it is told.
    `before`: these, and formulas whose value a figure of this run changes, as the unit handed them in.
    `file` is the workbook's name; `around` the workbook itself, where a rubric's inputs may stand on another sheet, and
    what its amounts should make together.
    """
    library = load_library(options.forms)
    definition = library.form(form.definition)
    pack, reason = choose_pack(form, definition.rules, options.rules)
    pack, reason = _as_practised(pack, reason, options)
    if form.criteria and around.snapshot is not None:
        inputs = read_inputs(around.snapshot, form, pack.inputs, library.lexicon)
        form = replace(form, inputs=inputs, recognised=(*form.recognised, *map(trace_input, inputs)))
    submitted = _submitted_total(form, before)
    replaced: tuple[Replaced, ...] = ()
    if options.correct:
        form, replaced = replace_contradicted(form, pack)
    scores = score_form(form, pack)
    case = Case(form, pack, scores, options.batch, file, options.settings.thresholds(pack.thresholds), around.sums)
    findings, verdicts = _run_checks(case, options.settings)
    total = scores.at(form.total.score.ref) if form.total and form.total.score else None
    return Evaluation(
        form=form,
        name=form.table.title.text if form.table is not None else definition.name,
        pack=pack,
        pack_reason=reason,
        scores=scores,
        findings=findings,
        verdicts=verdicts,
        filled=tuple(_filled(form, scores)),
        corrected=(
            *_still_corrected(form, scores, corrections),
            *(_given(r.figure, r.line, r.value, r.figure.text) for r in replaced if r.figure.ref not in corrections),
        ),
        blocks=sum_blocks(form, scores.lines),
        total_weight=weight_total(form, pack),
        submitted_total=submitted,
        total_score=standing_value(form.total.score, scores.lines) if form.total and form.total.score else None,
        expected_total=total.awarded if total else None,
        recomputed_total=recomputed_total(form, pack, scores.lines),
    )


def _as_practised(pack: RulePack, reason: Message, options: Options) -> tuple[RulePack, Message]:
    """The pack with what its folder does instead of it, and the reason that says so."""
    adopted = adopt_practices(pack, options.practices)
    for sentence in adopted.practised.values():
        reason = say("{reason}；{practice}", reason=reason, practice=sentence)
    return adopted, reason


def _submitted_total(form: Form, before: Mapping[CellRef, Cell]) -> Decimal | None:
    """总分 as the unit handed it in."""
    figure = form.total.score if form.total else None
    if figure is None:
        return None
    earlier = before.get(figure.ref)
    return read_number(earlier).number if earlier is not None else figure.number


def _still_corrected(form: Form, scores: ScoreSheet, corrections: Mapping[CellRef, Cell]) -> Iterator[Filled]:
    """Figures of an earlier run's correction that are the rule's still."""
    for figure in form.computed_figures() if corrections else ():
        line, earlier = scores.at(figure.ref), corrections.get(figure.ref)
        if line is not None and line.awarded is not None and earlier is not None:
            given = _given(figure, line, line.awarded, earlier.text)
            if figure.number == (given.value / HUNDRED if figure.in_percent and given.field == RATE else given.value):
                yield given


def _run_checks(case: Case, settings: Settings) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    judged = [judge_by(settings, check, case) for check in CHECKS]
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
