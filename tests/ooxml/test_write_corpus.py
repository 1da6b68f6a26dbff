"""A number, two fills, notes and a sheet put into every third-party workbook: nothing beside them changes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.support.corpus import corpus_files, needs_corpus
from tests.support.packages import differences
from xlperf.cells import CellRef, Sheet
from xlperf.edits import Edit, Highlight, Mark, Note, Plan
from xlperf.errors import UnreadableError, UnwritableError
from xlperf.ooxml.book import Book, read_book
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, Line, Page, Spot
from xlperf.targets.file import apply_plan

PAGE = Page(RESULT_SHEET, (12.0, 30.0), (Line((Spot(RESULT_TITLE, "title", 2),)), Line((Spot("=1+1"), Spot(3)))))

REFUSED_TO_WRITE = {"duplicate-filename.xlsx", "duplicate-filename-case-insensitive.xlsx"}
"""Two members go by the name of one part: no program can say which of them counts."""


@needs_corpus
@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_only_the_edits_differ(path: Path, tmp_path: Path) -> None:
    try:
        book = read_book(path)
    except UnreadableError:
        pytest.skip("no readable workbook; the tests of reading name why")
    plan, target = make_plan(book.snapshot.sheets[0]), tmp_path / "out.xlsx"
    if path.name in REFUSED_TO_WRITE:
        with pytest.raises(UnwritableError, match="同名"):
            apply_plan(book, plan, lambda _: PAGE, target)
        return
    receipt = apply_plan(book, plan, lambda _: PAGE, target)
    sheet = book.snapshot.sheets[0]
    part = book.ground.package.find(book.ground.parts[sheet.name].part)
    refs = {*(edit.ref for edit in plan.edits), *(mark.ref for mark in plan.highlights)}
    cells = [
        f"{part}!{CellRef(sheet.name, *at).address}"
        for ref in refs
        for at in sheet.merge_at(ref.row, ref.column).positions()
    ]
    assert differences(path, target, cells, allowed=set(receipt.parts_touched) - {part}) == []
    assert_well_formed(target, receipt.parts_touched)
    assert_seen_through(book, read_book(target), plan)


def make_plan(sheet: Sheet) -> Plan:
    """A rate for the first plain number, else for the first blank cell; marks and notes for it and for two others."""
    plain = [at for at, cell in sorted(sheet.cells.items()) if isinstance(cell.value, Decimal) and not cell.formula]
    blank = ((row, 3) for row in range(3, 1 << 20) if (row, 3) not in sheet.cells and sheet.ref(row, 3)[1:] == (row, 3))
    place = sheet.ref(*(plain[0] if plain else next(blank)))
    first, last = (min(sheet.cells), max(sheet.cells)) if sheet.cells else ((5, 2), (5, 2))
    marks = {sheet.ref(*first): Mark.ERROR, place: Mark.FILLED}
    return Plan(
        (Edit(place, sheet.at(place.row, place.column).value, Decimal("0.9699"), "0.00%"),),
        tuple(Highlight(ref, mark) for ref, mark in marks.items()),
        tuple(Note(ref, "× 错误\n应为 96.99%") for ref in {place, sheet.ref(*last)}),
    )


def assert_well_formed(path: Path, parts: tuple[str, ...]) -> None:
    with ZipFile(path) as package:
        for part in parts:
            if part.endswith((".xml", ".rels")):
                etree.fromstring(package.read(part), etree.XMLParser(huge_tree=True))


def assert_seen_through(before: Book, after: Book, plan: Plan) -> None:
    corrected = {edit.ref for edit in plan.edits if edit.before is not None}
    views = (
        [
            {at: cell for at, cell in sheet.cells.items() if CellRef(sheet.name, *at) not in corrected}
            for sheet in book.snapshot.sheets
        ]
        for book in (before, after)
    )
    assert next(views) == next(views)
