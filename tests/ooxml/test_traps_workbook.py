"""Traps of the workbook part: the new sheet's id, place and name, what counts sheets, a locked structure.

Whether a locked workbook says that it got no sheet is in test_write_sheet.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from xlsxwriter.worksheet import Worksheet

from tests.support.broken import GOOD
from tests.support.packages import differences, make_workbook, part_text, read_parts, replacing, rework
from tests.support.small_packages import DOCUMENT
from tests.support.writing import (
    COMMON,
    PAGE,
    RELATIONS,
    SHEET,
    TYPES,
    WORKBOOK,
    cell_number,
    make_rich,
    put,
    tree,
)
from xlperf.copies import plan_copies
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET
from xlperf.task import run_task


def sheets(path: Path) -> list[tuple[str, str, str]]:
    """Name, id and state of each tab."""
    return [(s.get("name"), s.get("sheetId"), s.get("state", "visible")) for s in tree(path, WORKBOOK).iter("{*}sheet")]


def test_the_new_sheet_is_last_with_the_highest_id_and_one(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, lambda book: book.create_sheet("二"))
    rework(
        source,
        {WORKBOOK: lambda xml: xml.replace(b'sheetId="1"', b'sheetId="12"').replace(b'sheetId="2"', b'sheetId="5"')},
    )
    target, _ = put(source)
    assert sheets(target) == [*sheets(source), (RESULT_SHEET, "13", "visible")]


def counted(workbook: Workbook) -> None:
    """Sheets, some hidden, with names that hold for one of them, and the second one active."""
    for title in ("二", "三"):
        workbook.create_sheet(title)
    workbook["三"].sheet_state = "veryHidden"
    workbook["二"].defined_names["本表"] = DefinedName("本表", attr_text="二!$A$1")
    workbook["三"].print_title_rows = "1:2"
    workbook["二"].auto_filter.ref = "A1:B9"
    workbook.defined_names["全部"] = DefinedName("全部", attr_text="表!$A$1")
    workbook.active = 1


def test_what_counts_sheets_still_counts_the_same_ones(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, counted)
    target, _ = put(source, {"B1": None}, ["A1"], page=replace(PAGE, repeat=1))
    before, after = tree(source, WORKBOOK), tree(target, WORKBOOK)
    assert (before.find("{*}bookViews"), len(before.find("{*}definedNames"))) != (None, 0)
    assert etree.tostring(after.find("{*}bookViews")) == etree.tostring(before.find("{*}bookViews"))
    names = [
        [etree.tostring(name, with_tail=False) for name in root.iter("{*}definedName")] for root in (before, after)
    ]
    assert names[1][: len(names[0])] == names[0]
    assert b'localSheetId="3"' in names[1][-1]
    assert load_workbook(target).active.title == "二"
    assert b"tabSelected" not in read_parts(target)["xl/worksheets/sheet4.xml"]


def behind_a_chart(path: Path) -> Path:
    """A workbook whose tabs are a chart sheet, a very hidden sheet, and at last the one that matters."""

    def build(workbook: xlsxwriter.Workbook, first: Worksheet) -> None:
        first.write("A1", 1)
        first.very_hidden()
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=藏!$A$1"})
        workbook.add_chartsheet("图").set_chart(chart)
        workbook.add_worksheet("表").write_row("A1", ("甲", 5))

    make_rich(path, build, "藏")
    entries = re.findall("<sheet [^>]*>", part_text(path, WORKBOOK))
    return rework(path, {WORKBOOK: replacing("".join(entries), entries[1] + entries[0] + entries[2])})


def test_chart_sheets_and_hidden_ones_before_it_do_not_mislead(tmp_path: Path) -> None:
    source = behind_a_chart(tmp_path / "in.xlsx")
    target, receipt = put(source, {"C1": None}, ["A1"], ["B1"])
    assert [name for name, _, _ in sheets(target)] == ["图", "藏", "表", RESULT_SHEET]
    assert cell_number(target, "C1", "xl/worksheets/sheet2.xml") == "0.9699"
    assert [sheet.name for sheet in read_book(target).snapshot.sheets] == ["藏", "表"]
    cells = [f"xl/worksheets/sheet2.xml!{address}" for address in ("A1", "C1")]
    assert differences(source, target, cells, COMMON) == []
    assert "xl/charts/chart1.xml" not in receipt.parts_touched


@pytest.mark.parametrize("kind", ["dialogsheet", "xlMacrosheet"])
def test_sheets_of_other_kinds_are_no_worksheets_and_keep_their_tab(tmp_path: Path, kind: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, lambda book: book.create_sheet("二", 0))
    base = DOCUMENT if kind == "dialogsheet" else "http://schemas.microsoft.com/office/2006/relationships"
    old, new = (f'{one}" Target="/{SHEET}"' for one in (f"{DOCUMENT}/worksheet", f"{base}/{kind}"))
    rework(source, {RELATIONS: replacing(old, new)})
    target, _ = put(source, {"B1": None}, ["A1"])
    assert [name for name, _, _ in sheets(target)] == ["二", "表", RESULT_SHEET]
    assert cell_number(target, "B1", "xl/worksheets/sheet2.xml") == "0.9699"
    assert read_parts(target)[SHEET] == read_parts(source)[SHEET]


@pytest.mark.parametrize(
    ("there", "wanted", "given"),
    [
        ("RESULT", "Result", "Result2"),
        ("ＲＥＳＵＬＴ", "ｒｅｓｕｌｔ", "ｒｅｓｕｌｔ2"),
        ("甲" * 31, "甲" * 31, "甲" * 30 + "2"),
        ("乙", "甲" * 40, "甲" * 31),
    ],
)
def test_a_sheets_name_is_its_own_whatever_the_case_and_not_too_long(
    tmp_path: Path, there: str, wanted: str, given: str
) -> None:
    def hide(workbook: Workbook) -> None:
        workbook.create_sheet(there).sheet_state = "hidden"

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, hide)
    target, _ = put(source, page=replace(PAGE, name=wanted))
    assert load_workbook(target).sheetnames == ["表", there, given]


def test_a_chart_sheets_name_is_taken_too(tmp_path: Path) -> None:
    def build(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$A$1"})
        workbook.add_chartsheet(RESULT_SHEET).set_chart(chart)

    target, _ = put(make_rich(tmp_path / "in.xlsx", build))
    assert [name for name, _, _ in sheets(target)] == ["表", RESULT_SHEET, RESULT_SHEET + "2"]


def test_a_locked_structure_stays_locked_and_the_cells_are_written(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    rework(
        source,
        {WORKBOOK: replacing("<workbookProtection", '<workbookProtection lockStructure="1" workbookPassword="83AF"')},
    )
    target, receipt = put(source, {"B1": None}, ["A1"], ["A1"])
    assert read_parts(target)[WORKBOOK] == read_parts(source)[WORKBOOK]
    assert not [name for name in read_parts(target) if name.startswith("xl/worksheets/sheet2")]
    assert cell_number(target, "B1") == "0.9699"
    assert receipt.result is None
    assert "worksheets/sheet2.xml" not in part_text(target, TYPES)


def test_the_result_sheet_of_a_locked_workbook_goes_into_a_second_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in.xlsx", tmp_path / "out" / "in.xlsx"
    source.write_bytes(GOOD.read_bytes())
    rework(source, {WORKBOOK: _locked})
    (task,) = plan_copies([source], target)
    outcome = run_task(task)
    others = [path for path in target.parent.iterdir() if path != target]
    assert outcome.cautions
    assert [RESULT_SHEET in load_workbook(path).sheetnames for path in others] == [True]


def _locked(xml: bytes) -> bytes:
    """The workbook part with its structure locked, whatever it said of protection."""
    xml = re.sub(rb"<workbookProtection[^>]*>", b"", xml)
    return xml.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')


def test_a_wish_to_recalculate_stands_where_the_schema_has_it(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": "=B1*2"})
    tail = '<oleSize ref="A1"/><pivotCaches/><extLst/></workbook>'
    rework(source, {WORKBOOK: replacing('<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>', tail)})
    target, _ = put(source, {"B1": None})
    names = [etree.QName(child).localname for child in tree(target, WORKBOOK)]
    assert names[-5:] == ["definedNames", "calcPr", "oleSize", "pivotCaches", "extLst"]
    assert tree(target, WORKBOOK).find("{*}calcPr").get("fullCalcOnLoad") == "1"
