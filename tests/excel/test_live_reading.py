"""Reading the open workbook: what calls give becomes what the file reader would have read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.desks import WPS, sit_down
from tests.support.office import SOFFICE, needs_office
from tests.support.open_book import open_book
from tests.support.spreadsheet_xml import write_xml
from xlperf.cells import Area, Cell, CellError, CellRef, Sheet, Snapshot
from xlperf.errors import UnreadableError
from xlperf.ooxml.book import read_book
from xlperf.ooxml.xml_spreadsheet import Paint, read_looks

LACKS = pytest.mark.parametrize("lacks", [(), WPS], ids=["excel", "lacking"])
ROOT = Path(__file__).parents[2] / "examples"
NAMES = "urn:schemas-microsoft-com:office:spreadsheet"


def both(folder: Path, fill: Callable[[Worksheet], object], lacks: tuple[str, ...] = ()) -> tuple[Snapshot, Snapshot]:
    """A workbook as the open one and as a file."""
    book = Workbook()
    fill(book.active)
    book.save(folder / "表.xlsx")
    live = sit_down(folder / "表.xlsx", folder, lacks=lacks).desk.open().ground.snapshot()
    return live, read_book(folder / "表.xlsx").snapshot


def put(**cells: object) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for address, value in cells.items():
            value, _, code = value if isinstance(value, tuple) else (value, None, None)
            sheet[address] = value
            if code:
                sheet[address].number_format = code

    return fill


KINDS = {
    "texts": put(A1="项目", B2="  两端有空格 ", C3="两行\n文字", D4="#REF"),
    "numbers": put(A1=1, A2=0.1, A3=-0.0, A4=1e20, A5=123456789012345, A6=0.30000000000000004),
    "logical values": put(A1=True, B1=False),
    "numbers in their formats": put(
        A1=(0.9699, None, "0.00%"), A2=(12345.678, None, "#,##0.00"), A3=(5, None, '0"次"'), A4=(0.5, None, "0%")
    ),
    "money": put(A1=(123456.789012, None, '"¥"#,##0.00'), A2=(1.23456789, None, "#,##0.00")),
    "dates": put(A1=(datetime(2021, 3, 4), None, "yyyy/m/d"), A2=(datetime(2021, 12, 31, 12), None, 'yyyy"年"m"月"')),
    "blanks that show as percentages": put(A1="执行率", A2=(None, None, "0.00%"), B2=(None, None, "0%")),
    "a single cell": put(A1="只有一格"),
    "far from the corner": put(K30="远处", M40=3),
    "a text like a formula": put(A1="合计", A2="'=A1"),
}


@LACKS
@pytest.mark.parametrize("fill", KINDS.values(), ids=KINDS.keys())
def test_it_is_read_like_the_file(tmp_path: Path, fill: Callable[[Worksheet], None], lacks: tuple[str, ...]) -> None:
    live, file = both(tmp_path, fill, lacks)
    assert live.sheets == file.sheets


@LACKS
def test_days_that_count_from_1904(tmp_path: Path, lacks: tuple[str, ...]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        put(A1=(datetime(2021, 3, 4), None, "yyyy/m/d"))(sheet)

    live, file = both(tmp_path, fill, lacks)
    assert live.sheets[0].cells[1, 1].text == "2021/3/4"
    assert live.sheets == file.sheets


def opened(folder: Path, change: Callable[[Worksheet], object], lacks: tuple[str, ...] = ()) -> Sheet:
    """The first sheet of a workbook, changed once it is open."""
    book = Workbook()
    book.active["A1"] = 1
    book.save(folder / "表.xlsx")
    sitting = sit_down(folder / "表.xlsx", folder, lacks=lacks)
    change(sitting.open.sheets[0].sheet)
    sitting.open.sheets[0].results.update({(1, 2): "#DIV/0!", (1, 3): 2.5, (1, 4): "", (1, 5): "#SPILL!"})
    return sitting.desk.open().ground.snapshot().sheets[0]


@LACKS
def test_formulas_with_what_they_give(tmp_path: Path, lacks: tuple[str, ...]) -> None:
    sheet = opened(tmp_path, put(B1="=A1/0", C1="=A1*2.5", D1='=""', E1="=F1#"), lacks)
    assert sheet.cells[1, 2] == Cell(CellRef("Sheet", 1, 2), CellError("#DIV/0!"), "#DIV/0!", "A1/0")
    assert sheet.cells[1, 3] == Cell(CellRef("Sheet", 1, 3), Decimal("2.5"), "2.5", "A1*2.5")
    assert sheet.cells[1, 4] == Cell(CellRef("Sheet", 1, 4), "", "", '""')
    assert (sheet.cells[1, 5].value, type(sheet.cells[1, 5].value)) == ("#SPILL!", CellError)


@LACKS
def test_hidden_sheets_are_read_as_such(tmp_path: Path, lacks: tuple[str, ...]) -> None:
    def fill(sheet: Worksheet) -> None:
        for state in ("hidden", "veryHidden"):
            sheet.parent.create_sheet(state).sheet_state = state

    live, file = both(tmp_path, fill, lacks)
    assert [(sheet.name, sheet.state) for sheet in live.sheets] == [(sheet.name, sheet.state) for sheet in file.sheets]


@LACKS
def test_merges_beside_each_other(tmp_path: Path, lacks: tuple[str, ...]) -> None:
    def fill(sheet: Worksheet) -> None:
        for merge in ("A1:B1", "C1:D1", "A2:A5", "B2:D5", "B6:C6"):
            sheet.merge_cells(merge)
        put(A1="一", C1="二", A2="三", F9=1)(sheet)

    live, _ = both(tmp_path, fill, lacks)
    expected = {Area(1, 1, 1, 2), Area(1, 3, 1, 4), Area(2, 1, 5, 1), Area(2, 2, 5, 4), Area(6, 2, 6, 3)}
    assert set(live.sheets[0].merges) == expected


def test_a_million_formatted_rows_are_not_read(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        put(A1="项目", C7=3)(sheet)
        sheet["Z1048576"].fill = PatternFill("solid", fgColor="FFFFFFFF")

    live, _ = both(tmp_path, fill)
    assert {cell.ref.address: cell.text for cell in live.sheets[0].cells.values()} == {"A1": "项目", "C7": "3"}


def xml(table: str, styles: str = "") -> bytes:
    return (
        f'<Workbook xmlns="{NAMES}" xmlns:ss="{NAMES}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="表"><Table>{table}</Table></Worksheet></Workbook>'
    ).encode()


def test_looks_that_rows_and_columns_hand_down() -> None:
    styles = (
        '<Style ss:ID="Default"><NumberFormat/></Style>'
        '<Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>'
        '<Style ss:ID="s2" ss:Parent="s1"><Interior ss:Color="#FFC7CE" ss:Pattern="Solid"/></Style>'
        '<Style ss:ID="s3"><NumberFormat ss:Format="0.0_ "/></Style>'
    )
    table = (
        '<Column ss:Index="3" ss:StyleID="s3" ss:Span="1"/>'
        '<Row ss:Index="2" ss:StyleID="s1"><Cell/><Cell ss:Index="4" ss:StyleID="s2"/></Row>'
        '<Row><Cell/><Cell ss:Index="3"/><Cell/><Cell/></Row>'
    )
    looks = read_looks(xml(table, styles))
    assert looks.formats == {(2, 1): "0.00%", (2, 4): "0.00%", (3, 3): "0.0_ ", (3, 4): "0.0_ "}
    assert looks.paints == {(2, 4): Paint("Solid", "FFC7CE")}


def test_cells_behind_merged_ones() -> None:
    """A cell without an index stands behind the last one with all that it is merged over."""
    table = (
        '<Row><Cell ss:MergeAcross="2" ss:MergeDown="1"/><Cell><Comment ss:Author="a"><ss:Data><B>张：</B>好'
        '</ss:Data></Comment></Cell></Row><Row><Cell ss:Index="4"/></Row>'
    )
    looks = read_looks(xml(table))
    assert looks.merges == (Area(1, 1, 2, 3),)
    assert looks.notes == {(1, 4): "张：好"}


@pytest.mark.parametrize("text", [b"<a/>", b"<Workbook>", b'<!DOCTYPE x [<!ENTITY a "b">]><Workbook/>', b""])
def test_what_is_no_such_xml_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_looks(text)


@needs_office
@pytest.mark.parametrize("name", ["深圳/08-科技创新与交流.xlsx", "襄阳/01-襄阳市科学技术协会.xlsx"])
def test_another_program_reads_the_same_looks(name: str, tmp_path: Path) -> None:
    """The XML of these tests is what LibreOffice, too, takes for XML Spreadsheet: merges and formats come through."""
    source = ROOT / "inbox" / name
    sheet = open_book(source).sheets[0]
    (tmp_path / "表.xml").write_text(write_xml(sheet, (1, 1, *sheet.used[2:])), "utf-8")
    profile = tmp_path / "profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--infilter=MS Excel 2003 XML", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "表.xml")], check=True, capture_output=True, timeout=300)
    other, ours = load_workbook(tmp_path / "表.xlsx").active, read_looks((tmp_path / "表.xml").read_bytes())
    merges = {Area(m.min_row, m.min_col, m.max_row, m.max_col) for m in other.merged_cells.ranges}
    assert merges == set(ours.merges)
    percent = {(c.row, c.column) for row in other.iter_rows() for c in row if "%" in c.number_format}
    assert percent
    assert percent == {at for at, code in ours.formats.items() if "%" in code}
