"""Traps of looks: a clone that differs by its fill only, one look per old look and fill, lists that stay, the limit.

Fonts and alignment that stay, styles that are missing, the first two fills and alternate content that is itself cloned
are in test_write_cells.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from tests.support.packages import differences, make_workbook, part_text, read_parts, replacing, rework
from tests.support.writing import COMMON, SHEET, STYLES, find_cell, left_out, put, ref, tree, unmet, write_copy
from xlperf.edits import Highlight, Mark, Plan
from xlperf.ooxml.book import read_book

RED = PatternFill("solid", bgColor="FF0000")


def dress(workbook: Workbook) -> None:
    """A named style, a look with all parts, a number format, differential styles."""
    sheet = workbook["表"]
    workbook.add_named_style(NamedStyle("金额", font=Font(name="宋体"), number_format="#,##0.00"))
    for address in ("A1", "A2", "A3"):
        sheet[address].style = "金额"
        sheet[address].alignment = Alignment(wrap_text=True, vertical="top")
        sheet[address].protection = Protection(locked=False, hidden=True)
        sheet[address].border = Border(left=Side("thin"))
    sheet["B1"].number_format = '0"次"'
    sheet["C1"].fill = PatternFill("solid", fgColor="FFC7CE")
    rule = CellIsRule("greaterThan", ["4"], fill=RED, stopIfTrue=True)
    sheet.conditional_formatting.add("A1:B3", rule)
    workbook._differential_styles.append(DifferentialStyle(font=Font(bold=True)))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "in.xlsx", {"A1": 5, "A2": 6, "A3": 7, "B1": 8, "B2": 9, "C1": 1}, dress)


def look(path: Path, address: str) -> etree._Element:
    """The xf of a cell."""
    return tree(path, STYLES).find("{*}cellXfs")[int(find_cell(path, address).get("s", "0"))]


def described(xf: etree._Element) -> tuple[dict[str, str], list[bytes]]:
    """All of a look but its fill."""
    kept = {name: value for name, value in xf.attrib.items() if name not in ("fillId", "applyFill")}
    return kept, [etree.tostring(child, with_tail=False) for child in xf]


def test_a_marked_cell_keeps_all_of_its_look_but_the_fill(source: Path) -> None:
    target, _ = put(source, marks=["A1", "B1"], page=None)
    for address in ("A1", "B1"):
        old, new = look(source, address), look(target, address)
        assert described(new) == described(old)
        fill = tree(target, STYLES).find("{*}fills")[int(new.get("fillId"))]
        assert new.get("applyFill") == "1"
        assert fill.find(".//{*}fgColor").get("rgb") == "FFFFC7CE"
    assert look(target, "A1").get("xfId") != "0"
    assert [etree.QName(child).localname for child in look(target, "A1")] == ["alignment", "protection"]


def test_one_look_is_added_for_each_old_look_and_fill(source: Path) -> None:
    target = source.with_name("out.xlsx")
    marks = {
        "A1": Mark.ERROR,
        "A2": Mark.ERROR,
        "A3": Mark.WARNING,
        "B1": Mark.ERROR,
        "B2": Mark.ERROR,
        "D9": Mark.ERROR,
    }
    write_copy(source, target, Plan(highlights=tuple(Highlight(ref(a), m) for a, m in marks.items())), None)
    before, after = (tree(path, STYLES) for path in (source, target))
    added = {name: len(after.find(f"{{*}}{name}")) - len(before.find(f"{{*}}{name}")) for name in ("cellXfs", "fills")}
    assert added == {"cellXfs": 4, "fills": 2}
    styles = {address: find_cell(target, address).get("s") for address in marks}
    assert styles["A1"] == styles["A2"] != styles["A3"]
    assert styles["B2"] == styles["D9"] != styles["B1"]


def test_all_that_a_styles_part_had_stays_in_its_place(source: Path) -> None:
    target, _ = put(source, {"E5": None}, ["A1", "B1", "C1"])
    before, after = tree(source, STYLES), tree(target, STYLES)
    assert [child.tag for child in after] == [child.tag for child in before]
    for old, new in zip(before, after, strict=True):
        kept = [etree.tostring(item, with_tail=False) for item in old]
        assert [etree.tostring(item, with_tail=False) for item in new][: len(kept)] == kept
        assert new.get("count") in (None, str(len(new)))
    for name in ("cellStyleXfs", "cellStyles", "dxfs", "tableStyles", "colors"):
        assert part_of(target, name) == part_of(source, name) != ""


def part_of(path: Path, name: str) -> str:
    """A list of the styles part as text."""
    found = re.search(rf"<{name}\b.*?</{name}>|<{name}\b[^>]*/>", part_text(path, STYLES), re.S)
    return found[0] if found else ""


XF = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
ALTERNATE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="x14">{XF.format(9)}</mc:Choice><mc:Fallback>{XF.format(10)}</mc:Fallback>'
    "</mc:AlternateContent>"
)


def test_looks_behind_alternate_content_keep_their_numbers(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 5, "B1": 6})
    looks = f'<cellXfs count="3">{XF.format(0)}{ALTERNATE}{XF.format(4)}</cellXfs>'.encode()
    pattern = re.compile(rb"<cellXfs.*</cellXfs>", re.S)
    rework(source, {STYLES: lambda xml: pattern.sub(looks, xml), SHEET: replacing('<c r="B1"', '<c r="B1" s="2"')})
    target, _ = put(source, marks=["B1"], page=None)
    assert read_book(source).snapshot.sheet("表").at(1, 2).number_format == "#,##0.00"
    assert find_cell(target, "B1").get("s") == "3"
    assert look(target, "B1").get("numFmtId") == "4"
    assert read_book(target).snapshot.sheet("表").at(1, 2).number_format == "#,##0.00"


def test_conditional_formats_stay_and_the_words_are_in_a_note(source: Path) -> None:
    target, receipt = put(source, marks=["A1"], notes=["A1"])
    rules = [
        [etree.tostring(r) for r in tree(path, SHEET).iter("{*}conditionalFormatting")] for path in (source, target)
    ]
    assert rules[0] == rules[1] != []
    assert receipt.noted == receipt.marked == (ref("A1"),)
    assert set(differences(source, target, [f"{SHEET}!A1"], COMMON)) <= {"changed xl/worksheets/_rels/sheet1.xml.rels"}


def test_a_fill_that_a_conditional_format_may_hide_is_named(source: Path) -> None:
    _, receipt = put(source, marks=["A1", "C1"])
    assert [text for text in unmet(receipt) if "条件格式" in text and "表!A1" in text] != []
    assert not any("表!C1" in text for text in unmet(receipt))


def crowd(path: Path, count: int) -> Path:
    """The workbook with so many cell formats."""
    xf = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'

    def fill(xml: bytes) -> bytes:
        missing = count - len(etree.fromstring(xml).find("{*}cellXfs"))
        return xml.replace(b"</cellXfs>", xf * missing + b"</cellXfs>")

    return rework(path, {STYLES: fill})


def number_of_looks(path: Path) -> int:
    return len(tree(path, STYLES).find("{*}cellXfs"))


def test_a_workbook_full_of_looks_gets_none_and_says_so(source: Path) -> None:
    crowd(source, 64_000)
    target, receipt = put(source, marks=["A1", "B1"], notes=["A1"], page=None)
    assert (receipt.marked, receipt.noted) == ((), (ref("A1"),))
    assert left_out(receipt) == ["表!A1", "表!B1"]
    assert read_parts(target)[STYLES] == read_parts(source)[STYLES]


def test_the_last_free_look_is_given_once(source: Path) -> None:
    crowd(source, 63_999)
    target, receipt = put(source, marks=["A1", "B1", "B2"], page=None)
    assert number_of_looks(target) == 64_000
    assert receipt.marked == (ref("A1"),)
    assert [text for text in unmet(receipt) if "条件格式" not in text] == [
        f"表!{address}：工作簿的单元格格式已满，没有着色" for address in ("B1", "B2")
    ]


def test_room_that_a_mark_needs_is_not_given_to_a_number_format(source: Path) -> None:
    crowd(source, 63_999)
    target, receipt = put(source, {"E5": None, "E6": None}, marks=["E6"], page=None)
    assert number_of_looks(target) == 64_000
    assert (receipt.edited, receipt.marked) == ((ref("E5"), ref("E6")), (ref("E6"),))
    assert look(target, "E6").get("applyFill") == "1"
    assert find_cell(target, "E5").get("s", "0") == "0"


def test_figures_and_the_result_sheet_stay_below_the_limit_too(source: Path) -> None:
    crowd(source, 64_000)
    target, receipt = put(source, {"E5": None})
    assert number_of_looks(target) == 64_000
    assert receipt.edited == (ref("E5"),)
