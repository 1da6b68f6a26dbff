"""A unit's own form, drafted from its projects; the figures by hand."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Call, call
from tests.support.folders import form, write
from tests.support.snapshots import Row

__all__ = ["call"]

UNIT = "某市文化局"


def rows(done: int, share: str, words: str, points: int) -> tuple[Row, ...]:
    """Two in three of the indicators are quantities; the words earn so many of 30 points."""
    return (
        ("产出指标（50分）", "数量指标", "培训次数", "≥10次", f"{done}次", 50, 50, None),
        ("效益指标（30分）", "社会效益指标", "影响力", "提升", words, 30, points, "原因甲；措施乙"),
        ("满意度指标（10分）", "满意度指标", "满意度", "≥90%", share, 10, 10, None),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two projects of a unit, 1000 元 of budget each, 964 and 846 spent; one of another unit."""
    source = tmp_path / "in"
    write(source / "一.xlsx", form("96.4", "9.64", project="一", unit=UNIT, rows=rows(12, "92%", "提升", 30)))
    write(source / "二.xlsx", form("84.6", "8.46", project="二", unit=UNIT, rows=rows(15, "96%", "基本提升", 24)))
    write(source / "三.xlsx", form("100", "10", project="三", unit="某市图书馆"))
    return source


@pytest.fixture
def draft(call: Call, folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    ended = call("batch", folder, "-o", out, "--draft-departments")
    assert "部门自评表（草稿）1 份" in ended.out
    (path,) = (out / "部门自评表").iterdir()
    return path


def told(sheet: Worksheet) -> dict[str, list[object]]:
    """The first text of columns A to D of each row → what stands behind it."""
    found = {}
    for row in sheet.iter_rows(values_only=True):
        place = next((at for at in range(3, -1, -1) if row[at] is not None), None)
        if place is not None:
            found[str(row[place])] = [value for value in row[place + 1 :] if value is not None]
    return found


def test_money_and_indicators_of_the_projects(draft: Path) -> None:
    assert draft.name == "某市文化局 2021.xlsx"
    sheet = openpyxl.load_workbook(draft).worksheets[0]
    assert (sheet["A2"].value, sheet["C3"].value) == ("（2021年度）", UNIT)
    line = next(row for row in sheet.iter_rows() if row[1].value == "项目支出")
    assert [cell.value for cell in line[3:6]] == [0.2, 0.2, 0.181]  # 万元: 2000, 2000 and 964 + 846 元
    rows = told(sheet)
    assert rows["培训次数"][:2] == ["≥20次", "27次"]  # 10 + 10, 12 + 15
    assert rows["满意度"][:2] == ["≥90%", "94%"]  # 92 and 96, each with half of the money
    assert rows["影响力"][:2] == ["见各项目", "按资金加权得分率90%"]  # 27 of 30


def test_what_a_person_decides_is_left_and_the_rest_is_live(draft: Path) -> None:
    sheet = openpyxl.load_workbook(draft).worksheets[0]
    line = next(row for row in sheet.iter_rows() if row[1].value == "部门整体支出总额")
    assert [cell.value for cell in line[3:6]] == [None, None, None]
    assert line[6].value == 10
    assert str(line[8].value).startswith("=")
    row = next(row for row in sheet.iter_rows() if row[3].value == "培训次数")
    assert row[6].value is None
    assert str(row[7].value).startswith("=")


def test_every_figure_leads_to_its_cell(draft: Path, folder: Path) -> None:
    trace = openpyxl.load_workbook(draft)["溯源"]
    told = [[str(value) for value in row] for row in trace.iter_rows(min_row=2, values_only=True)]
    assert {row[0] for row in told} >= {"年初预算数", "全年预算数", "全年执行数", "培训次数", "满意度", "影响力"}
    for _, _, _, figure, path, sheet, cell in told:
        value = openpyxl.load_workbook(folder / path)[sheet][cell].value
        assert str(value).removesuffix(".0") == figure.removesuffix(".0")


def test_where_nothing_is_to_be_added_up_it_is_said(call: Call, tmp_path: Path) -> None:
    write(tmp_path / "in" / "一.xlsx", form())
    ended = call("batch", tmp_path / "in", "-o", tmp_path / "out", "--draft-departments")
    assert "没有哪个单位有两个以上的项目" in ended.out
    assert not (tmp_path / "out" / "部门自评表").exists()


def test_what_somebody_has_filled_in_is_set_aside(call: Call, draft: Path, folder: Path) -> None:
    book = openpyxl.load_workbook(draft)
    book.worksheets[0]["B9"] = "本单位填的目标"
    book.save(draft)
    mine = draft.read_bytes()
    ended = call("batch", folder, "-o", draft.parents[1], "--resume", "--draft-departments")
    assert "改名为" in ended.out + ended.err
    (aside,) = set(draft.parent.iterdir()) - {draft}
    assert aside.read_bytes() == mine
    assert openpyxl.load_workbook(draft).worksheets[0]["B9"].value != "本单位填的目标"
