"""Two submissions, each a workbook, a folder or the output of a run, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from xlperf.batch.reviewing import hold_against
from xlperf.changes.difference import Difference
from xlperf.changes.fates import Unchecked, compare_findings
from xlperf.changes.reported import ReportedFile
from xlperf.checks import FOLDER_CHECKS
from xlperf.evaluation import Options
from xlperf.returning.submissions import Submission, open_submission

_ACROSS = frozenset(check.code for check in FOLDER_CHECKS)
"""The checks across workbooks."""


def compare(old: Path, new: Path, options: Options = Options(batch=True)) -> Difference:
    """Holds two submissions against each other: workbooks, folders, or output folders of `batch`.

    Raises what open_submission raises.
    """
    with open_submission(old, options) as before, open_submission(new, options) as after:
        olds, news = _comparable(before, after)
        decisions = {**before.decisions, **after.decisions}
        unchecked = Unchecked(before.unchecked, after.unchecked)
        return hold_against(olds, before.snapshot, news, after.snapshot, decisions, unchecked)


def _comparable(before: Submission, after: Submission) -> tuple[tuple[ReportedFile, ...], tuple[ReportedFile, ...]]:
    """The workbooks; where one side is a workbook by itself, without what is found across, and only those it may be."""
    if not (before.is_single or after.is_single):
        return before.files, after.files
    olds, news = tuple(map(_alone, before.files)), tuple(map(_alone, after.files))
    if before.is_single and after.is_single:
        return olds, tuple(replace(file, path=olds[0].path) for file in news)
    paired = {id(file) for pair in compare_findings(olds, news, {}).books for file in pair}
    return tuple(_kept(olds, before, paired)), tuple(_kept(news, after, paired))


def _kept(files: tuple[ReportedFile, ...], submission: Submission, paired: set[int]) -> Iterator[ReportedFile]:
    return (file for file in files if submission.is_single or id(file) in paired)


def _alone(file: ReportedFile) -> ReportedFile:
    found = (finding for finding in file.findings if finding.code not in _ACROSS)
    return replace(file, findings=tuple(found))
