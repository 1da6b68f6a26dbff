"""The open workbook through the whole chain, with the figures of earlier runs seen through or taken as they stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from xlperf.cells import CellRef
from xlperf.evaluation import BookEvaluation, Evaluation, Options, evaluate
from xlperf.excel.ground import LiveGround


def judge_anew(ground: LiveGround, options: Options) -> BookEvaluation:
    """Judges the workbook as before any run: every figure that a run filled is given anew."""
    return evaluate(ground.snapshot(_filled(ground)), options)


def judge_as_it_stands(ground: LiveGround, options: Options) -> BookEvaluation:
    """Judges the workbook with the figures that stand in it: one that a run filled and the rule still gives counts as
    filled, one that the rule no longer gives is a figure like any other. What would only be filled is not told.
    """
    filled = _filled(ground)
    book = evaluate(ground.snapshot(filled), options)
    given = {figure.ref: figure.value for form in book.forms for figure in form.filled}
    right = {ref for ref in filled if given.get(ref) == ground.standing[ref].figure}
    if len(right) < len(filled):
        book = evaluate(ground.snapshot(right), options)
    return replace(book, forms=tuple(_as_it_stands(form, right) for form in book.forms), restated=())


def _filled(ground: LiveGround) -> set[CellRef]:
    return {ref for ref, cell in ground.standing.items() if not cell.is_correction}


def _as_it_stands(form: Evaluation, standing: Collection[CellRef]) -> Evaluation:
    return replace(form, filled=tuple(figure for figure in form.filled if figure.ref in standing))
