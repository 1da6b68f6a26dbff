"""From a form and a pack to what every computed figure should be, with its working."""

from __future__ import annotations

from xlperf.cells import CellRef
from xlperf.form import Form
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine, ScoreSheet
from xlperf.scoring.criteria import score_criteria
from xlperf.scoring.execution import score_funds
from xlperf.scoring.indicators import score_indicator
from xlperf.scoring.totals import score_total

__all__ = ["score_form"]


def score_form(form: Form, pack: RulePack) -> ScoreSheet:
    """Every rate and score of the form by the pack; the total adds up the scores as they stand after filling."""
    lines: dict[CellRef, ScoreLine] = {line.ref: line for line in score_funds(form.funds, pack)}
    for row in form.indicators:
        line = score_indicator(row, pack)
        if line is not None:
            lines.setdefault(line.ref, line)
    for line in score_criteria(form, pack):
        lines.setdefault(line.ref, line)
    total = score_total(form, pack, lines)
    if total is not None:
        lines[total.ref] = total
    return ScoreSheet(lines)
