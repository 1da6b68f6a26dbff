"""Other traps: headers of tables, protection, macros, what WPS leaves in a workbook, strings that a reader may miss.

Rich text and phonetic runs are read in test_read_oddities; a file that is never written over, in tests/targets.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import compressed, differences, make_workbook, part_text, read_parts, replacing, rework
from tests.support.writing import (
    COMMON,
    SHEET,
    TYPES,
    WORKBOOK,
    cell_number,
    find_cell,
    left_out,
    make_rich,
    put,
    ref,
    tree,
)
from xlperf.ooxml.book import read_book

TABLE = "xl/tables/table1.xml"


def tabled(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """A table with a header, one of whose words is a year, and a row of totals."""
    columns = [
        {"header": "项目", "total_string": "合计"},
        {"header": "2021"},
        {"header": "金额", "total_function": "sum"},
    ]
    sheet.add_table("B2:D6", {"columns": columns, "total_row": True})
    sheet.write_row("B3", ("甲", 5, 6))


@pytest.mark.parametrize(("address", "stands"), [("C2", "2021"), ("B2", "项目")])
def test_a_tables_header_is_never_written_over(tmp_path: Path, address: str, stands: str) -> None:
    assert_refused(make_rich(tmp_path / "in.xlsx", tabled), address, stands)


def test_a_word_of_a_tables_totals_is_never_written_over(tmp_path: Path) -> None:
    assert_refused(make_rich(tmp_path / "in.xlsx", tabled), "B6", "合计")


def assert_refused(source: Path, address: str, stands: str) -> None:
    target, receipt = put(source, {address: stands, "C4": None})
    assert receipt.edited == (ref("C4"),)
    assert left_out(receipt) == [f"表!{address}"]
    assert differences(source, target, [f"{SHEET}!C4"], COMMON) == []


def test_the_first_row_of_a_table_without_a_header_is_written(tmp_path: Path) -> None:
    def build(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.add_table("B2:D6", {"header_row": False})

    target, receipt = put(make_rich(tmp_path / "in.xlsx", build), dict.fromkeys(("B2", "D6", "B1")))
    assert receipt.unmet == ()
    assert [cell_number(target, address) for address in ("B2", "D6", "B1")] == ["0.9699"] * 3


def test_figures_and_marks_in_a_table_leave_its_part_and_its_header(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", tabled)
    target, receipt = put(source, {"C3": 5, "D4": None}, ["C2", "C3"], ["C2"])
    assert receipt.unmet == ()
    assert compressed(target)[TABLE] == compressed(source)[TABLE]
    header = load_workbook(target)["表"]
    columns = [column.get("name") for column in tree(target, TABLE).iter("{*}tableColumn")]
    assert [header.cell(2, column).value for column in (2, 3, 4)] == columns == ["项目", "2021", "金额"]
    assert tree(target, SHEET).find("{*}tableParts").get("count") == "1"


def locked(workbook: Workbook) -> None:
    sheet = workbook["表"]
    sheet.protection.sheet = True
    sheet.protection.password = "abc"
    sheet.protection.formatCells = False
    sheet["B1"].protection = Protection(locked=False)
    workbook.create_sheet("开放")


def test_a_protected_sheet_is_written_stays_protected_and_says_so(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1, "B1": 2}, locked)
    target, receipt = put(source, {"C1": None}, ["A1", "B1"], ["A1"])
    before, after = (etree.tostring(tree(path, SHEET).find("{*}sheetProtection")) for path in (source, target))
    assert after == before
    assert b"password" in before
    assert receipt.unmet == ()
    cautions = [str(caution) for caution in read_book(source).cautions]
    assert ["表" in text and "保护" in text for text in cautions] == [True]
    assert [load_workbook(target)["表"][address].protection.locked for address in ("A1", "B1", "C1")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("attribute", ["sheet='1'", 'sheet="true"', 'algorithmName="SHA-512" sheet="1" objects="1"'])
def test_protection_is_seen_however_it_is_written(tmp_path: Path, attribute: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    rework(source, {SHEET: replacing("<pageMargins", f"<sheetProtection {attribute}/><pageMargins")})
    assert any("保护" in str(caution) for caution in read_book(source).cautions)


@pytest.mark.parametrize("attribute", ['sheet="0"', 'objects="1" scenarios="1"'])
def test_protection_that_is_off_is_no_caution(tmp_path: Path, attribute: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    rework(source, {SHEET: replacing("<pageMargins", f"<sheetProtection {attribute}/><pageMargins")})
    assert read_book(source).cautions == ()


def with_macros(path: Path) -> Path:
    """A workbook with signed macros, which a button runs."""
    macros, signature = path.with_name("vbaProject.bin"), path.with_name("vbaProjectSignature.bin")
    for part in (macros, signature):
        part.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 9)

    def build(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        workbook.add_signed_vba_project(str(macros), str(signature))
        workbook.set_vba_name("ThisWorkbook")
        sheet.set_vba_name("Sheet1")
        sheet.insert_button("E5", {"macro": "run", "caption": "算"})

    return make_rich(path, build)


def test_a_workbook_with_macros_keeps_its_type_and_their_bytes(tmp_path: Path) -> None:
    source = with_macros(tmp_path / "in.xlsm")
    target, _ = put(source, {"A1": None}, ["A1"], ["A1"])
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert tree(target, TYPES).xpath("string(//*[@PartName='/xl/workbook.xml']/@ContentType)") == kind
    for part in ("xl/vbaProject.bin", "xl/vbaProjectSignature.bin", "xl/_rels/vbaProject.bin.rels"):
        assert compressed(target)[part] == compressed(source)[part]
    assert any("宏" in str(caution) for caution in read_book(source).cautions)
    assert tree(target, SHEET).find("{*}sheetPr").get("codeName") == "Sheet1"
    vml = part_text(target, "xl/drawings/vmlDrawing1.vml")
    assert vml.startswith(part_text(source, "xl/drawings/vmlDrawing1.vml").removesuffix("</xml>"))
    assert (vml.count('ObjectType="Button"'), vml.count('ObjectType="Note"')) == (1, 1)


ETC = "http://www.wps.cn/officeDocument/2017/etCustomData"
CELL_IMAGE = "http://www.wps.cn/officeDocument/2020/cellImage"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
IMAGES = f'<etc:cellImages xmlns:etc="{ETC}"><etc:cellImage/></etc:cellImages>'
PICTURE = '_xlfn.DISPIMG("ID_1F",1)'


def from_wps(path: Path) -> Path:
    """A workbook with what WPS adds: attributes of its own, a picture in a cell, prefixes that only Ignorable names."""

    def build(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ("甲", 5))
        sheet.write_formula("C1", f"={PICTURE}", None, f"={PICTURE}")

    declared = f' xmlns:etc="{ETC}" xmlns:mc="{MC}" xmlns:x14ac="{X14AC}" mc:Ignorable="x14ac etc">'
    opened = re.compile(rb"(<(?:worksheet|workbook) [^>]*[^/])>")
    cell = re.compile(rb'<c r="([AB])1"')
    relation = f'<Relationship Id="rId90" Type="{CELL_IMAGE}" Target="cellimages.xml"/>'
    changes = {
        SHEET: lambda xml: cell.sub(rb'<c r="\g<1>1" etc:mark="9"', opened.sub(rb"\g<1>" + declared.encode(), xml, 1)),
        WORKBOOK: lambda xml: opened.sub(rb"\g<1>" + declared.encode(), xml, 1),
        "xl/_rels/workbook.xml.rels": replacing("</Relationships>", f"{relation}</Relationships>"),
    }
    return rework(make_rich(path, build), changes, {"xl/cellimages.xml": IMAGES.encode()})


def test_marks_of_wps_survive(tmp_path: Path) -> None:
    source = from_wps(tmp_path / "in.xlsx")
    target, receipt = put(source, {"B1": 5, "D1": None}, ["A1", "C1"], ["A1"])
    assert receipt.unmet == ()
    assert [find_cell(target, address).get(f"{{{ETC}}}mark") for address in ("A1", "B1")] == ["9", "9"]
    assert find_cell(target, "C1").findtext("{*}f") == PICTURE
    assert cell_number(target, "C1") == f"={PICTURE}"
    assert find_cell(target, "C1").get("t") == "str"
    assert compressed(target)["xl/cellimages.xml"] == compressed(source)["xl/cellimages.xml"]
    kinds = [relation.get("Type").rsplit("/", 1)[-1] for relation in tree(target, "xl/_rels/workbook.xml.rels")]
    assert kinds.count("cellImage") == 1
    allowed = (*COMMON, "xl/worksheets/_rels/sheet1.xml.rels")
    assert differences(source, target, [f"{SHEET}!{address}" for address in ("A1", "B1", "C1", "D1")], allowed) == []


@pytest.mark.parametrize("part", [SHEET, WORKBOOK])
def test_the_prefixes_that_a_root_declares_and_ignores_stay_to_the_letter(tmp_path: Path, part: str) -> None:
    source = from_wps(tmp_path / "in.xlsx")
    target, receipt = put(source, {"B1": 5}, ["A1"], ["A1"])
    assert part in receipt.parts_touched
    before, after = (re.findall(rb"<work(?:sheet|book) [^>]*>", read_parts(path)[part]) for path in (source, target))
    assert after == before
    root = tree(target, part)
    assert set(root.get(f"{{{MC}}}Ignorable").split()) <= root.nsmap.keys()


def test_a_picture_in_a_cell_is_never_written_over(tmp_path: Path) -> None:
    source = from_wps(tmp_path / "in.xlsx")
    target, receipt = put(source, {"C1": f"={PICTURE}"})
    assert (receipt.edited, len(receipt.unmet)) == ((), 1)
    assert compressed(target)[SHEET] == compressed(source)[SHEET]


ODD = {
    "<t>甲</t>": "<r><t>甲</t></r><r><rPr><b/></rPr><t>一</t></r>",
    "<t>乙</t>": "<t>乙</t><rPh sb='0' eb='1'><t>yi</t></rPh><phoneticPr fontId='0'/>",
    "<t>丙</t>": "<r/><rPh sb='0' eb='1'><t>bing</t></rPh>",
    "<si><t>丁</t></si>": "<si/>",
}
"""Strings of which a reader may miss one, or count its reading."""


def oddly(xml: bytes) -> bytes:
    for plain, odd in ODD.items():
        xml = replacing(plain, odd)(xml)
    return xml


def test_strings_of_runs_and_readings_shift_no_index_in_a_copy(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", lambda _, sheet: sheet.write_row("A1", "甲乙丙丁戊"))
    rework(source, {"xl/sharedStrings.xml": oddly})
    target, _ = put(source, {"F1": None}, ["A1", "E1"], ["E1"])
    sheet = read_book(target).snapshot.sheet("表")
    assert [sheet.at(1, column).value for column in range(1, 6)] == ["甲一", "乙", None, None, "戊"]
    assert [find_cell(target, f"{letter}1").findtext("{*}v") for letter in "ABCDE"] == list("01234")
    assert compressed(target)["xl/sharedStrings.xml"] == compressed(source)["xl/sharedStrings.xml"]
