"""A submission: a workbook, a folder of workbooks, or what a run over one left; each as findings and cells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf.batch import REPORT, SUMMARY, run_batch
from xlperf.batch.listed import read_list
from xlperf.batch.report_reading import read_report, read_unchecked
from xlperf.cells import Snapshot
from xlperf.changes.reported import ReportedFile
from xlperf.decisions import UNDECIDED, Decision
from xlperf.disk import explain, is_file, is_folder
from xlperf.errors import UnreadableError, XlperfError
from xlperf.evaluation import Options
from xlperf.messages import say
from xlperf.ooxml.book import read_book


@dataclass(frozen=True, slots=True)
class Submission:
    """Workbooks with what was found in them, and what was decided about it; `is_single`: one workbook by itself.

    `unchecked` are the checks that were not made.
    """

    files: tuple[ReportedFile, ...]
    decisions: Mapping[str, Decision]
    folder: Path
    is_single: bool = False
    unchecked: frozenset[str] = frozenset()

    def snapshot(self, file: ReportedFile) -> Snapshot | None:
        """The cells of a workbook as the unit's, marks of xlperf seen through; None where they cannot be read."""
        try:
            return read_book(self.folder / (file.output or file.path)).snapshot
        except XlperfError:
            return None


@contextmanager
def open_submission(path: Path, options: Options) -> Iterator[Submission]:
    """A submission; one that has not been judged is judged now, by a run whose results are thrown away.

    Raises UnreadableError where there is nothing at `path` or it cannot be read, UsageError for a folder without
    workbooks.
    """
    if is_folder(path) and is_file(path / REPORT):
        yield Submission(tuple(read_report(path)), _read_decisions(path), path, unchecked=read_unchecked(path))
        return
    with TemporaryDirectory(prefix="xlperf-") as passing:
        source = path if is_folder(path) else _alone(path, Path(passing, "one"))
        out = Path(passing, "out")
        run_batch(source, out, options)
        yield Submission(tuple(read_report(out)), {}, out, not is_folder(path), read_unchecked(out))


def _alone(path: Path, folder: Path) -> Path:
    """The workbook in a folder of its own."""
    folder.mkdir()
    try:
        shutil.copyfile(path, folder / path.name)
    except OSError as error:
        raise UnreadableError(
            say("{path} 读不了：{why}。", path=path, why=explain(error)), say("请检查路径是否写对。")
        ) from error
    return folder


def _read_decisions(out: Path) -> dict[str, Decision]:
    """What was decided: what the report says, and over it what stands in the list by now."""
    found = (finding for file in read_report(out) for finding in file.findings)
    decided = {finding.number: finding.decision for finding in found if finding.decision != UNDECIDED}
    if is_file(out / SUMMARY):
        decided |= {row.number: row.decision for row in read_list(out / SUMMARY).rows}
    return {number: decision for number, decision in decided.items() if decision != UNDECIDED}
