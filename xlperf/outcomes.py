"""What a run gave, file by file: what every report is drawn from, and the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from xlperf.errors import XlperfError
from xlperf.evaluation import BookEvaluation
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.numbering import number_file
from xlperf.ooxml.lineage import Lineage

Status = Literal["ok", "findings", "unrecognised", "unreadable", "skipped"]

CLEAN, FAULTS, USAGE, FAILED = 0, 1, 2, 3
"""The exit statuses."""


class Found(NamedTuple):
    """How many findings of each severity a file has."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0


NOTHING_FOUND = Found()


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """How one file ended: `path` as given or relative to the batch's folder, `output` the validated copy's path.

    `error` and `remedy` are set where the file was not judged, or its copy could not be written. `output` is relative
    to the folder of the reports in a batch. In what a batch gives, `evaluation` is None: a folder's evaluations would
    not fit into memory; what was judged stands in its report.
    """

    path: str
    output: str | None
    status: Status
    error: Message | None = None
    remedy: Message | None = None
    evaluation: BookEvaluation | None = None
    cautions: tuple[Message, ...] = ()
    """What a clerk should know of the workbook or its copy: protection, a signature, a note that could not be put."""
    result: str | None = None
    """The workbook with the result sheet, where the copy could not take it."""
    found: Found = NOTHING_FOUND
    lineage: Lineage | None = None
    """By what versions of the workbook are known; in a batch only, and where it was read."""

    @property
    def is_failure(self) -> bool:
        """It could not be read, recognised or written."""
        return (self.status != "skipped" and self.error is not None) or self.status in ("unrecognised", "unreadable")


def judged(path: str, output: str | None, book: BookEvaluation) -> FileOutcome:
    """The outcome of a file that was read: unrecognised without a form, `ok` where nothing at all was found."""
    if not book.forms:
        book = replace(book, findings=tuple(replace(f, number=number_file(f.code, path)) for f in book.findings))
        fault = next(iter(book.findings), None)
        error, remedy = (say("{problem}。", problem=fault.message), fault.remedy) if fault else (None, None)
        return FileOutcome(path, output, "unrecognised", error, remedy, book, found=count_found(book.findings))
    found = count_found(book.all_findings())
    return FileOutcome(path, output, "findings" if any(found) else "ok", evaluation=book, found=found)


def count_found(findings: Iterable[Finding]) -> Found:
    """The findings counted by severity."""
    counts = Counter(finding.severity for finding in findings)
    return Found(*(counts[severity] for severity in Severity))


def failed(path: str, error: XlperfError, status: Status = "unreadable") -> FileOutcome:
    """The outcome of a file that could not be worked on, or that is passed over (`skipped`)."""
    return FileOutcome(path, None, status, error.problem, error.remedy)


def exit_status(outcomes: Iterable[FileOutcome]) -> int:
    """3 where a file failed, else 1 where an error stands, else 0; what a run corrected is found no longer.

    >>> exit_status([FileOutcome("a.xlsx", None, "ok"), FileOutcome("~$a.xlsx", None, "skipped")])
    0
    >>> exit_status([FileOutcome("a.xlsx", None, "unreadable")])
    3
    """
    outcomes = tuple(outcomes)
    if any(outcome.is_failure for outcome in outcomes):
        return FAILED
    return FAULTS if any(outcome.found.errors for outcome in outcomes) else CLEAN
