"""A filled copy that comes back: seen through, renewed, never stacked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.support.office import needs_office, recalculate
from tests.support.packages import make_workbook, read_parts, rework
from xlperf.cells import CellRef, parse_address
from xlperf.edits import Edit, Highlight, Mark, Note, Plan
from xlperf.ooxml.book import Book, read_book
from xlperf.ooxml.memory import read_memory
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, Line, Page, Spot
from xlperf.targets.file import apply_plan

PAGE = Page(RESULT_SHEET, (10.0,), (Line((Spot(RESULT_TITLE, "title"),)), Line((Spot("甲"),))))
CELLS = {"A1": "执行率", "B2": 5, "C3": "=B2*2", "D4": "97%", "A5": "未完成"}


def dress(workbook: Workbook) -> None:
    sheet = workbook["表"]
    sheet["B2"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["B2"].comment = Comment("原有批注", "张三")
    sheet.merge_cells("A5:B6")


def ref(address: str) -> CellRef:
    return CellRef("表", *parse_address(address))


def fill(source: Path, name: str, figures: Sequence[tuple[str, str]] = (("B1", "0.9699"), ("E9", "9.70"))) -> Path:
    """A copy as a run makes it: figures where cells are blank, marks, notes and the result sheet."""
    target = source.with_name(name)
    book = read_book(source)
    edits = tuple(Edit(ref(a), _stands(book, a), Decimal(figure), "0.00%") for a, figure in figures)
    marked = [ref(address) for address in ("B2", "A5", *(address for address, _ in figures))]
    plan = Plan(
        edits,
        tuple(Highlight(cell, Mark.WARNING) for cell in marked),
        tuple(Note(cell, f"！ 提醒 {cell.address}\n请核对") for cell in marked),
    )
    apply_plan(book, plan, lambda _: PAGE, target)
    return target


def _stands(book: Book, address: str) -> object:
    return book.snapshot.sheet("表").at(*parse_address(address)).value


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "in.xlsx", CELLS, dress)


def test_filling_twice_gives_the_same_bytes(source: Path) -> None:
    assert fill(source, "one.xlsx").read_bytes() == fill(source, "two.xlsx").read_bytes()


def test_filling_the_filled_gives_the_same_parts(source: Path) -> None:
    once = fill(source, "once.xlsx")
    twice = fill(once, "twice.xlsx")
    assert list(read_parts(twice).items()) == list(read_parts(once).items())


def test_a_filled_copy_reads_as_the_source(source: Path) -> None:
    once = fill(source, "once.xlsx")
    assert read_book(once).snapshot.sheets == read_book(source).snapshot.sheets


def test_another_plan_leaves_nothing_of_the_first(source: Path) -> None:
    direct = fill(source, "direct.xlsx", [("C1", "1")])
    over = fill(fill(source, "once.xlsx"), "over.xlsx", [("C1", "1")])
    assert read_parts(over) == read_parts(direct)


def test_a_corrected_figure_is_the_clerks_own_from_then_on(source: Path) -> None:
    corrected = fill(source, "corrected.xlsx", [("D4", "0.9699"), ("B1", "1")])
    sheet = read_book(corrected).snapshot.sheet("表")
    assert (sheet.at(4, 4).value, sheet.at(4, 4).text) == (Decimal("0.9699"), "96.99%")
    assert sheet.at(1, 2).value is None
    again = fill(corrected, "again.xlsx")
    shown = load_workbook(again)["表"]
    assert (shown["D4"].value, shown["D4"].number_format, shown["D4"].comment) == (0.9699, "0.00%", None)
    assert shown["D4"].fill.fill_type is None
    assert list(read_parts(fill(again, "third.xlsx")).items()) == list(read_parts(again).items())
    memory = read_memory(read_parts(again)["customXml/item1.xml"])
    (cell,) = (cell for cell in memory.cells if cell.position == (4, 4))
    assert (cell.figure, cell.before) == (Decimal("0.9699"), "97%")


def test_a_figure_that_the_clerk_changed_since_is_the_clerks(source: Path) -> None:
    once = fill(source, "once.xlsx")
    change = re.compile(rb'(<c r="B1"[^>]*><v>)0.9699(</v>)')
    rework(once, {"xl/worksheets/sheet1.xml": lambda xml: change.sub(rb"\g<1>0.5\2", xml)})
    sheet = read_book(once).snapshot.sheet("表")
    assert (sheet.at(1, 2).value, sheet.at(9, 5).value) == (Decimal("0.5"), None)
    renewed = load_workbook(fill(once, "renewed.xlsx", [("E9", "9.70")]))
    assert renewed.sheetnames == ["表", RESULT_SHEET]
    shown = renewed["表"]
    assert (shown["B1"].value, shown["B1"].fill.fill_type, shown["B1"].comment) == (0.5, None, None)
    assert shown["B2"].comment.text.count("提醒 B2") == 1


def test_a_memory_that_was_tampered_with_is_no_memory(source: Path) -> None:
    once = fill(source, "once.xlsx")
    rework(once, {"customXml/item1.xml": lambda xml: xml.replace(b'"cells"', b'"sells"')})
    assert [sheet.name for sheet in read_book(once).snapshot.sheets] == ["表"]


@needs_office
def test_a_copy_that_another_program_saved_is_renewed(source: Path, tmp_path: Path) -> None:
    once = fill(source, "once.xlsx")
    saved = tmp_path / "saved"
    saved.mkdir()
    recalculate([once], saved)
    before, after = (read_book(path).snapshot.sheet("表") for path in (source, saved / "once.xlsx"))
    assert {at: cell.value for at, cell in after.cells.items() if cell.formula is None} == {
        at: cell.value for at, cell in before.cells.items() if cell.formula is None
    }
    renewed = fill(saved / "once.xlsx", "renewed.xlsx")
    one, other = (load_workbook(path) for path in (once, renewed))
    assert other.sheetnames == one.sheetnames
    for row in one["表"].iter_rows():
        for cell in row:
            same = other["表"][cell.coordinate]
            assert same.fill.fgColor.rgb == cell.fill.fgColor.rgb, cell.coordinate
            assert (same.comment and same.comment.text) == (cell.comment and cell.comment.text), cell.coordinate
    again = fill(renewed, "again.xlsx")
    assert list(read_parts(again).items()) == list(read_parts(renewed).items())
