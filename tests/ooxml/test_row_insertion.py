"""Rows that come into a worksheet: shared formulas, the order of calculation, breaks, merged cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.pagebreak import Break

from tests.support.office import needs_office, recalculate
from tests.support.packages import make_workbook, rework
from xlperf.cells import Value
from xlperf.errors import UnwritableError
from xlperf.ooxml.draft import RELATIONS
from xlperf.ooxml.ground import read_ground
from xlperf.ooxml.style_write import MAIN
from xlperf.targets import table
from xlperf.targets.table import fill_table

CELLS = {"A1": "名称", "B1": "数", "C1": "数", "A4": "合计", "B4": "=SUM(B2:B3)", "C4": "=SUM(C2:C3)", "A6": "完"}
SHEET = "xl/worksheets/sheet1.xml"


def fill(path: Path, count: int = 4) -> Any:
    """The workbook with rows 1, 2, … in column B, where two wait; as openpyxl reads it."""
    ground = read_ground(path)
    rows: list[dict[int, tuple[Value, str | None]]] = [{2: (Decimal(at), None)} for at in range(1, count + 1)]
    path.with_name("filled.xlsx").write_bytes(fill_table(ground, "表", (2, 3), rows, is_open=False).content)
    return openpyxl.load_workbook(path.with_name("filled.xlsx")).worksheets[0]


def share(xml: bytes) -> bytes:
    """The sums as Excel writes formulas that were dragged along."""
    first, second = b"<f>SUM(B2:B3)</f>", b"<f>SUM(C2:C3)</f>"
    assert first in xml
    assert second in xml
    xml = xml.replace(first, b'<f t="shared" ref="B4:C4" si="0">SUM(B2:B3)</f>')
    return xml.replace(second, b'<f t="shared" si="0"/>')


def test_shared_formulas(tmp_path: Path) -> None:
    path = rework(make_workbook(tmp_path / "a.xlsx", CELLS), {SHEET: share})
    sheet = fill(path)
    assert [sheet.cell(row, 2).value for row in range(1, 7)] == ["数", 1, 2, 3, 4, "=SUM(B2:B5)"]
    assert (sheet["C6"].value, sheet["A8"].value) == ("=SUM(C2:C5)", "完")


def test_what_does_not_read_back_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loses a cell of the template is caught before anything is written."""
    path = make_workbook(tmp_path / "a.xlsx", CELLS)
    real = table.insert_rows

    def lossy(*args: Any) -> dict[str, bytes]:
        return {
            part: xml.replace(b"SUM(", b"SIN(").replace(b'<c r="A8"', b'<c r="F8"') for part, xml in real(*args).items()
        }

    monkeypatch.setattr(table, "insert_rows", lossy)
    with pytest.raises(UnwritableError) as fault:
        fill(path)
    assert "表!A8" in str(fault.value)


@needs_office
def test_another_program_works_out_the_same(tmp_path: Path) -> None:
    path = rework(make_workbook(tmp_path / "a.xlsx", CELLS), {SHEET: share})
    fill(path)
    (tmp_path / "lo").mkdir()
    recalculate([tmp_path / "filled.xlsx"], tmp_path / "lo")
    ours, theirs = (
        openpyxl.load_workbook(each / "filled.xlsx", data_only=True) for each in (tmp_path, tmp_path / "lo")
    )
    assert ours.worksheets[0]["B6"].value == theirs.worksheets[0]["B6"].value == 10


def test_the_order_of_calculation_moves(tmp_path: Path) -> None:
    chain = f'<calcChain xmlns="{MAIN}"><c r="B4" i="1"/><c r="C4"/></calcChain>'.encode()
    relation = f'<Relationship Id="rId99" Type="{RELATIONS}/calcChain" Target="calcChain.xml"/>'.encode()
    path = rework(
        make_workbook(tmp_path / "a.xlsx", CELLS),
        {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", relation + b"</Relationships>")},
        {"xl/calcChain.xml": chain},
    )
    fill(path)
    written = ZipFile(tmp_path / "filled.xlsx").read("xl/calcChain.xml")
    assert b'r="B6"' in written
    assert b'r="C6"' in written


def prepare(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.row_breaks.append(Break(id=4))
    sheet.merge_cells("A3:A3")
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("A4:A5")
    sheet["A6"].hyperlink = "https://example.org/"


def test_breaks_links_and_merged_cells(tmp_path: Path) -> None:
    sheet = fill(make_workbook(tmp_path / "a.xlsx", CELLS, prepare))
    merges = set(map(str, sheet.merged_cells.ranges))
    assert {"C3:D3", "C4:D4", "C5:D5", "A6:A7"} <= merges
    assert [brk.id for brk in sheet.row_breaks.brk] == [6]
    assert sheet["A8"].hyperlink.ref == "A8"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_where_there_is_room_no_row_comes_in(tmp_path: Path, count: int) -> None:
    sheet = fill(make_workbook(tmp_path / "a.xlsx", CELLS), count)
    assert (sheet["B4"].value, sheet["A6"].value) == ("=SUM(B2:B3)", "完")
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [1, 2][:count] + [None] * (2 - count)
