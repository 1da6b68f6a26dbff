"""The authority's own 汇总表: filled by its headers, everything else as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.across.test_roster import save
from tests.batch.test_roll_up import folder, project
from tests.support.folders import write
from tests.support.summaries import make_plain, make_summary
from xlperf.across.roster import read_roster
from xlperf.batch import BatchResult, run_batch
from xlperf.batch.summaries import open_template
from xlperf.batch.wishes import Wishes
from xlperf.errors import UnreadableError


def run(tmp_path: Path, template: Path) -> tuple[Any, BatchResult]:
    """The filled sheet as openpyxl reads it, and the run; four projects, of which the first three can be read."""
    listed = (("单位名称", "别名", "科室"), ("二中", "", "行财科"), ("第一中学", "一中", "教科"))
    roster = read_roster(save(tmp_path / "名单.xlsx", listed))
    source = folder(tmp_path)
    wishes = Wishes(open_template(template, roster.columns), roster=roster)
    batch = run_batch(source, tmp_path / "out", force=True, wishes=wishes)
    return openpyxl.load_workbook(tmp_path / "out" / template.name).worksheets[0], batch


def rows(sheet: Any, first: int, last: int) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=first, max_row=last, values_only=True))


def told(batch: BatchResult) -> str:
    return "\n".join(map(str, batch.written))


def test_rows_come_in_where_there_are_too_few(tmp_path: Path) -> None:
    """In the order of the list: 丙 of 二中, 甲 and 乙 of 一中, then strangers; in 万元; 合计 moves down by two."""
    sheet, batch = run(tmp_path, make_summary(tmp_path / "上报汇总.xlsx", blanks=2))
    assert rows(sheet, 5, 8) == [
        (1, "教育局", "丙", "二中", 0.04, 0.04, 1, 96, "优", "行财科", None),
        (2, "教育局", "甲", "第一中学", 0.01, 0.01, 1, 100, "优", "教科", None),
        (3, "教育局", "乙", "第一中学", 0.03, 0.03, 1, 92, "优", "教科", None),
        (4, "体育局", "丁", "体育局", None, None, 1, 100, "优", None, None),  # its amounts cannot be read
    ]
    assert rows(sheet, 9, 11) == [
        ("合计", None, None, None, "=SUM(E5:E8)", "=SUM(F5:F8)", "=F9/E9", None, None, None, None),
        (None,) * 11,
        ("填表人：", *[None] * 10),
    ]
    assert "填了 4 行" in told(batch)


def test_what_speaks_of_rows_moves_with_them(tmp_path: Path) -> None:
    sheet, _ = run(tmp_path, make_summary(tmp_path / "上报汇总.xlsx", blanks=2))
    merges = set(map(str, sheet.merged_cells.ranges))
    assert {"A1:K1", "A3:A4", "E3:F3", "A9:D9"} <= merges
    assert "A7:D7" not in merges
    assert (sheet.print_area, sheet.print_title_rows) == ("'汇总表'!$A$1:$K$11", "$3:$4")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["H5:H8"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["I5:I8"]


def test_looks_are_those_of_the_first_blank_row(tmp_path: Path) -> None:
    sheet, _ = run(tmp_path, make_summary(tmp_path / "上报汇总.xlsx", blanks=1))
    for row in range(5, 9):
        assert (sheet.cell(row, 3).font.name, sheet.cell(row, 3).font.size) == ("宋体", 9)
        assert (sheet.cell(row, 7).number_format, sheet.row_dimensions[row].height) == ("0.00%", 22)
    assert sheet["E9"].value == "=SUM(E5:E8)"


def test_sums_are_worked_out(tmp_path: Path) -> None:
    """0.04 + 0.01 + 0.03; where a formula cannot be worked out, the workbook asks to be recalculated."""
    path = make_summary(tmp_path / "上报汇总.xlsx")
    run(tmp_path, path)
    book = openpyxl.load_workbook(tmp_path / "out" / path.name, data_only=True)
    assert [book.worksheets[0].cell(9, column).value for column in (5, 6, 7)] == [0.08, 0.08, 1]
    assert openpyxl.load_workbook(tmp_path / "out" / path.name).calculation.fullCalcOnLoad


def test_blank_rows_enough_are_filled_and_the_others_left(tmp_path: Path) -> None:
    path = make_summary(tmp_path / "上报汇总.xlsx", blanks=8)
    sheet, _ = run(tmp_path, path)
    assert [row[0] for row in rows(sheet, 5, 13)] == [1, 2, 3, 4, None, None, None, None, "合计"]
    before, after = (ZipFile(each) for each in (path, tmp_path / "out" / path.name))
    others = [
        name for name in before.namelist() if "sheet1" not in name and name not in ("xl/workbook.xml", "xl/styles.xml")
    ]
    assert all(before.read(name) == after.read(name) for name in others)


def test_the_template_is_never_written(tmp_path: Path) -> None:
    path = make_summary(tmp_path / "上报汇总.xlsx")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    run(tmp_path, path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_it_may_lie_among_the_forms_and_bear_a_report_s_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = make_summary(tmp_path / "in" / "汇总.xlsx")
    source = folder(tmp_path)
    batch = run_batch(source, tmp_path / "out", force=True, wishes=Wishes(open_template(path)))
    assert {each.path: each.status for each in batch.outcomes}["汇总.xlsx"] == "skipped"
    assert openpyxl.load_workbook(tmp_path / "out" / "汇总 (2).xlsx").sheetnames == ["汇总表"]
    assert "单位汇总" in openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx").sheetnames


def add_picture(sheet: Any) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=6))
    sheet.add_chart(chart, "A20")


def add_array(sheet: Any) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    sheet["E12"] = ArrayFormula("E12:F12", "=E5:F5*2")


def add_reader(sheet: Any) -> None:
    sheet.parent.create_sheet("分析")["A1"] = "=汇总表!E7"


def add_note(sheet: Any) -> None:
    from openpyxl.comments import Comment

    sheet["A9"].comment = Comment("签字", "x")


@pytest.mark.parametrize("prepare", [add_picture, add_array, add_reader, add_note])
def test_where_rows_would_do_harm_what_found_no_room_is_told(tmp_path: Path, prepare: Callable[[Any], None]) -> None:
    sheet, batch = run(tmp_path, make_summary(tmp_path / "上报汇总.xlsx", 2, prepare))
    assert [row[0] for row in rows(sheet, 5, 7)] == [1, 2, "合计"]
    assert sheet["E7"].value == "=SUM(E5:E6)"
    assert "放不下 2 行" in told(batch)
    assert "第一中学 乙" in told(batch)


def test_without_an_end_rows_go_on(tmp_path: Path) -> None:
    """Without a money unit amounts go in in 元, and that is told; columns that nobody knows are named."""
    path = make_plain(tmp_path / "表.xlsx", ("序号", "单位", "项目名称", "预算数", "执行率（%）", "得分", "打分人"))
    sheet, batch = run(tmp_path, path)
    assert rows(sheet, 2, 4) == [
        (1, "二中", "丙", 400, 100, 96, None), (2, "第一中学", "甲", 100, 100, 100, None),
        (3, "第一中学", "乙", 300, 100, 92, None),
    ]  # fmt: skip
    assert "按元填列" in told(batch)
    assert "留空的列：打分人" in told(batch)


def test_a_row_a_unit_where_the_header_names_no_project(tmp_path: Path) -> None:
    header = (
        "序号",
        "单位名称",
        "项目数",
        "全年预算数（元）",
        "执行率",
        "平均分",
        "加权平均分",
        "优",
        "良",
        "中",
        "差",
        "科室",
    )
    sheet, _ = run(tmp_path, make_plain(tmp_path / "表.xlsx", ("各单位情况",), header))
    assert rows(sheet, 3, 4) == [
        (1, "二中", 1, 400, 1, 96, 96, 1, 0, 0, 0, "行财科"), (2, "第一中学", 2, 400, 1, 96, 94, 2, 0, 0, 0, "教科"),
    ]  # fmt: skip
    assert sheet["E3"].number_format == "0.00%"


def test_numbers_that_stand_there_and_formulas_stay(tmp_path: Path) -> None:
    header = ("序号", "项目名称", "预算数（元）", "执行数（元）", "执行率", "得分")
    blanks = [(number, None, None, None, f"=D{number + 2}/C{number + 2}", None) for number in (1, 2)]
    path = make_plain(tmp_path / "表.xlsx", header, ("合计", None, "=SUM(C3:C4)"), *blanks, ("注：按项目填列",))
    sheet, _ = run(tmp_path, path)
    assert [row[4] for row in rows(sheet, 3, 6)] == ["=D3/C3", "=D4/C4", "=D5/C5", "=D6/C6"]
    assert [row[1] for row in rows(sheet, 3, 6)] == ["丙", "甲", "乙", "丁"]
    assert sheet["C2"].value == "=SUM(C3:C6)"
    assert sheet["A7"].value == "注：按项目填列"


def test_units_that_are_listed_already_get_their_own_rows(tmp_path: Path) -> None:
    """By alias and with （本级）; nobody's row stays blank and is named; who is not listed goes into the blank rows."""
    header = ("序号", "单位名称", "项目数", "全年预算数（元）", "平均分")
    listed = [(1, "一中（本级）"), (2, "三中"), (3, "二中"), (4, None), ("合计", None, "=SUM(C2:C5)")]
    sheet, batch = run(tmp_path, make_plain(tmp_path / "表.xlsx", header, *listed))
    assert rows(sheet, 2, 6) == [
        (1, "一中（本级）", 2, 400, 96), (2, "三中", None, None, None), (3, "二中", 1, 400, 96),
        (4, "体育局", 1, 0, 100), ("合计", None, "=SUM(C2:C5)", None, None),
    ]  # fmt: skip
    assert "没有对上的 1 行留空：三中" in told(batch)


def test_projects_that_are_listed_already(tmp_path: Path) -> None:
    """A name alone that two units have is nobody's; with the unit it is told; a row comes in behind the last."""
    header = ("项目名称", "单位名称", "得分")
    path = make_plain(
        tmp_path / "表.xlsx", header, ("乙", "第一中学"), ("丙", "二中"), ("丙", None), ("注：", None, None)
    )
    sheet, batch = run(tmp_path, path)
    assert rows(sheet, 2, 7) == [
        ("乙", "第一中学", 92), ("丙", "二中", 96), ("丙", None, None), ("甲", "第一中学", 100),
        ("丁", "体育局", 100), ("注：", None, None),
    ]  # fmt: skip
    assert "没有对上的 1 行留空：丙" in told(batch)


def test_what_stands_in_a_cell_stays(tmp_path: Path) -> None:
    header = ("单位名称", "项目数", "全年预算数（元）", "备注")
    sheet, _ = run(tmp_path, make_plain(tmp_path / "表.xlsx", header, ("二中", None, None, None), ("注：按单位填列",)))
    assert rows(sheet, 2, 2) == [("二中", 1, 400, None)]


def test_texts_never_become_formulas(tmp_path: Path) -> None:
    form = write(tmp_path / "in" / "a.xlsx", project("单位", "+教育局", "-@甲", 100, "4次", "30", "100%"))
    book = openpyxl.load_workbook(form)
    book.worksheets[0]["F3"] = "=1+1"
    book.worksheets[0]["F3"].data_type = "s"
    book.save(form)
    path = make_plain(tmp_path / "表.xlsx", ("单位名称", "主管部门", "项目名称"))
    run_batch(tmp_path / "in", tmp_path / "out", force=True, wishes=Wishes(open_template(path)))
    sheet = openpyxl.load_workbook(tmp_path / "out" / "表.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("=1+1", "s"), ("+教育局", "s"), ("-@甲", "s")]


def test_names_with_signs_of_xml(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.xlsx", project("甲&<乙>", "教育局", "“丙”\x01", 100, "4次", "30", "100%"))
    path = make_plain(tmp_path / "表.xlsx", ("单位名称", "项目名称"))
    run_batch(tmp_path / "in", tmp_path / "out", force=True, wishes=Wishes(open_template(path)))
    assert rows(openpyxl.load_workbook(tmp_path / "out" / "表.xlsx").worksheets[0], 2, 2)[0][0] == "甲&<乙>"


@pytest.mark.parametrize("content", [b"", b"PK", None])
def test_a_template_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "表.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError) as fault:
        open_template(path)
    assert "表.xlsx" in str(fault.value)


def test_a_workbook_that_is_no_summary(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as fault:
        open_template(make_plain(tmp_path / "表.xlsx", ("说明", "按单位填列")))
    assert "找不到认得的表头" in str(fault.value)
