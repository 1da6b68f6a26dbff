"""The result sheet: drawn, named, put last, replaced."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.packages import make_workbook, part_text, replacing, rework
from xlperf.cells import CellRef
from xlperf.edits import Plan, Receipt
from xlperf.messages import say
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, STYLES, Line, Page, Spot
from xlperf.targets.file import apply_plan

PAGE = Page(
    RESULT_SHEET,
    (10.0, 20.0, 30.0),
    (
        Line((Spot(RESULT_TITLE, "title", 3),)),
        Line(()),
        Line(tuple(Spot(text) for text in ("=1+1", "+86", "-@x"))),
        Line((Spot(3, "integer"), Spot(Decimal("4896925.42"), "money"), Spot(Decimal("0.9962"), "percent"))),
        Line((Spot("看", "link", 1, CellRef("Bob's 表", 6, 8)), Spot(say("应为 {x}", x="<96&99>"), "text", 2))),
        Line((Spot("很长的一句话" * 20, "text", 3),)),
        Line((), 40.0),
    ),
)


def draw(source: Path, page: Page = PAGE, name: str = "out.xlsx") -> tuple[Path, Receipt]:
    target = source.with_name(name)
    return target, apply_plan(read_book(source), Plan(), lambda _: page, target, force=True)


def test_the_page_is_drawn_as_it_says(tmp_path: Path) -> None:
    target, receipt = draw(make_workbook(tmp_path / "in.xlsx", {"A1": 1}))
    workbook = load_workbook(target)
    sheet = workbook[RESULT_SHEET]
    assert workbook.sheetnames == ["表", RESULT_SHEET]
    assert receipt.unmet == ()
    assert [sheet[place].value for place in ("A1", "A4", "B4", "C4")] == [RESULT_TITLE, 3, 4896925.42, 0.9962]
    assert [sheet[place].number_format for place in ("A4", "B4", "C4")] == ["0", "#,##0.00", "0.00%"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("A3", "B3", "C3")] == [
        ("=1+1", "s"),
        ("+86", "s"),
        ("-@x", "s"),
    ]
    assert sheet["B5"].value == "应为 <96&99>"
    assert sheet["A5"].hyperlink.location == "'Bob''s 表'!H6"
    assert sorted(str(area) for area in sheet.merged_cells.ranges) == ["A1:C1", "A6:C6", "B5:C5"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [10, 20, 30]


def test_rows_are_as_high_as_their_wrapped_text(tmp_path: Path) -> None:
    target, _ = draw(make_workbook(tmp_path / "in.xlsx", {"A1": 1}))
    sheet = load_workbook(target)[RESULT_SHEET]
    # 240 columns of text in 60 of width, less the margin: 5 lines of 15 points.
    assert sheet.row_dimensions[6].height == 5 * 15 + 4
    assert sheet.row_dimensions[7].height == 40


def test_every_look_has_its_own_format(tmp_path: Path) -> None:
    page = Page("样式", (12.0,), tuple(Line((Spot("字", style),)) for style in STYLES))
    target, _ = draw(make_workbook(tmp_path / "in.xlsx", {"A1": 1}), page)
    sheet = load_workbook(target)["样式"]
    fills = {style: sheet.cell(row, 1).fill.fgColor.rgb for row, style in enumerate(STYLES, 1)}
    assert (fills["error"], fills["warning"], fills["filled"]) == ("FFFFC7CE", "FFFFEB9C", "FFDDEBF7")
    bordered = [style for row, style in enumerate(STYLES, 1) if sheet.cell(row, 1).border.left.style]
    assert set(STYLES) - set(bordered) == {"title", "subtitle", "note"}


def test_a_sheet_of_the_clerks_with_that_name_stays(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, lambda workbook: workbook.create_sheet(RESULT_SHEET))
    target, _ = draw(source)
    assert load_workbook(target).sheetnames == ["表", RESULT_SHEET, RESULT_SHEET + "2"]


def test_a_sheet_of_ours_without_its_memory_is_replaced(tmp_path: Path) -> None:
    def own(workbook: Workbook) -> None:
        workbook.create_sheet(RESULT_SHEET)["A1"] = RESULT_TITLE

    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, own)
    target, _ = draw(source)
    assert [sheet.name for sheet in read_book(source).snapshot.sheets] == ["表"]
    assert load_workbook(target).sheetnames == ["表", RESULT_SHEET]
    assert load_workbook(target)[RESULT_SHEET]["A4"].value == 3


@pytest.mark.parametrize("lock", ['lockStructure="1"', 'lockStructure="true"'])
def test_a_locked_workbook_gets_no_sheet_and_says_so(tmp_path: Path, lock: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    rework(source, {"xl/workbook.xml": replacing("<bookViews>", f"<workbookProtection {lock}/><bookViews>")})
    target, receipt = draw(source)
    assert load_workbook(target).sheetnames == ["表"]
    assert RESULT_SHEET in str(receipt.unmet[0])
    assert read_book(source).cautions == ()  # the receipt says it


def test_odd_relationship_ids_are_not_taken_twice(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    rework(
        source,
        {
            "xl/workbook.xml": replacing('r:id="rId1"', 'r:id="Rabc"'),
            "xl/_rels/workbook.xml.rels": replacing('Id="rId1"', 'Id="Rabc"'),
        },
    )
    target, _ = draw(source)
    assert load_workbook(target).sheetnames == ["表", RESULT_SHEET]


def test_a_repeated_row_becomes_a_print_title(tmp_path: Path) -> None:
    page = Page("汇总", (10.0,), (Line((Spot("表头", "heading"),)), Line((Spot("甲"),))), False, 1, 1, 1)
    target, _ = draw(make_workbook(tmp_path / "in.xlsx", {"A1": 1}), page)
    sheet = load_workbook(target)["汇总"]
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref) == ("$1:$1", "B2", "A1:A2")
    assert sheet.page_setup.orientation == "portrait"
    assert "definedNames" in part_text(target, "xl/workbook.xml")
