"""The value of a form's own arithmetic formulas, where a workbook stores none, or where a figure makes it stale."""

from __future__ import annotations

from xlperf.formulas.after import AfterRun
from xlperf.formulas.evaluate import evaluate_formula
from xlperf.formulas.operations import Unsolved
from xlperf.formulas.resolve import work_out, work_out_stale
from xlperf.formulas.restate import restate, with_restated

__all__ = ["AfterRun", "Unsolved", "evaluate_formula", "restate", "with_restated", "work_out", "work_out_stale"]
