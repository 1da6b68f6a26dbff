"""The same job by xlperf and by openpyxl: numbers, fills, notes, one new sheet."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from benchmarks.writing_forms import FIRST, INDICATORS, REASON, SCORE
from xlperf.cells import CellRef
from xlperf.edits import Edit, Highlight, Mark, Note, Plan
from xlperf.ooxml.book import Book, read_book
from xlperf.sheets import Line, Page, Spot
from xlperf.targets.proof import prove

STAGES = ("read", "patch", "prove", "write")
NUMBER = Decimal("2.5")
NOTE = "× 错误\n得分应为 2.50：完成率低于 100%，按比例计分"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to a workbook: `numbers` written, `marked` cells filled and noted, a new sheet of so many `rows`.

    `cells` says that all cells are made before, as a program needs that judges what they say.
    """

    name: str
    numbers: int
    marked: int
    rows: int
    cells: bool


JOBS = (Job("small", 1, 1, 3, False), Job("form", INDICATORS, 10, 40, True))
"""The small job that write-back is compared by, and what filling a form comes to."""


def places(job: Job, sheets: list[str]) -> list[CellRef]:
    """Blank scores: one on each form by turns, so that the job touches as many sheets as it can."""
    return [CellRef(sheets[at % len(sheets)], FIRST + at, SCORE) for at in range(job.numbers)]


def make_plan(job: Job, sheets: list[str]) -> Plan:
    """The job as xlperf takes it; fills and notes go to the reasons."""
    refs = places(job, sheets)
    reasons = [CellRef(ref.sheet, ref.row, REASON) for ref in refs[: job.marked]]
    return Plan(
        tuple(Edit(ref, None, NUMBER) for ref in refs),
        tuple(Highlight(ref, Mark.ERROR) for ref in reasons),
        tuple(Note(ref, NOTE) for ref in reasons),
    )


def make_page(job: Job) -> Page:
    """The new sheet."""
    lines = (Line((Spot(f"第 {row} 行"), Spot(row, "integer"))) for row in range(1, job.rows + 1))
    return Page("汇总", (12.0, 30.0), tuple(lines))


class Watch:
    """Adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.times: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def take(self, stage: str, work: Callable[[], T]) -> T:
        """Does some work on a stage's account."""
        start = time.perf_counter()
        result = work()
        self.times[stage] += time.perf_counter() - start
        return result


def run_xlperf(job: Job, source: Path, target: Path, watch: Watch) -> None:
    """Reads, patches, proves and writes, as `apply_plan` does it."""
    book = watch.take("read", lambda: _read(job, source))
    plan, page = make_plan(job, [sheet.name for sheet in book.ground.sheets]), make_page(job)
    content, receipt = watch.take("patch", lambda: book.render(plan, lambda receipt: page))
    watch.take("prove", lambda: prove(book, plan, receipt, content))
    watch.take("write", lambda: _write(content, target))
    assert (len(receipt.edited), len(receipt.marked), len(receipt.noted)) == (job.numbers, job.marked, job.marked)


def _read(job: Job, source: Path) -> Book:
    """The workbook, with its cells where the job needs them."""
    book = read_book(source)
    if job.cells:
        assert book.snapshot.sheets
    return book


def _write(content: bytes, target: Path) -> None:
    passing = target.with_suffix(".tmp")
    passing.write_bytes(content)
    os.replace(passing, target)


def run_openpyxl(job: Job, source: Path, target: Path) -> None:
    """Load, edit, save."""
    book = openpyxl.load_workbook(source)
    refs = places(job, book.sheetnames)
    for ref in refs:
        book[ref.sheet].cell(ref.row, ref.column).value = float(NUMBER)
    for ref in refs[: job.marked]:
        cell = book[ref.sheet].cell(ref.row, REASON)
        cell.fill = PatternFill("solid", fgColor="FFC7CE")
        cell.comment = Comment(NOTE, "xlperf")
    page = make_page(job)
    sheet = book.create_sheet(page.name)
    for line in page.lines:
        sheet.append([spot.value for spot in line.spots])
    book.save(target)
