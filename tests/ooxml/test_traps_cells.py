"""Traps of cells: order, cells without references, merges, what a number sheds and keeps, texts that no part may hold.

Figures in absent cells and rows, prefixes, the anchor of a merge and shed types are in test_write_cells; formulas in
test_traps_formulas.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import Workbook, load_workbook
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import compressed, differences, make_workbook, part_text, rework
from tests.support.small_packages import parts_of, sheet_xml, write_parts
from tests.support.writing import COMMON, RATE, SHEET, cell_number, find_cell, make_rich, put, tree
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET, Line, Page, Spot

NEW = "xl/worksheets/sheet2.xml"


def with_rows(folder: Path, rows: str, before: str = "", after: str = "") -> Path:
    """A workbook of one worksheet with these rows."""
    return write_parts(folder / "in.xlsx", parts_of(sheet_xml(rows, before, after)))


def places(path: Path) -> list[tuple[str | None, list[str | None]]]:
    """Each row's reference with those of its cells, as they follow each other."""
    return [(row.get("r"), [c.get("r") for c in row.iter("{*}c")]) for row in tree(path, SHEET).iter("{*}row")]


def test_new_cells_find_their_place_among_cells_without_references(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row>'
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>6</v></c></row>'
    )
    source = with_rows(tmp_path, rows)
    wanted = ("B1", "F1", "B3", "A5", "F5", "B6", "A8")
    target, receipt = put(source, dict.fromkeys(wanted), sheet="Sheet1")
    assert [ref.address for ref in receipt.edited] == list(wanted)
    assert places(target) == [
        (None, [None, "B1", "D1", None, "F1"]),
        ("3", ["B3"]),
        ("5", ["A5", "C5", None, "F5"]),
        (None, [None, "B6"]),
        ("8", ["A8"]),
    ]
    assert differences(source, target, [f"{SHEET}!{address}" for address in wanted], COMMON) == []
    shown = load_workbook(target)["Sheet1"]
    assert [shown[address].value for address in ("A1", "D1", "E1", "C5", "D5", "A6")] == [1, 4, 5, 3, 4, 6]


def test_columns_are_ordered_by_number_and_not_by_letter(tmp_path: Path) -> None:
    source = with_rows(tmp_path, '<row r="1"><c r="Z1"><v>1</v></c><c r="AB1"><v>2</v></c></row>')
    target, _ = put(source, dict.fromkeys(("B1", "AA1", "AC1")), sheet="Sheet1")
    assert places(target) == [("1", ["B1", "Z1", "AA1", "AB1", "AC1"])]


def test_a_rows_span_covers_its_new_cells(tmp_path: Path) -> None:
    source = with_rows(tmp_path, '<row r="1" spans="2:3" x14ac:dyDescent="0.2"><c r="B1"/></row>'.replace("x14ac:", ""))
    target, _ = put(source, dict.fromkeys(("A1", "F1")), sheet="Sheet1")
    (row,) = tree(target, SHEET).iter("{*}row")
    assert (row.get("spans"), row.get("dyDescent")) == ("1:6", "0.2")


def test_a_sheet_without_data_gets_it_before_what_follows(tmp_path: Path) -> None:
    source = with_rows(tmp_path, "", after='<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>')
    rework(source, {SHEET: lambda xml: xml.replace(b"<sheetData></sheetData>", b"")})
    target, _ = put(source, {"B2": None}, sheet="Sheet1")
    names = [etree.QName(child).localname for child in tree(target, SHEET)]
    assert names == ["sheetData", "pageMargins"]


COVERED = rb'\1<c r="B6"><v>77</v></c>'
"""A figure that a merge hides."""


def merged(workbook: Workbook) -> None:
    workbook["表"].merge_cells("B2:D4")
    workbook["表"].merge_cells("A6:B6")


def test_what_a_merge_covers_stays_and_every_cell_of_it_is_filled(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A6": 1}, merged)
    rework(source, {SHEET: lambda xml: re.sub(rb'(<c r="A6".*?</c>)(<c r="B6"[^>]*/>)?', COVERED, xml)})
    target, receipt = put(source, {"C3": None}, ["D4", "B6"])
    area = [f"{column}{row}" for row in (2, 3, 4) for column in "BCD"]
    assert [ref.address for ref in (*receipt.edited, *receipt.marked)] == ["B2", "B2", "A6"]
    assert [cell_number(target, address) for address in area] == [str(RATE), *[None] * 8]
    fills = {fill_of(target, address) for address in (*area, "A6", "B6")}
    assert fills == {"FFFFC7CE"}
    assert cell_number(target, "B6") == "77"
    assert differences(source, target, [f"{SHEET}!{address}" for address in (*area, "A6", "B6")], COMMON) == []


def fill_of(path: Path, address: str) -> str:
    """The colour that a cell's look has as its fill."""
    styles = tree(path, "xl/styles.xml")
    look = styles.find("{*}cellXfs")[int(find_cell(path, address).get("s", "0"))]
    return str(styles.find("{*}fills")[int(look.get("fillId"))].find(".//{*}fgColor").get("rgb"))


@pytest.mark.parametrize(
    ("kind", "content", "stands"),
    [
        ("s", "<v>0</v>", "97%"),
        ("str", "<v>97%</v>", "97%"),
        ("inlineStr", "<is><r><t>97</t></r><r><t>%</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is>", "97%"),
        ("b", "<v>1</v>", True),
        ("e", "<v>#N/A</v>", "#N/A"),
        ("d", "<v>2021-03-01</v>", "2021-03-01"),
    ],
)
def test_a_number_is_nothing_but_a_number_whatever_stood_there(
    tmp_path: Path, kind: str, content: str, stands: str | bool
) -> None:
    def build(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ("97%", "乙"))

    source = make_rich(tmp_path / "in.xlsx", build)
    new = f'<c r="A1" t="{kind}" cm="1" vm="1">{content}<extLst><ext uri="u"/></extLst></c>'
    rework(source, {SHEET: lambda xml: re.sub(rb'<c r="A1".*?</c>', new.encode(), xml)})
    target, receipt = put(source, {"A1": stands})
    cell = find_cell(target, "A1")
    assert receipt.unmet == ()
    assert {"t", "cm", "vm"}.isdisjoint(cell.attrib)
    assert [etree.QName(child).localname for child in cell] == ["v", "extLst"]
    assert differences(source, target, [f"{SHEET}!A1"], COMMON) == []
    assert compressed(target)["xl/sharedStrings.xml"] == compressed(source)["xl/sharedStrings.xml"]


def test_a_mark_leaves_all_but_the_look_of_a_cell(tmp_path: Path) -> None:
    cell = '<c r="A1" t="str" cm="1" vm="2" ph="1"><f>B1</f><v>甲</v></c>'
    target, _ = put(with_rows(tmp_path, f'<row r="1">{cell}</row>'), marks=["A1"], sheet="Sheet1")
    written = find_cell(target, "A1")
    assert {name: value for name, value in written.attrib.items() if name != "s"} == {
        "r": "A1", "t": "str", "cm": "1", "vm": "2", "ph": "1",
    }  # fmt: skip
    assert [(etree.QName(child).localname, child.text) for child in written] == [("f", "B1"), ("v", "甲")]


def draw(folder: Path, text: str) -> tuple[Path, str]:
    """A copy whose result sheet holds a text, and that text as the part stores it."""
    page = Page(RESULT_SHEET, (20.0,), (Line((Spot(text),)),))
    target, _ = put(make_workbook(folder / "in.xlsx", {"A1": 1}), page=page)
    (stored,) = tree(target, NEW).iter("{*}t")
    return target, stored.text or ""


def test_no_control_character_reaches_the_result_sheet(tmp_path: Path) -> None:
    target, stored = draw(tmp_path, "甲\x00\x08\x0b\x1f乙\ud800\ufffe\r\n丙\t<]]>")
    assert stored == "甲乙\n丙\t<]]>"
    assert load_workbook(target)[RESULT_SHEET]["A1"].value == stored


def test_blanks_at_the_ends_of_a_text_are_kept(tmp_path: Path) -> None:
    target, stored = draw(tmp_path, "  甲\n ")
    assert stored == "  甲\n "
    assert 'xml:space="preserve"' in part_text(target, NEW)


def test_a_text_that_looks_like_an_escaped_sign_is_escaped_itself(tmp_path: Path) -> None:
    assert draw(tmp_path, "甲_x0041_")[1] == "甲_x005F_x0041_"


def test_texts_of_the_result_sheet_leave_the_shared_strings_alone(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", lambda _, sheet: sheet.write_row("A1", ("甲", "乙")))
    target, receipt = put(source, marks=["A1"], notes=["B1"])
    assert "xl/sharedStrings.xml" not in receipt.parts_touched
    assert {c.get("t") for c in tree(target, NEW).iter("{*}c") if c.get("t")} == {"inlineStr"}
    assert [c.value for c in read_book(target).snapshot.sheet("表").cells.values()] == ["甲", "乙"]
