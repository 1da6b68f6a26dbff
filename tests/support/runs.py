"""Runs of xlperf from file to file, without the command line."""

from __future__ import annotations

from pathlib import Path

from xlperf.clearing import Cleared, clear
from xlperf.evaluation import Options
from xlperf.outcomes import FileOutcome
from xlperf.task import Task, run_task


def fill(source: Path, target: Path, options: Options = Options()) -> FileOutcome:
    """A validated copy; what stands at the target is replaced."""
    outcome = run_task(Task(source, source.name, target, target.name), options, force=True)
    assert outcome.output is not None, outcome.error
    return outcome


def restore(source: Path, target: Path) -> Cleared:
    """A copy as it was before the first run."""
    return clear(source, target, restore=True, force=True)
