"""The small job on one workbook: a number, a fill, a note, a last sheet; what came of it, for any judge."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.writeback_plan import make_plans, touched_cells
from xlperf.cells import Sheet
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnreadableError, XlperfError
from xlperf.ooxml.book import Book, read_book
from xlperf.ooxml.package import Package, open_package
from xlperf.sheets import Line, Page, Spot
from xlperf.targets.file import apply_plan

PAGE = Page("汇总", (12.0, 30.0), (Line((Spot("汇总", "title", 2),)), Line((Spot("写入", "label"), Spot(42)))))


@dataclass(frozen=True, slots=True)
class Result:
    """How the job on one file ended.

    `cells` are those edited, painted or noted. `seconds` are those of reading and of the last writing: not of planning,
    nor of candidates that were refused.
    """

    path: str
    status: str
    reason: str | None = None
    cells: tuple[str, ...] = ()
    new_sheet: str | None = None
    unmet: tuple[str, ...] = ()
    seconds: float = 0.0
    parts_untouched: int = 0


def run_job(source: Path, path: str, target: Path) -> Result:
    """Does the small job on a file; never raises an Exception."""
    start = time.perf_counter()
    try:
        book = read_book(source)
        sheet = book.snapshot.sheets[0]  # cells are made when they are first asked for
        return _write(book, sheet, path, target, time.perf_counter() - start)
    except Exception as error:
        status = "refused" if isinstance(error, XlperfError) else "failed"
        return Result(path, status, _reason(error, source), seconds=time.perf_counter() - start)


def _reason(error: Exception, source: Path) -> str:
    """What is said of the file, without its name."""
    if not isinstance(error, XlperfError):
        return f"{type(error).__name__}: {error}"
    stage = "reading" if isinstance(error, UnreadableError) else "writing"
    return f"{stage}: {str(error.problem).removeprefix(f'{source.name}：')}"


def _write(book: Book, sheet: Sheet, path: str, target: Path, reading: float) -> Result:
    target.parent.mkdir(parents=True, exist_ok=True)
    for plan in make_plans(sheet):
        start = time.perf_counter()
        receipt = write_copy(book, plan, target)
        writing = time.perf_counter() - start
        if receipt.edited:
            break
    return Result(
        path, "written", None, touched_cells(book, receipt), _new_sheet(book, target), tuple(map(str, receipt.unmet)),
        reading + writing, receipt.parts_untouched,
    )  # fmt: skip


def write_copy(book: Book, plan: Plan, target: Path) -> Receipt:
    """Writes the copy with the last sheet, over one of an earlier run."""
    return apply_plan(book, plan, lambda receipt: PAGE, target, force=True)


def _new_sheet(book: Book, target: Path) -> str | None:
    """The name of the sheet that the copy has more than its source."""
    before, after = sheet_names(book.ground.origin), sheet_names(open_package(target))
    return after[-1] if len(after) > len(before) else None


def sheet_names(package: Package) -> list[str]:
    """The names of all sheets, in the order of their tabs."""
    sheets = package.outline(package.workbook()).child("sheets")
    return [entry.attributes.get("name", "") for entry in sheets.all("sheet")] if sheets else []
