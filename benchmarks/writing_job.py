"""The same small job by xlperf and by openpyxl: 30 numbers, 10 fills, 10 notes, one new sheet."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from benchmarks.writing_forms import FIRST, INDICATORS, REASON, SCORE
from xlperf.cells import CellRef, Snapshot
from xlperf.edits import Edit, Highlight, Mark, Note, Plan, Receipt
from xlperf.ooxml.book import Book, read_book
from xlperf.sheets import Line, Page, Spot
from xlperf.targets.proof import prove

STAGES = ("read", "patch", "prove", "write")
MARKED = 10
NUMBER = Decimal("2.5")
NOTE = "× 错误\n得分应为 2.50：完成率低于 100%，按比例计分"
PAGE = Page("汇总", (12.0, 30.0), tuple(Line((Spot(f"第 {row} 行"), Spot(row, "integer"))) for row in range(1, 41)))

T = TypeVar("T")


def places(sheets: list[str]) -> list[CellRef]:
    """Blank scores: one on each form by turns, so that the job touches as many sheets as it can."""
    return [CellRef(sheets[at % len(sheets)], FIRST + at, SCORE) for at in range(INDICATORS)]


def make_plan(snapshot: Snapshot) -> Plan:
    """The job as xlperf takes it; fills and notes go to the reasons."""
    refs = places([sheet.name for sheet in snapshot.sheets])
    reasons = [CellRef(ref.sheet, ref.row, REASON) for ref in refs[:MARKED]]
    return Plan(
        tuple(Edit(ref, None, NUMBER) for ref in refs),
        tuple(Highlight(ref, Mark.ERROR) for ref in reasons),
        tuple(Note(ref, NOTE) for ref in reasons),
    )


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


def run_xlperf(source: Path, target: Path, watch: Watch) -> None:
    """Reads, patches, proves and writes, as `apply_plan` does it."""
    book, snapshot = watch.take("read", lambda: _read(source))
    plan = make_plan(snapshot)
    content, receipt = watch.take("patch", lambda: render(book, plan))
    watch.take("prove", lambda: prove(book, plan, receipt, content))
    watch.take("write", lambda: _write(content, target))
    assert (len(receipt.edited), len(receipt.marked), len(receipt.noted)) == (INDICATORS, MARKED, MARKED)


def _read(source: Path) -> tuple[Book, Snapshot]:
    """The workbook and its cells, which are made when they are first asked for."""
    book = read_book(source)
    return book, book.snapshot


def render(book: Book, plan: Plan) -> tuple[bytes, Receipt]:
    """The copy as bytes."""
    return book.render(plan, lambda receipt: PAGE)


def _write(content: bytes, target: Path) -> None:
    passing = target.with_suffix(".tmp")
    passing.write_bytes(content)
    os.replace(passing, target)


def run_openpyxl(source: Path, target: Path) -> None:
    """Load, edit, save."""
    book = openpyxl.load_workbook(source)
    refs = places(book.sheetnames)
    for ref in refs:
        book[ref.sheet].cell(ref.row, ref.column).value = float(NUMBER)
    for ref in refs[:MARKED]:
        cell = book[ref.sheet].cell(ref.row, REASON)
        cell.fill = PatternFill("solid", fgColor="FFC7CE")
        cell.comment = Comment(NOTE, "xlperf")
    sheet = book.create_sheet(PAGE.name)
    for line in PAGE.lines:
        sheet.append([spot.value for spot in line.spots])
    book.save(target)
