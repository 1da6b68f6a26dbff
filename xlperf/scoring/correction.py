"""Figures that contradict the rule, replaced by the rule's (`--correct`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.form import Figure, Form
from xlperf.rounding import HUNDRED, percent_places, show_number, show_percent
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine
from xlperf.scoring import score_form
from xlperf.scoring.achievement import Outcome, compare
from xlperf.scoring.differences import Difference, rate_difference


@dataclass(frozen=True, slots=True)
class Replaced:
    """A replaced figure: as it stood, the new value, and how that came about."""

    figure: Figure
    line: ScoreLine
    value: Decimal


def replace_contradicted(form: Form, pack: RulePack) -> tuple[Form, tuple[Replaced, ...]]:
    """The form with every contradicting rate and score replaced, then its total by the new sum."""
    first = {r.line.ref: r for r in _contradicted(form, pack) if r.line.field != "total_score"}
    form = _put(form, first)
    second = {r.line.ref: r for r in _contradicted(form, pack) if r.line.field == "total_score"}
    return _put(form, second), (*first.values(), *second.values())


def _contradicted(form: Form, pack: RulePack) -> Iterator[Replaced]:
    scores, judged = score_form(form, pack), _left_to_judgement(form)
    for figure in form.computed_figures():
        line = scores.at(figure.ref)
        if line is None or line.awarded is None or figure.number is None or figure.formula or figure.ref in judged:
            continue
        binds = line.clause is None or line.clause.binding
        if binds and _contradicts(figure, line):
            yield Replaced(figure, line, line.awarded)


def _left_to_judgement(form: Form) -> set[CellRef]:
    """Scores reduced because the target was exceeded, or given for words: a person's judgement, never replaced."""
    free = (row for row in form.indicators if compare(row).outcome is Outcome.EXCEEDED or not row.is_quantitative)
    return {row.score.ref for row in free if row.score is not None}


def _contradicts(figure: Figure, line: ScoreLine) -> bool:
    if line.field == "execution_rate":
        return line.exact is not None and rate_difference(figure, line.exact) is Difference.WRONG
    return figure.number != line.awarded


def _put(form: Form, replaced: Mapping[CellRef, Replaced]) -> Form:
    def new(figure: Figure | None) -> Figure | None:
        done = replaced.get(figure.ref) if figure is not None else None
        return _corrected(done) if done is not None else figure

    funds = tuple(replace(line, execution_rate=new(line.execution_rate), score=new(line.score)) for line in form.funds)
    rows = tuple(replace(row, score=new(row.score)) for row in form.indicators)
    criteria = tuple(replace(row, score=new(row.score)) for row in form.criteria)
    total = replace(form.total, score=new(form.total.score)) if form.total else None
    return replace(form, funds=funds, indicators=rows, criteria=criteria, total=total)


def _corrected(done: Replaced) -> Figure:
    """The figure as it reads when the new value stands in its cell."""
    if done.line.field != "execution_rate":
        return replace(done.figure, value=done.value, text=show_number(done.value))
    ratio = done.value / HUNDRED if done.figure.in_percent else done.value
    places = percent_places(ratio)
    return replace(done.figure, value=ratio, places=places, text=show_percent(ratio, places))
