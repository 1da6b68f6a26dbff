"""What report.json tells of a rubric: its criteria, their sums by level, what they rest on."""

from __future__ import annotations

from typing import Any

from xlperf.cells import CellRef
from xlperf.evaluation import Evaluation
from xlperf.form import Criterion, Figure, Input
from xlperf.reports.json_values import number_of, plain, text_of, words_of
from xlperf.scores import ScoreLine
from xlperf.scoring.blocks import sum_level2
from xlperf.scoring.criteria import find_rule


def rubric_document(evaluation: Evaluation, lang: str) -> dict[str, Any]:
    """The keys that a rubric has beside those of any form; none for any other."""
    form = evaluation.form
    found: dict[str, Any] = {}
    if form.criteria:
        sums = sum_level2(form, evaluation.scores.lines)
        found["criteria"] = [_criterion(row, evaluation, lang) for row in form.criteria]
        found["levels"] = [
            {"level1": one, "level2": two, "weight": plain(weight), "score": plain(score)}
            for one, two, weight, score in sums
        ]
        found["inputs"] = [_input(given, evaluation) for given in form.inputs]
    return found


def _criterion(row: Criterion, evaluation: Evaluation, lang: str) -> dict[str, Any]:
    """A criterion with the names of its inputs, how its score comes about, and what of that is open."""
    line = evaluation.scores.at(row.score.ref) if row.score is not None else None
    rule = find_rule(row, evaluation.pack)
    names = dict.fromkeys(name for part in rule.parts for name in part.inputs) if rule is not None else {}
    return {
        "level1": words_of(row.block.label),
        "level2": words_of(row.level2),
        "level3": words_of(row.level3),
        "weight": number_of(row.weight, evaluation, mark_is_zero=False),
        "score": number_of(row.score, evaluation, mark_is_zero=True),
        "expected_score": plain(line.awarded) if line is not None else None,
        "standard": words_of(row.standard),
        "inputs": list(names),
        **_working(line, lang),
        "row": row.row,
    }


def _working(line: ScoreLine | None, lang: str) -> dict[str, Any]:
    steps = line.steps if line is not None else ()
    return {"working": [step.text(lang) for step in steps], "open": text_of(line.reason, lang) if line else None}


def _input(given: Input, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "name": given.key,
        "label": given.label.text.strip(),
        "value": _value(given.figure),
        "cell": _place(given.figure.ref, evaluation.form.sheet),
    }


def _value(figure: Figure) -> str | dict[str, str] | None:
    """The number, an amount in 元 and a percentage as a ratio; words as they stand."""
    if figure.is_blank or figure.number is not None:
        return plain(figure.number)
    return {"text": figure.text}


def _place(ref: CellRef, home: str) -> str:
    return ref.address if ref.sheet == home else str(ref)
