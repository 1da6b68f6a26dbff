"""Approved targets as offices keep them: tables with an indicator a row, statements in the shape of forms."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.across.test_roster import save
from tests.recognition.test_statements import HEAD, INDICATORS, MONEY, TASKS
from tests.support.folders import form, write
from xlperf.across.approved_targets import Targets, read_targets
from xlperf.errors import UnreadableError

HEADER = (
    "单位名称",
    "项目名称",
    "项目编码",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "计量单位",
    "分值",
)


def briefly(found: Targets) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (each.whose.unit, each.whose.project, [(row.level3, row.target.text) for row in each.indicators])
        for each in found.projects
    ]


def test_a_table_with_titles_merged_cells_and_a_column_for_the_sign(tmp_path: Path) -> None:
    rows = (
        ("2021年度项目支出绩效目标批复表",),
        ("单位：某市财政局",),
        HEADER,
        ("云川市图书馆", "全民阅读", "001", "产出指标", "数量指标", "讲座场次", "≥", 12, "场", 20),
        (None, None, None, "产出指标", "质量指标", "合格率", "≥", "95", "%", 10),
        (None, "古籍修复", "002", "产出指标", "数量指标", "修复册数", "≥", 300, "册", 50),
        ("云川市文化馆（本级）", "群众文化", "003", "效益指标", "社会效益指标", "影响力", "定性", "显著提升", None, 30),
        ("合计", None, None, None, None, None, None, None, None, 110),
    )
    found = read_targets(save(tmp_path / "批复.xlsx", rows, ("A4:A6", "B4:B5", "C4:C5")))
    assert briefly(found) == [
        ("云川市图书馆", "全民阅读", [("讲座场次", "≥12场"), ("合格率", "≥95%")]),
        ("云川市图书馆", "古籍修复", [("修复册数", "≥300册")]),
        ("云川市文化馆（本级）", "群众文化", [("影响力", "显著提升")]),
    ]
    first = found.projects[0]
    assert (first.whose.code, first.whose.year, str(first.whose.source)) == ("001", 2021, "批复.xlsx 名单!B4")
    assert [row.weight for row in first.indicators] == [Decimal(20), Decimal(10)]
    assert str(first.indicators[1].source) == "批复.xlsx 名单!H5"
    assert (first.indicators[0].target.quantity.amount, first.indicators[0].target.quantity.unit) == (12, "场")


def test_what_is_left_blank_without_a_merge_is_as_above(tmp_path: Path) -> None:
    rows = (
        HEADER,
        ("甲局", "甲", None, None, None, "次数", None, "5次"),
        (None, None, None, None, None, "人数", None, "9人"),
    )
    assert briefly(read_targets(save(tmp_path / "a.xlsx", rows))) == [
        ("甲局", "甲", [("次数", "5次"), ("人数", "9人")])
    ]


def test_a_project_without_a_code_does_not_take_over_the_one_above(tmp_path: Path) -> None:
    rows = (
        HEADER,
        ("甲局", "甲", "001", None, None, "次数", None, "5次"),
        ("甲局", "乙", None, None, None, "人数", None, "9人"),
    )
    assert [each.whose.code for each in read_targets(save(tmp_path / "a.xlsx", rows)).projects] == ["001", ""]


def test_several_sheets_and_csv_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "批复").mkdir()
    save(tmp_path / "批复" / "a.xlsx", (HEADER, ("甲局", "甲", None, None, None, "次数", None, "5次")))
    (tmp_path / "批复" / "b.csv").write_text("项目名称,三级指标,指标值\n乙,人数,9人\n", "utf-8")
    save(tmp_path / "批复" / "说明.xlsx", (("关于批复的通知",),))
    (tmp_path / "批复" / "~$a.xlsx").write_bytes(b"")
    found = read_targets(tmp_path / "批复")
    assert [(each.whose.source.file, each.whose.project) for each in found.projects] == [
        ("a.xlsx", "甲"),
        ("b.csv", "乙"),
    ]
    assert [(each.whose.source.file, str(each.why)) for each in found.unused] == [
        ("说明.xlsx", "文件里没有找到绩效目标")
    ]


def test_statements_in_the_shape_of_forms(tmp_path: Path) -> None:
    save(tmp_path / "项目.xlsx", [*HEAD, *MONEY, *INDICATORS])
    (found,) = read_targets(tmp_path / "项目.xlsx").projects
    assert (found.whose.project, found.whose.unit, found.whose.code, found.whose.year) == (
        "课题调研活动", "某市科协（本级）", "2022-017", 2022,
    )  # fmt: skip
    assert [(row.level2, row.level3, row.target.text, row.weight) for row in found.indicators] == [
        ("数量指标", "课题数量", "≥6个", 30), ("质量指标", "验收通过率", "100%", 20),
        ("社会效益指标", "提出咨询意见", "提出", 40),
    ]  # fmt: skip
    save(tmp_path / "部门.xlsx", TASKS)
    (department,) = read_targets(tmp_path / "部门.xlsx").projects
    assert (department.whose.project, department.whose.unit) == ("", "某市科协")


@pytest.mark.parametrize("name", ["没有.xlsx", "坏.xlsx", "空.xlsx", "空夹"])
def test_what_cannot_be_used_is_told_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "坏.xlsx").write_text("坏")
    (tmp_path / "空夹").mkdir()
    save(tmp_path / "空.xlsx", (("a", "b"), (1, 2)))
    with pytest.raises(UnreadableError, match=name) as told:
        read_targets(tmp_path / name)
    assert str(told.value.remedy)


def test_several_sheets_of_a_workbook_and_none_that_is_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, project in (("甲科", "甲"), ("乙科", "乙"), ("旧稿", "丙")):
        sheet = book.create_sheet(name)
        sheet.append(("项目名称", "三级指标", "指标值"))
        sheet.append((project, "次数", "5次"))
    book["旧稿"].sheet_state = "hidden"
    book.save(tmp_path / "批复.xlsx")
    found = read_targets(tmp_path / "批复.xlsx").projects
    assert [(each.whose.project, str(each.whose.source)) for each in found] == [
        ("甲", "批复.xlsx 甲科!A2"), ("乙", "批复.xlsx 乙科!A2"),
    ]  # fmt: skip


def test_a_form_of_results_states_targets_too(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", form(project="甲", unit="甲局"))
    (found,) = read_targets(tmp_path / "a.xlsx").projects
    assert (found.whose.project, found.whose.unit, found.whose.year) == ("甲", "甲局", 2021)
    assert [(row.level3, row.target.text, row.weight) for row in found.indicators] == [
        ("培训次数", "5次", 50), ("影响力", "提升", 30), ("满意度", "90%", 10),
    ]  # fmt: skip


def test_a_document_of_word(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    rows = (("项目名称", "三级指标", "指标值"), ("甲", "次数", "≥5次"), ("甲", "人数", "9人"))
    table = document.add_table(rows=len(rows), cols=3)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    document.save(tmp_path / "批复.docx")
    assert briefly(read_targets(tmp_path / "批复.docx")) == [("", "甲", [("次数", "≥5次"), ("人数", "9人")])]
