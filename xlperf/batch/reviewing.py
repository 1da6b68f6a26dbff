"""复核对照: what became of every finding since the submission before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from xlperf.batch.earlier import earlier_unchecked, read_cells, read_earlier, unpack_cells
from xlperf.batch.journal import Journal
from xlperf.batch.report_reading import read_report, read_unchecked
from xlperf.cells import Snapshot
from xlperf.changes.books import BookChange, compare_books
from xlperf.changes.difference import ChangedBook, Difference
from xlperf.changes.fates import NOTHING_UNCHECKED, Unchecked, compare_findings
from xlperf.changes.reported import ReportedFile
from xlperf.decisions import Decision
from xlperf.disk import real
from xlperf.errors import UsageError
from xlperf.messages import Message, say
from xlperf.pages.fate_words import count_fates
from xlperf.pages.review import NAME as REVIEW

Cells = Callable[[ReportedFile], Snapshot | None]
"""Gives the cells of a workbook, as the unit's; None where they are not known."""


def review(journal: Journal, out: Path, before: Path | None, unchecked: frozenset[str]) -> Difference | None:
    """What became of the submission before in the one that was just reported; None where there is none before.

    `before` is the output folder of an earlier run; without it the journal knows. `unchecked` are the checks that this
    run did not make. Raises what read_report raises.
    """
    if before is not None:
        earlier, cells, not_then = list(read_report(before)), dict[str, bytes](), read_unchecked(before)
    else:
        (earlier, cells), not_then = read_earlier(journal), earlier_unchecked(journal)
    if not earlier:
        return None

    def old_cells(file: ReportedFile) -> Snapshot | None:
        if before is not None:
            return read_cells(before, file)
        return unpack_cells(cells[file.path]) if file.path in cells else None

    return hold_against(
        earlier,
        old_cells,
        list(read_report(out)),
        lambda file: read_cells(out, file),
        journal.decisions(),
        Unchecked(not_then, unchecked),
    )


def tell_difference(difference: Difference | None) -> Iterator[Message]:
    """What became of the submission before, in a sentence."""
    if difference is not None:
        counts = count_fates(difference.comparison.fates)
        yield say("与上一次相比：{counts}，见汇总表的“{sheet}”", counts=counts, sheet=REVIEW)


def refuse_before(before: Path | None, source: Path, out: Path) -> None:
    """Raises UsageError where the submission before cannot be held against, before anything is done."""
    if before is None:
        return
    next(read_report(before), None)
    if real(before) == real(out) or real(before).is_relative_to(real(source)):
        raise UsageError(
            say("--before 的 {folder} 就是这次的输出文件夹，或在来源文件夹里。", folder=before),
            say("上一次的输出文件夹不用写 --before；别的请移到来源文件夹之外。"),
        )


def hold_against(
    olds: Sequence[ReportedFile],
    old_cells: Cells,
    news: Sequence[ReportedFile],
    new_cells: Cells,
    decisions: Mapping[str, Decision],
    unchecked: Unchecked = NOTHING_UNCHECKED,
) -> Difference:
    """What became of one submission in another."""
    comparison = compare_findings(olds, news, decisions, unchecked)
    books = tuple(ChangedBook(old, new, _change(old_cells(old), new, new_cells)) for old, new in comparison.books)
    paired = {id(file) for pair in comparison.books for file in pair}
    return Difference(
        comparison=comparison,
        books=books,
        gone=tuple(file for file in olds if id(file) not in paired),
        added=tuple(file for file in news if id(file) not in paired),
        failed=tuple(file for file in (*olds, *news) if file.is_failure),
    )


def _change(before: Snapshot | None, new: ReportedFile, new_cells: Cells) -> BookChange | None:
    after = new_cells(new) if before is not None else None
    return compare_books(before, after) if before is not None and after is not None else None
