"""Figures and fills in cells: what one cell gets, and that nothing beside it changes."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill

from tests.support.packages import differences, make_workbook, part_text, replacing, rework
from xlperf.cells import CellRef, Value, parse_address
from xlperf.edits import Edit, Highlight, Mark, Plan, Receipt
from xlperf.ooxml.book import read_book
from xlperf.targets.file import apply_plan

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
RATE = Decimal("0.9699")


def ref(address: str) -> CellRef:
    return CellRef("表", *parse_address(address))


def put(source: Path, *edits: tuple[str, Value, Decimal], marks: tuple[str, ...] = ()) -> tuple[Path, Receipt]:
    """A copy with figures (address, what stands there, figure) in the rate format, and error marks."""
    target = source.with_name("out.xlsx")
    plan = Plan(
        tuple(Edit(ref(address), before, after, "0.00%") for address, before, after in edits),
        tuple(Highlight(ref(address), Mark.ERROR) for address in marks),
    )
    return target, apply_plan(read_book(source), plan, None, target, force=True)


@pytest.mark.parametrize("address", ["B1", "A2", "C2", "D2", "A5", "Z99"])
def test_a_figure_comes_into_a_cell_that_was_not_there(tmp_path: Path, address: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": "甲", "C1": 1, "B2": "乙", "B4": 2})
    target, receipt = put(source, (address, None, RATE))
    sheet = load_workbook(target)["表"]
    assert receipt.edited == (ref(address),)
    assert (sheet[address].value, sheet[address].number_format) == (0.9699, "0.00%")
    assert [sheet[other].value for other in ("A1", "C1", "B2", "B4")] == ["甲", 1, "乙", 2]
    rows = [(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert rows == sorted(rows)


def test_cells_and_rows_come_in_in_order(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"B2": 1, "D2": 2, "B5": 3})
    places = ("A2", "C2", "E2", "A3", "B3", "A9")
    target, _ = put(source, *((place, None, RATE) for place in places))
    text = part_text(target, SHEET)
    order = [text.index(f'r="{place}"') for place in ("A2", "B2", "C2", "D2", "E2", "A3", "B3", "B5", "A9")]
    assert order == sorted(order)
    assert '<dimension ref="A2:E9"' in text


def test_an_empty_row_element_is_opened(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1, "A3": 3})
    rework(source, {SHEET: replacing('<row r="3">', '<row r="2" ht="30" customHeight="1"/><row r="3">')})
    target, _ = put(source, ("B2", None, RATE))
    sheet = load_workbook(target)["表"]
    assert (sheet["B2"].value, sheet.row_dimensions[2].height) == (0.9699, 30)


def test_an_empty_sheet_takes_a_figure(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {})
    target, _ = put(source, ("C3", None, RATE))
    assert load_workbook(target)["表"]["C3"].value == 0.9699


def test_a_number_sheds_the_type_and_metadata_of_what_it_replaces(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": "97%", "B1": "乙"})
    cell = '<c r="A1" s="0" t="inlineStr" cm="1" vm="2" ph="1"><is><t>97%</t></is></c>'
    rework(source, {SHEET: lambda xml: re.sub(rb'<c r="A1".*?</c>', cell.encode(), xml)})
    target, _ = put(source, ("A1", "97%", RATE))
    written = part_text(target, SHEET).partition('<c r="A1"')[2].partition("</c>")[0]
    assert written.endswith("><v>0.9699</v>")
    assert 'ph="1"' in written
    assert not {"t=", "cm=", "vm=", "<is>"} & set(written.replace(">", " ").split())


def test_prefixed_elements_stay_prefixed(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": "甲", "B2": 2})
    rework(source, {SHEET: _prefixed, STYLES: _prefixed})
    target, _ = put(source, ("B2", Decimal(2), RATE), ("C2", None, RATE), ("A9", None, RATE), marks=("A1",))
    sheet = load_workbook(target)["表"]
    assert [sheet[place].value for place in ("B2", "C2", "A9")] == [0.9699] * 3
    assert sheet["A1"].fill.fgColor.rgb == "FFFFC7CE"
    assert "<c " not in part_text(target, SHEET)
    assert "<xf " not in part_text(target, STYLES)


def _prefixed(xml: bytes) -> bytes:
    xml = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml)
    return xml.replace(b"xmlns=", b"xmlns:x=")


def test_cells_without_references_count_their_place(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1, "B1": 2, "A2": 3})
    rework(source, {SHEET: lambda xml: re.sub(rb'(<(?:c|row)) r="\w+"', rb"\1", xml)})
    target, _ = put(source, ("B1", Decimal(2), RATE), ("D2", None, RATE))
    sheet = load_workbook(target)["表"]
    assert [sheet[place].value for place in ("A1", "B1", "A2", "D2")] == [1, 0.9699, 3, 0.9699]


def test_a_figure_goes_to_the_anchor_and_the_fill_to_the_whole_merge(tmp_path: Path) -> None:
    def merge(workbook: Workbook) -> None:
        workbook["表"].merge_cells("B2:C3")

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, merge)
    target, receipt = put(source, ("C3", None, RATE), marks=("B2",))
    text = part_text(target, SHEET)
    sheet = load_workbook(target)["表"]
    assert receipt.edited == (ref("B2"),)
    assert sheet["B2"].value == 0.9699
    assert all(f'<c r="{place}" s="' in text for place in ("B2", "C2", "B3", "C3"))


def test_only_fill_and_format_of_the_look_change(tmp_path: Path) -> None:
    def dress(workbook: Workbook) -> None:
        cell = workbook["表"]["A1"]
        cell.font, cell.alignment = Font(name="宋体", size=14, bold=True), Alignment(wrap_text=True, vertical="top")
        cell.fill = PatternFill("solid", fgColor="00FF00")

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 5, "B1": 6}, dress)
    target, _ = put(source, marks=("A1",))
    old, new = (load_workbook(path)["表"]["A1"] for path in (source, target))
    looks = [(repr(c.font), repr(c.alignment), repr(c.border), c.number_format) for c in (old, new)]
    assert looks[0] == looks[1]
    assert new.fill.fgColor.rgb == "FFFFC7CE"
    allowed = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels", STYLES)
    assert differences(source, target, [f"{SHEET}!A1"], allowed) == []


def test_an_absent_cell_keeps_the_look_of_its_row_or_column(tmp_path: Path) -> None:
    def dress(workbook: Workbook) -> None:
        workbook["表"].column_dimensions["C"].font = Font(bold=True)
        workbook["表"].row_dimensions[2].font = Font(italic=True)

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, dress)
    target, _ = put(source, ("C1", None, RATE), ("B2", None, RATE))
    sheet = load_workbook(target)["表"]
    assert sheet["C1"].font.bold
    assert sheet["B2"].font.italic


def test_a_number_format_of_the_cell_stays(tmp_path: Path) -> None:
    def dress(workbook: Workbook) -> None:
        workbook["表"]["A1"].number_format = "0.0%"

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 0.5}, dress)
    target, _ = put(source, ("A1", Decimal("0.5"), RATE))
    assert load_workbook(target)["表"]["A1"].number_format == "0.0%"


def test_a_formula_and_a_cell_that_has_changed_are_refused(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": "=B1*2", "B1": 4})
    target, receipt = put(source, ("A1", None, RATE), ("B1", Decimal(3), RATE))
    assert receipt.edited == ()
    assert [str(text).partition("：")[0] for text in receipt.unmet] == ["表!A1", "表!B1"]
    assert "公式" in str(receipt.unmet[0])
    assert source.read_bytes() != b""
    assert load_workbook(target)["表"]["A1"].value == "=B1*2"


@pytest.mark.parametrize(("formula", "stale"), [("=SUM(B1:B3)", True), ("=SUM(C1:C3)", False), ("=SUM(B:B)", True)])
def test_recalculation_is_asked_for_where_a_formula_may_be_stale(tmp_path: Path, formula: str, stale: bool) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": formula, "C1": 4})
    rework(source, {"xl/workbook.xml": replacing('fullCalcOnLoad="1"', "")})
    target, _ = put(source, ("B2", None, RATE))
    assert ('fullCalcOnLoad="1"' in part_text(target, "xl/workbook.xml")) is stale


def test_looks_within_alternate_content_are_cloned_whole(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 5})
    look = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:AlternateContent {mc}><mc:Choice Requires="x">{look}</mc:Choice><mc:Fallback>{look}</mc:Fallback>'
    cell_xfs = f'<cellXfs count="1">{choice}</mc:AlternateContent></cellXfs>'
    rework(source, {STYLES: lambda xml: re.sub(rb"<cellXfs.*</cellXfs>", cell_xfs.encode(), xml, flags=re.S)})
    target, _ = put(source, marks=("A1",))
    text = part_text(target, STYLES).partition("<cellXfs")[2].partition("</cellXfs>")[0]
    assert text.startswith(' count="2"')
    assert text.count("<mc:Fallback>") == 2
    assert text.count('applyFill="1"') == 2


def test_a_workbook_without_styles_gets_them(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 5})
    rework(
        source,
        {
            "[Content_Types].xml": lambda xml: re.sub(rb"<Override[^>]*styles[^>]*/>", b"", xml),
            "xl/_rels/workbook.xml.rels": lambda xml: re.sub(rb"<Relationship [^>]*/styles\"[^>]*/>", b"", xml),
        },
        dropped=[STYLES],
    )
    target, _ = put(source, marks=("A1",))
    assert load_workbook(target)["表"]["A1"].fill.fgColor.rgb == "FFFFC7CE"


def test_the_first_two_fills_stay_what_excel_takes_them_for(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 5})
    one = b'<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    rework(source, {STYLES: lambda xml: re.sub(rb"<fills.*</fills>", one, xml, flags=re.S)})
    target, _ = put(source, marks=("A1",))
    text = part_text(target, STYLES)
    assert '<fills count="3">' in text
    assert text.index("gray125") < text.index("FFC7CE")
