"""Traps of formulas: which cells are never written over, the order of calculation, and figures that go stale.

A plain formula that is refused, and formulas that refer to an edited cell directly, are in test_write_cells.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import compressed, differences, part_text, replacing, rework
from tests.support.small_packages import DOCUMENT, MAIN, parts_of, relations_xml, sheet_xml, write_parts
from tests.support.writing import (
    COMMON,
    RELATIONS,
    SHEET,
    TYPES,
    WORKBOOK,
    find_cell,
    left_out,
    make_rich,
    put,
    ref,
    tree,
)
from xlperf.cells import Value
from xlperf.ooxml.book import read_book

ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*2</f><v>2</v></c>'
    '<c r="D1"><f t="array" ref="D1:D4">A1:A3*2</f><v>2</v></c>'
    '<c r="E1" cm="1"><f t="array" ref="E1:E3">_xlfn.SORT(A1:A3)</f><v>1</v></c><c r="F1"><f>A1*3</f><v>3</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="C2"><f t="shared" si="0"/><v>4</v></c><c r="D2"><v>4</v></c>'
    '<c r="E2"><v>2</v></c><c r="G2"><f t="dataTable" ref="G2:H3" dt2D="1" dtr="1" r1="A1" r2="A2"/><v>7</v></c>'
    '<c r="H2"><v>8</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="C3"><f t="shared" si="0"/><v>6</v></c><c r="D3"><v>6</v></c>'
    '<c r="E3" t="str"><v>丙</v></c><c r="G3"><v>9</v></c></row>'
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))


def stands(source: Path, address: str) -> Value:
    """What the workbook shows in a cell."""
    return read_book(source).snapshot.sheet("Sheet1").at(*ref(address)[1:]).value


FORMULAS = {
    "master of a shared formula": "C1",
    "follower of a shared formula": "C2",
    "array formula": "D1",
    "dynamic array": "E1",
    "plain formula": "F1",
    "data table": "G2",
}
WITHIN = {
    "result of an array formula": "D2",
    "absent cell of an array": "D4",
    "spilled number": "E2",
    "spilled text": "E3",
    "result of a data table beside its formula": "H2",
    "result of a data table below": "G3",
    "absent cell of a data table": "H3",
}


def assert_refused(source: Path, address: str) -> None:
    target, receipt = put(source, {address: stands(source, address), "B1": None}, sheet="Sheet1")
    assert receipt.edited == (ref("B1", "Sheet1"),)
    assert left_out(receipt) == [f"Sheet1!{address}"]
    assert differences(source, target, [f"{SHEET}!B1"], COMMON) == []


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_is_never_written_over(source: Path, name: str) -> None:
    assert_refused(source, FORMULAS[name])


@pytest.mark.parametrize("name", WITHIN)
def test_a_cell_that_a_formula_elsewhere_fills_is_never_written_over(source: Path, name: str) -> None:
    assert_refused(source, WITHIN[name])


@pytest.mark.parametrize("address", [*FORMULAS.values(), *(a for a in WITHIN.values() if a not in ("D4", "H3"))])
def test_a_mark_and_a_note_leave_a_formula_and_its_results(source: Path, address: str) -> None:
    target, receipt = put(source, {}, [address], [address], sheet="Sheet1")
    before, after = find_cell(source, address), find_cell(target, address)
    assert receipt.marked == receipt.noted == (ref(address, "Sheet1"),)
    assert {**before.attrib, "s": after.get("s")} == dict(after.attrib)
    assert [(e.tag, dict(e.attrib), e.text) for e in after] == [(e.tag, dict(e.attrib), e.text) for e in before]


def test_the_order_of_calculation_stays_and_names_formulas_only(source: Path) -> None:
    chain = f'<calcChain xmlns="{MAIN}"><c r="F1" i="1"/><c r="C1"/><c r="C2"/><c r="C3"/></calcChain>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    relations = relations_xml(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "calcChain", "calcChain.xml"))
    rework(
        source,
        {TYPES: replacing("</Types>", override), RELATIONS: lambda _: relations.encode()},
        {"xl/calcChain.xml": chain.encode()},
    )
    target, _ = put(
        source, {"C1": stands(source, "C1"), "A1": stands(source, "A1"), "B7": None}, ["F1"], sheet="Sheet1"
    )
    assert compressed(target)["xl/calcChain.xml"] == compressed(source)["xl/calcChain.xml"]
    for entry in tree(target, "xl/calcChain.xml"):
        assert find_cell(target, entry.get("r")).find("{*}f") is not None
    assert f'Type="{DOCUMENT}/calcChain"' in part_text(target, RELATIONS)


STALE = {
    "another sheet": "=表!B2*2",
    "a name": "=填报数+1",
    "a table": "=SUM(明细[金额])",
    "several sheets": "=SUM(表:另!B2)",
    "a quoted sheet": "='表'!$B$2",
    "a text that is a reference": '=INDIRECT("表!B2")',
    "whole rows": "=SUM(表!2:2)",
    "an array": "{=SUM(表!B1:B3*2)}",
}


def with_formula(path: Path, formula: str) -> Path:
    """A workbook with a formula on its second sheet, whose stored value is 41, a name and a table on its first."""

    def build(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_column("A1", (5, 6, 7))
        sheet.add_table("A10:B12", {"name": "明细", "columns": [{"header": "项"}, {"header": "金额"}]})
        workbook.define_name("填报数", "=表!$B$2")
        workbook.set_calc_mode("manual")
        workbook.add_worksheet("另").write_formula("A1", formula, None, 41)

    return make_rich(path, build)


@pytest.mark.parametrize("name", STALE)
def test_a_formula_that_an_edit_makes_stale_is_worked_out_on_opening(tmp_path: Path, name: str) -> None:
    source = with_formula(tmp_path / "in.xlsx", STALE[name])
    target, _ = put(source, {"B2": None})
    before, after = (dict(tree(path, WORKBOOK).find("{*}calcPr").attrib) for path in (source, target))
    assert after == {**before, "fullCalcOnLoad": "1"}
    assert before["calcMode"] == "manual"
    assert differences(source, target, [f"{SHEET}!B2"], COMMON) == []


@pytest.mark.parametrize("formula", ["=表!A1*2", "=SUM(表!C1:D9)", "=B22+BB2"])
def test_formulas_that_no_edit_reaches_keep_the_workbook_as_it_is(tmp_path: Path, formula: str) -> None:
    source = with_formula(tmp_path / "in.xlsx", formula)
    target, _ = put(source, {"B2": None}, ["A1"])
    assert tree(target, WORKBOOK).find("{*}calcPr").get("fullCalcOnLoad") is None


def test_marks_and_notes_alone_make_nothing_stale(tmp_path: Path) -> None:
    source = with_formula(tmp_path / "in.xlsx", "=表!B2*2")
    target, _ = put(source, marks=["B2"], notes=["B2"])
    assert tree(target, WORKBOOK).find("{*}calcPr").get("fullCalcOnLoad") is None


def test_what_goes_stale_is_said(tmp_path: Path) -> None:
    source = with_formula(tmp_path / "in.xlsx", "=表!B2*2")
    assert [put(source, {address: None})[1].recalculates for address in ("B2", "B9")] == [True, False]
