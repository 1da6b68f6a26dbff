"""The value of a form's own arithmetic formulas, where a workbook stores none."""

from __future__ import annotations

from xlperf.formulas.after import AfterRun
from xlperf.formulas.evaluate import evaluate_formula
from xlperf.formulas.operations import Unsolved
from xlperf.formulas.resolve import work_out, work_out_stale

__all__ = ["AfterRun", "Unsolved", "evaluate_formula", "work_out", "work_out_stale"]
