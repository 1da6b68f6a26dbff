"""Every example from file to file: only the edits differ, filling again changes nothing, the source stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.packages import differences, read_parts
from xlperf.cells import CellRef, Snapshot
from xlperf.evaluation import BookEvaluation, Options
from xlperf.findings import Severity
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET
from xlperf.task import Task, run_task

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.xlsx"))
# What a result sheet, notes and colours take besides the form's own sheet; everything else keeps its bytes.
SHARED_PARTS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def fill(source: Path, target: Path, correct: bool) -> BookEvaluation:
    outcome = run_task(Task(source, source.name, target, target.name), Options(correct=correct))
    assert outcome.error is None
    assert outcome.evaluation is not None
    return outcome.evaluation


def edited_cells(book: BookEvaluation, source: Path) -> list[str]:
    """The cells by their parts: the sheets of an example are numbered in their order."""
    refs = [given.ref for form in book.forms for given in (*form.filled, *form.corrected)]
    refs += [f.ref for form in book.forms for f in form.findings if f.ref and f.severity is not Severity.INFO]
    return sorted({cell for ref in refs for cell in _painted(read_book(source).snapshot, ref)})


def _painted(snapshot: Snapshot, ref: CellRef) -> Iterator[str]:
    """A cell; of a merged range all of its cells."""
    number = [sheet.name for sheet in snapshot.sheets].index(ref.sheet) + 1
    for row, column in snapshot.sheet(ref.sheet).merge_at(ref.row, ref.column).positions():
        yield f"xl/worksheets/sheet{number}.xml!{CellRef(ref.sheet, row, column).address}"


@pytest.mark.parametrize("correct", [False, True], ids=["as filled", "corrected"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem[:2]}")
def test_an_example_written_back(path: Path, correct: bool, tmp_path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    once, twice, again = (tmp_path / name for name in ("once.xlsx", "twice.xlsx", "again.xlsx"))
    book = fill(path, once, correct)
    assert differences(path, once, edited_cells(book, path), allowed=SHARED_PARTS) == []
    assert RESULT_SHEET.encode() in read_parts(once)["xl/workbook.xml"]
    fill(path, twice, correct)
    assert twice.read_bytes() == once.read_bytes()
    fill(once, again, correct)
    assert read_parts(again) == read_parts(once)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
