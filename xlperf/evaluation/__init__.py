"""The whole chain on one workbook: recognise, score, check, fill."""

from __future__ import annotations

from xlperf.evaluation.books import evaluate
from xlperf.evaluation.choices import refuse_faulty
from xlperf.evaluation.forms import evaluate_form
from xlperf.evaluation.results import BookEvaluation, Evaluation, Filled, Options

__all__ = ["BookEvaluation", "Evaluation", "Filled", "Options", "evaluate", "evaluate_form", "refuse_faulty"]
