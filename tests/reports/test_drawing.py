"""Pages drawn by xlsxwriter, at the limits of the format."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from xlsxwriter.workbook import Workbook

from xlperf.cells import CellRef
from xlperf.reports.drawing import MAX_LINKS, OPTIONS, Drawer
from xlperf.reports.heights import LINE_HEIGHT, MAX_HEIGHT, line_height
from xlperf.sheets import STYLES, Line, Page, Spot


def draw(page: Page, target):
    workbook = Workbook(str(target), OPTIONS)
    Drawer(workbook).draw_page(page)
    workbook.close()
    return target


def test_every_look_can_be_drawn_with_every_kind_of_value(tmp_path):
    values = (None, "文", Decimal("1.5"), 3, Decimal("1E+308"), Decimal("NaN"))
    lines = tuple(Line(tuple(Spot(value, style) for value in values)) for style in STYLES)
    sheet = openpyxl.load_workbook(draw(Page("页", (10.0,) * 6, lines), tmp_path / "a.xlsx"))["页"]
    assert [cell.value for cell in sheet[5]] == [None, "文", 1.5, 3, "1E+308", "NaN"]


def test_links_to_cells_quote_the_sheet(tmp_path):
    page = Page("页", (10.0, 10.0), (Line((Spot("H6", "link", 2, CellRef("Bob's 表", 6, 8)),)),))
    sheet = openpyxl.load_workbook(draw(page, tmp_path / "a.xlsx"))["页"]
    assert sheet["A1"].hyperlink.location == "'Bob''s 表'!H6"
    assert str(sheet.merged_cells) == "A1:B1"


def test_beyond_the_limit_links_become_text(tmp_path):
    lines = tuple(Line((Spot("文件", "link", link="甲.xlsx"),)) for _ in range(MAX_LINKS + 2))
    target = draw(Page("页", (10.0,), lines), tmp_path / "a.xlsx")
    xml = zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml")
    assert len(re.findall(b"<hyperlink ", xml)) == MAX_LINKS
    assert xml.count(b"<row ") == MAX_LINKS + 2


def test_a_link_too_long_for_excel_becomes_text(tmp_path):
    path = "夹/" * 1200 + "甲.xlsx"
    page = Page("页", (10.0,), (Line((Spot(path, "link", link=path),)),))
    cell = openpyxl.load_workbook(draw(page, tmp_path / "a.xlsx"))["页"]["A1"]
    assert (cell.value, cell.hyperlink) == (path, None)


@pytest.mark.parametrize(("count", "last"), [(9, "8"), (10, "9"), (11, "report.json"), (30, "report.json")])
def test_beyond_the_rows_of_a_sheet_the_last_one_says_so(tmp_path, monkeypatch, count, last):
    """Ten rows stand for Excel's million: ten lines fit, of eleven the last is not lost without a word."""
    monkeypatch.setattr("xlperf.reports.drawing.MAX_ROWS", 10)
    lines = tuple(Line((Spot(str(number), "text"), Spot(None, "text"))) for number in range(count))
    sheet = openpyxl.load_workbook(draw(Page("页", (30.0, 10.0), lines), tmp_path / "a.xlsx"))["页"]
    assert sheet.max_row == min(count, 10)
    assert last in sheet.cell(sheet.max_row, 1).value


def test_rows_are_as_high_as_their_text():
    one, three = (line_height([("甲" * n, "text", 21.5)]) for n in (10, 30))
    assert three - one == pytest.approx(2 * LINE_HEIGHT)
    assert line_height([("甲" * 9999, "text", 10.0)]) == MAX_HEIGHT
    assert line_height([("1234567890123.00", "money", 5.0)]) == one
