"""A workbook through the whole chain: its forms and its formulas are worked out from each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell, CellRef, Snapshot
from xlperf.checks.book_sums import gather_sums
from xlperf.checks.t101_no_form import no_form_found
from xlperf.edits import Restated
from xlperf.evaluation.forms import Around, evaluate_form
from xlperf.evaluation.results import BookEvaluation, Evaluation, Filled, Options
from xlperf.findings import Finding
from xlperf.formulas import AfterRun, restate, with_restated, work_out_stale
from xlperf.numbering import number_book
from xlperf.recognition import load_library, recognise
from xlperf.scoring.live import live_formulas
from xlperf.settings import regrade

_ROUNDS = 3
"""How often figures and formulas are worked out from each other, at most."""


def evaluate(snapshot: Snapshot, options: Options = Options()) -> BookEvaluation:
    """Recognises, scores and checks every form of a workbook.

    Formulas count with the value that they will have once the figures given stand, as far as it can be worked out.
    """
    judged, restated = work_out_stale(snapshot), tuple[Restated, ...]()
    forms = _evaluate_forms(judged, options, snapshot.corrections, restated)
    for _ in range(_ROUNDS):
        changed = restate(judged, _figures(forms))
        if changed == restated:
            break
        restated = changed
        forms = _evaluate_forms(judged, options, snapshot.corrections, restated)
    if options.formulas:
        forms = _with_formulas(forms, snapshot)
    forms = _numbered(forms, snapshot.name)
    findings = () if forms else (regrade(options.settings, no_form_found()),)
    return BookEvaluation(snapshot, forms, findings, restated, options.settings)


def _evaluate_forms(
    snapshot: Snapshot, options: Options, corrections: Mapping[CellRef, Cell], restated: tuple[Restated, ...]
) -> tuple[Evaluation, ...]:
    cells = (snapshot.sheet(value.ref.sheet).at(value.ref.row, value.ref.column) for value in restated)
    before = {**{cell.ref: cell for cell in cells}, **corrections}
    current = with_restated(snapshot, restated)
    forms = recognise(current, load_library(options.forms))
    around = Around(current, gather_sums(forms))
    return tuple(evaluate_form(form, options, corrections, before, snapshot.name, around) for form in forms)


def _numbered(forms: tuple[Evaluation, ...], name: str) -> tuple[Evaluation, ...]:
    """The forms, their findings with the numbers by which people speak of them."""
    numbers = number_book([(each.form, each.findings) for each in forms], name)
    return tuple(replace(each, findings=_with_numbers(each, its)) for each, its in zip(forms, numbers, strict=True))


def _with_numbers(form: Evaluation, numbers: Iterable[str]) -> tuple[Finding, ...]:
    return tuple(replace(finding, number=its) for finding, its in zip(form.findings, numbers, strict=True))


def _figures(forms: Iterable[Evaluation]) -> dict[CellRef, Decimal]:
    return {given.ref: given.value for form in forms for given in (*form.filled, *form.corrected)}


def _with_formulas(evaluations: tuple[Evaluation, ...], snapshot: Snapshot) -> tuple[Evaluation, ...]:
    """The forms with a formula for every figure given that one gives exactly."""
    after = AfterRun(snapshot, _figures(evaluations))
    return tuple(
        replace(form, filled=_live(form, form.filled, after), corrected=_live(form, form.corrected, after))
        for form in evaluations
    )


def _live(form: Evaluation, figures: tuple[Filled, ...], after: AfterRun) -> tuple[Filled, ...]:
    return tuple(replace(given, formula=_accepted_formula(form, given.ref, after)) for given in figures)


def _accepted_formula(form: Evaluation, ref: CellRef, after: AfterRun) -> str | None:
    formulas = live_formulas(form.form, form.pack, form.scores, ref, after.number)
    return next((formula for formula in formulas if after.accept(ref, formula)), None)
