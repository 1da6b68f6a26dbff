"""Two submissions held against each other: what became of every finding, and what else was changed."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.changes.books import BookChange, CellChange
from xlperf.changes.fates import Comparison, FindingFate
from xlperf.changes.reported import ReportedFile
from xlperf.outcomes import CLEAN, FAILED, FAULTS


@dataclass(frozen=True, slots=True)
class ChangedBook:
    """A workbook before and after, with what was changed; None where its cells could not be read."""

    old: ReportedFile
    new: ReportedFile
    change: BookChange | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is told of two submissions; `gone` and `added` are workbooks that only one of them has."""

    comparison: Comparison
    books: tuple[ChangedBook, ...]
    gone: tuple[ReportedFile, ...]
    added: tuple[ReportedFile, ...]
    failed: tuple[ReportedFile, ...]

    @property
    def status(self) -> int:
        """The exit status: 3 where a workbook was not judged, else 1 where an error stands in the new submission."""
        if self.failed:
            return FAILED
        return FAULTS if any(fate.is_open_error for fate in self.comparison.fates) else CLEAN

    def touched(self, fate: FindingFate) -> CellChange | None:
        """How the cell of a finding was changed; None where it was not."""
        seen = fate.old
        book = next((each for each in self.books if seen is not None and each.old is seen.file), None)
        if seen is None or book is None or book.change is None:
            return None
        place = (seen.finding.sheet, seen.finding.cell)
        return next((cell for cell in book.change.cells if (cell.old.sheet, cell.old.address) == place), None)
