"""Words for a figure that the run gave: what it is, how its cell shows it, how it comes about."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import CellRef
from xlperf.evaluation import Evaluation, Filled
from xlperf.findings import Finding
from xlperf.messages import Message, say
from xlperf.pages.wording import FIELDS, chained
from xlperf.rounding import show_percent

BLANK_COMPUTED = "Q513"
"""The check that names a blank computed cell: where the run gave its figure, the two are one matter."""


def name_figure(filled: Filled, evaluation: Evaluation) -> Message:
    """What a figure is: the indicator or the fund line that it belongs to, and which figure of it."""
    field = FIELDS.get(filled.field, say("得分"))
    subject = dict(_subjects(evaluation)).get(filled.ref)
    return field if subject is None else say("{subject}：{field}", subject=subject, field=field)


def _subjects(evaluation: Evaluation) -> Iterator[tuple[CellRef, str]]:
    """The cells of rates and scores, with the name of their row."""
    for line in evaluation.form.funds:
        for figure in (line.execution_rate, line.score):
            if figure is not None:
                yield figure.ref, line.label.text.strip()
    for row in evaluation.form.rows:
        if row.score is not None:
            yield row.score.ref, row.level3.text.strip()


def is_ratio(filled: Filled, evaluation: Evaluation) -> bool:
    """The figure goes in as a ratio; a rate under a header with % goes in as 96.99."""
    in_percent = any(figure.ref == filled.ref and figure.in_percent for figure in evaluation.form.computed_figures())
    return filled.field == "execution_rate" and not in_percent


def shown_value(filled: Filled, evaluation: Evaluation) -> str:
    """The figure as its cell shows it."""
    return show_percent(filled.value) if is_ratio(filled, evaluation) else f"{filled.value:f}"


def working(filled: Filled) -> Message:
    """How a figure comes about, and by which clause."""
    steps = chained(filled.line.steps) if filled.line.steps else say("按规则计算")
    return say("{steps}（依据：{source}）", steps=steps, source=filled.line.clause) if filled.line.clause else steps


def untold_findings(evaluation: Evaluation) -> list[Finding]:
    """The findings without the blank cells whose figures the run gave: those are told with the figures."""
    given = {filled.ref for filled in evaluation.filled}
    return [f for f in evaluation.findings if not (f.code == BLANK_COMPUTED and f.ref in given)]
