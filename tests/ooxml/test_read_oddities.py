"""What producers do to a workbook, one small package each, and what the reader makes of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.small_packages import DOCUMENT, MAIN, parts_of, relations_xml, sheet_xml, write_parts
from xlperf.cells import CellError, Sheet
from xlperf.ooxml.package import open_package
from xlperf.ooxml.scanning import scan_sheet
from xlperf.ooxml.workbook_read import make_sheet, read_sheets

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def read(path: Path, sheet: str, extra: dict[str, str | bytes] | None = None) -> Sheet:
    package = open_package(write_parts(path / "a.xlsx", parts_of(sheet, extra)))
    (part,) = read_sheets(package)
    return make_sheet(part)


def values(sheet: Sheet) -> dict[str, object]:
    return {cell.ref.address: cell.value for cell in sheet.cells.values()}


def test_types_of_cells(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1.50</v></c><c r="B1" t="str"><v>甲</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="e"><v>#DIV/0!</v></c><c r="E1" t="inlineStr"><is><t>乙</t></is></c><c r="F1"/>'
        '<c r="G1"><f>A1*2</f></c><c r="H1"><v></v></c><c r="I1" t="d"><v>2021-03-01</v></c></row>'
    )
    sheet = read(tmp_path, sheet_xml(rows))
    assert values(sheet) == {
        "A1": Decimal("1.5"), "B1": "甲", "C1": True, "D1": CellError("#DIV/0!"), "E1": "乙", "G1": None,
        "I1": "2021-03-01",
    }  # fmt: skip
    assert sheet.cells[1, 7].formula == "A1*2"
    assert isinstance(sheet.cells[1, 4].value, CellError)


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0.96990000000000001", "0.9699"),
        ("10645707.4", "10645707.4"),
        ("1E-3", "0.001"),
        ("123456789012345678", "123456789012346000"),
        ("-0", "0"),
    ],
)
def test_numbers_at_fifteen_significant_digits(tmp_path: Path, stored: str, number: str) -> None:
    assert read(tmp_path, sheet_xml(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>')).cells[1, 1].value == Decimal(
        number
    )


@pytest.mark.parametrize("stored", ["1E308", "-1E308", "1E-308"])
def test_numbers_as_large_as_excel_has_them(tmp_path: Path, stored: str) -> None:
    assert values(read(tmp_path, sheet_xml(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>'))) == {
        "A1": Decimal(stored)
    }


@pytest.mark.parametrize("stored", ["1E400", "1E-400", f"1E{'9' * 20}", "9" * 400, "NaN", "sNaN", "INF", "1_0"])
def test_numbers_that_excel_has_not_are_texts(tmp_path: Path, stored: str) -> None:
    assert values(read(tmp_path, sheet_xml(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>'))) == {"A1": stored}


@pytest.mark.parametrize("index", ["²", "٣٣٣٣٣٣٣٣٣٣٣", "9" * 5000, "-1", "x"])
def test_indexes_that_are_none(tmp_path: Path, index: str) -> None:
    rows = f'<row r="{index}"><c r="A1" s="{index}"><v>1</v></c><c r="B1" t="s"><v>{index}</v></c></row>'
    assert values(read(tmp_path, sheet_xml(rows))) == {"A1": 1}


def test_the_empty_text_of_a_formula_is_a_value(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>IF(B1="","",1)</f><v></v></c><c r="B1"><f>C1</f><v/></c>'
        '<c r="C1" t="str"><f>D1</f></c><c r="D1" t="str"><v></v></c></row>'
    )
    assert values(read(tmp_path, sheet_xml(rows))) == {"A1": "", "B1": None, "C1": None}


def test_half_a_surrogate_pair_can_be_written_again(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>a_xD800_b</v></c><c r="B1" t="str"><v>_xD83D__xDE00_</v></c></row>'
    assert values(read(tmp_path, sheet_xml(rows))) == {"A1": "a\ufffdb", "B1": "\U0001f600"}


def test_cells_and_rows_without_references_count_positions(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        "<row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )
    assert list(values(read(tmp_path, sheet_xml(rows)))) == ["A1", "B1", "C4", "D4", "A5"]


def test_a_prefix_before_every_element(tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    sheet = read(tmp_path, xml)
    assert values(sheet) == {"A1": 7}
    assert str(sheet.merges[0]) == "A1:B2"
    assert sheet.at(2, 2).value == 7


def test_a_byte_order_mark_and_another_encoding(tmp_path: Path) -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="str"><v>执行率</v></c></row>')
    assert values(read(tmp_path, "\ufeff" + xml)) == {"A1": "执行率"}
    declared = '<?xml version="1.0" encoding="UTF-16"?>' + xml
    assert values(read(tmp_path, declared.encode("utf-16"))) == {"A1": "执行率"}  # type: ignore[arg-type]


def test_strict_namespaces_and_relationship_types(tmp_path: Path) -> None:
    parts = parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    strict = {name: str(xml).replace(MAIN, STRICT).replace(DOCUMENT, STRICT_DOCUMENT) for name, xml in parts.items()}
    package = open_package(write_parts(tmp_path / "s.xlsx", strict))
    assert [part.name for part in read_sheets(package)] == ["Sheet1"]


def test_absolute_targets_backslashes_and_other_case(tmp_path: Path) -> None:
    parts = parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts["_rels/.rels"] = relations_xml(("rId1", "officeDocument", "/xl/workbook.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relations_xml(("rId1", "worksheet", "/xl/Worksheets/SHEET1.xml"))
    odd = {name.replace("/", "\\") if "workbook" in name else name: xml for name, xml in parts.items()}
    package = open_package(write_parts(tmp_path / "o.xlsx", odd))
    assert [part.name for part in read_sheets(package)] == ["Sheet1"]


def test_a_wrong_dimension_is_ignored(tmp_path: Path) -> None:
    sheet = read(tmp_path, sheet_xml('<row r="9"><c r="I9"><v>1</v></c></row>', before='<dimension ref="A1"/>'))
    assert list(values(sheet)) == ["I9"]


def test_shared_strings_rich_text_without_phonetic_runs(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> 甲 </t></si><si><r><t>执行</t></r>'
        "<r><rPr><b/></rPr><t>率</t></r><rPh sb='0' eb='1'><t>zhixing</t></rPh></si>"
        "<si/><si><t>a_x000A_b</t></si></sst>"
    )
    rows = "".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABCDE"))
    relations = relations_xml(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
    )
    extra = {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}
    sheet = read(tmp_path, sheet_xml(f'<row r="1">{rows}</row>'), extra)
    assert values(sheet) == {"A1": " 甲 ", "B1": "执行率", "D1": "a\nb"}


def test_number_formats_show_what_the_clerk_sees(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="0&quot;次&quot;"/></numFmts>'
        '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="43"/>'
        '<xf numFmtId="14"/>'
        "</cellXfs></styleSheet>"
    )
    relations = relations_xml(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"))
    stored = {"A1": (1, "0.97"), "B1": (2, "5"), "C1": (3, "0"), "D1": (4, "44256"), "E1": (99, "3")}
    cells = "".join(f'<c r="{at}" s="{style}"><v>{value}</v></c>' for at, (style, value) in stored.items())
    extra = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations}
    sheet = read(tmp_path, sheet_xml(f'<row r="1">{cells}</row>'), extra)
    assert [cell.text for cell in sheet.cells.values()] == ["97.00%", "5次", "-", "2021/3/1", "3"]


def test_shared_formulas_are_written_out_for_each_cell(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1/$B$1</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="9"/></c></row>'
    )
    sheet = read(tmp_path, sheet_xml(rows))
    assert [cell.formula for cell in sheet.cells.values()] == ["A1/$B$1", "A2/$B$1", ""]


def test_an_index_of_shared_formulas_may_be_used_again(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f t="shared" ref="A{row}:A{row + 1}" si="0">{source}{row}</f></c></row>'
        f'<row r="{row + 1}"><c r="A{row + 1}"><f t="shared" si="0"/></c></row>'
        for row, source in ((1, "B"), (3, "C"))
    )
    assert [cell.formula for cell in read(tmp_path, sheet_xml(rows)).cells.values()] == ["B1", "B2", "C3", "C4"]


def test_hidden_sheets_keep_their_state_and_chart_sheets_are_none(tmp_path: Path) -> None:
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets><sheet name="图" sheetId="3" r:id="rId9"/>'
        '<sheet name="表" sheetId="1" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    )
    relations = relations_xml(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "chartsheet", "chartsheets/sheet1.xml")
    )
    sheet = read(tmp_path, sheet_xml(""), {"xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": relations})
    assert (sheet.name, sheet.state) == ("表", "veryHidden")


def test_spans_are_the_bytes_of_the_elements() -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1" s="3"><v>1</v></c><c r="B1"/></row><row r="2"/>',
        after="<mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
    )
    scan = scan_sheet(xml.encode())
    spans = {position: scan.places.cell(position) for position in scan.styles}
    cut = {position: scan.xml[span.start : span.end] for position, span in spans.items() if span}
    assert cut == {(1, 1): b'<c r="A1" s="3"><v>1</v></c>', (1, 2): b'<c r="B1"/>'}
    assert scan.styles[1, 1] == 3
    rows = [scan.xml[span.start : span.end] for number in scan.rows if (span := scan.places.row(number))]
    assert rows[1] == b'<row r="2"/>'
    assert [child.name for child in scan.places.children] == ["sheetData", "mergeCells"]
    assert scan.xml[scan.places.root_close :] == b"</worksheet>"


def test_many_formatted_empty_rows(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"/>' for r in range(1, 200_001))
    assert values(read(tmp_path, sheet_xml(rows))) == {}


def test_many_comments_before_the_root_are_read_once(tmp_path: Path) -> None:
    # A search that could read them in more than one way would not come to an end.
    xml = sheet_xml('<row r="1"><c r="A1"><v>7</v></c></row>')
    head, _, rest = xml.partition("<worksheet")
    sheet = read(tmp_path, f"{head}{'<!--a-->' * 2000}<?pi?>\n<worksheet{rest}")
    assert values(sheet) == {"A1": Decimal(7)}
