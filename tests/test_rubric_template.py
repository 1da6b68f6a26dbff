"""The blank rubric and the blank completion form: rebuilt byte for byte; what is typed in is worked out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.members import members, needs_the_same_compressor
from tests.support.office import needs_office, recalculate
from xlperf.evaluation import Evaluation, evaluate
from xlperf.findings import Severity
from xlperf.ooxml.book import read_book
from xlperf.rules import load
from xlperf.templates import build_template, template_file

TEMPLATES = Path(__file__).parents[1] / "templates"
RUBRIC, COMPLETION = "shenzhen-department-rubric", "shenzhen-department-completion"
PACK = load("shenzhen-dept-2020")

GIVEN: dict[str, Any] = {
    "采购计划金额": 13200, "实际采购金额": 12560, "政府采购政策功能落实到位": "是",
    "预算编制不符合要求的项数": 1, "绩效目标未编报或不符合要求的项数": 0,
    "调整、调剂资金累计": 13, "部门预算总规模": 100, "资金支出规范": "是",
    "会计核算规范": 0.5, "存在不符合制度规定的支出": "否",
    "部门预算公开情况": "按规定公开", "部门决算公开情况": "公开但不符合要求",
    "实际在用固定资产总额": 130457.85, "所有固定资产总额": 132825.86,
    "在编人数": 20, "核定编制数": 20, "编外人数": 3,
    "三公经费实际支出数": 5841, "三公经费预算安排数": 55100,
    "日常公用经费决算数": 100, "日常公用经费调整预算数": 100,
    "3月末累计支出进度": 0.2, "6月末累计支出进度": 0.45, "9月末累计支出进度": 0.6, "12月末累计支出进度": 0.95,
    "没有完成的重点工作项数": 1, "已完成项目数": 5, "计划完成项目总数": 7, "效益指标评定得分": 23.5,
    "群众信访件数": 10, "信访办理回复件数": 10, "信访及时办理回复件数": 9, "平均满意度": 0.92,
    "制定预算绩效管理制度或方案": "否",
}  # fmt: skip
"""What is typed in; every other input, a judgement, is 是."""

SCORES = {
    "预算编制合理性": 5, "预算编制规范性": 4, "绩效目标完整性": 3, "绩效指标明确性": 7,
    "政府采购执行情况": 1.95,  # 12560 ÷ 13200 + 1
    "财务合规性": 2.2,  # 1 + (1 − 3 × 0.1) + 0.5
    "预决算信息公开": 2.5, "项目实施程序": 2, "项目监管": 2, "资产管理安全性": 2, "固定资产利用率": 1,
    "财政供养人员控制率": 1, "编外人员控制率": 0, "管理制度健全性": 2,
    "公用经费控制率": 5,  # 10.6 % earns 3, 100 % earns 2
    "预算执行率": 5.18,  # 0.8 + 0.9 + 0.8 + 0.95, and 0.8625 × 2
    "重点工作完成情况": 4, "项目完成及时性": 4.29, "社会效益、经济效益、生态效益及可持续影响等": 23.5,
    "群众信访办理情况": 2, "公众或服务对象满意度": 4,
}  # fmt: skip
TOTAL = 83.62
"""By hand: 决策 19, 管理 16.65, 绩效 47.97; 良."""


def built(form_id: str, folder: Path) -> Path:
    target = folder / template_file(form_id)
    build_template(form_id, target)
    return target


def fill(path: Path, changes: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    form, inputs = book.worksheets
    form["A2"], form["C3"] = "（2020 年度）", "深圳市某某中心"
    for row in range(3, inputs.max_row + 1):
        name, cell = inputs.cell(row, 2).value, inputs.cell(row, 3)
        if not str(cell.value or "").startswith("=") or name in changes:
            cell.value = ({**GIVEN, **changes}).get(name, "是")
    book.save(path)


def recalculated(path: Path) -> Path:
    out = path.parent / "out"
    out.mkdir()
    recalculate([path], out)
    return out / path.name


def shown(sheet: Worksheet) -> dict[str, Any]:
    return {sheet.cell(row, 3).value: sheet.cell(row, 7).value for row in range(6, 27)}


def grave(evaluation: Evaluation) -> set[tuple[str, str, str]]:
    return {
        (f.code, f.severity.value, str(f.ref.address if f.ref else ""))
        for f in evaluation.findings
        if f.severity is not Severity.INFO
    }


@pytest.mark.parametrize("form_id", [RUBRIC, COMPLETION])
def test_rebuilding_gives_the_same_members(form_id: str, tmp_path: Path) -> None:
    assert members(built(form_id, tmp_path)) == members(TEMPLATES / template_file(form_id))


@needs_the_same_compressor
@pytest.mark.parametrize("form_id", [RUBRIC, COMPLETION])
def test_rebuilding_gives_the_same_bytes(form_id: str, tmp_path: Path) -> None:
    assert built(form_id, tmp_path).read_bytes() == (TEMPLATES / template_file(form_id)).read_bytes()


def test_every_input_of_the_pack_has_its_row() -> None:
    sheet = openpyxl.load_workbook(TEMPLATES / template_file(RUBRIC)).worksheets[1]
    assert [sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)] == list(PACK.inputs)
    guarded = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert guarded == {f"C{row}" for row in range(3, sheet.max_row + 1)}


@needs_office
def test_scores_are_those_by_hand(tmp_path: Path) -> None:
    path = built(RUBRIC, tmp_path)
    fill(path, {})
    book = openpyxl.load_workbook(recalculated(path), data_only=True)
    assert shown(book.worksheets[0]) == SCORES
    assert [book.worksheets[0].cell(row, 7).value for row in (27, 28)] == [pytest.approx(TOTAL), "良"]
    ratios = {row[1].value: row[2].value for row in book.worksheets[1].iter_rows(min_row=3)}
    assert (ratios["政府采购执行率"], ratios["编外人员控制率"], ratios["三公经费控制率"]) == (0.9515, 0.1304, 0.106)


@needs_office
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"存在不符合制度规定的支出": "是"}, {"财务合规性": 0}),
        ({"存在不符合制度规定的支出": None}, {"财务合规性": None}),
        ({"实际采购金额": 13201}, {"政府采购执行情况": 1}),
        ({"采购计划金额": 0}, {"政府采购执行情况": None}),
        ({"调整、调剂资金累计": 10}, {"财务合规性": 2.5}),
        ({"3月末累计支出进度": 0.5}, {"预算执行率": 5.48}),  # 1 + 0.9 + 0.8 + 0.95, and 0.9125 × 2
        ({"9月末累计支出进度": None}, {"预算执行率": None}),
        ({"已完成项目数": 8}, {"项目完成及时性": 6}),
        ({"没有完成的重点工作项数": 3}, {"重点工作完成情况": 0}),
        ({"平均满意度": 0.95}, {"公众或服务对象满意度": 6}),
        ({"平均满意度": 0.7999}, {"公众或服务对象满意度": 1}),
        ({"编外人数": 1}, {"编外人员控制率": 1}),
        ({"部门预算公开情况": "涉密不公开"}, {"预决算信息公开": 2.5}),
        ({"部门预算公开情况": "不清楚"}, {"预决算信息公开": None}),
        ({"会计核算规范": "大概"}, {"财务合规性": None}),
    ],
)
def test_formulas_follow_the_standard(changes: dict[str, Any], expected: dict[str, Any], tmp_path: Path) -> None:
    path = built(RUBRIC, tmp_path)
    fill(path, changes)
    sheet = openpyxl.load_workbook(recalculated(path), data_only=True).worksheets[0]
    scores = {name: score or (0 if score == 0 else None) for name, score in shown(sheet).items()}
    assert scores == SCORES | expected
    assert (sheet.cell(27, 7).value in (None, "")) == (None in expected.values())


@needs_office
def test_what_the_formulas_show_is_what_xlperf_computes(tmp_path: Path) -> None:
    """Recalculated by LibreOffice, and as openpyxl leaves it, with no result stored."""
    path = built(RUBRIC, tmp_path)
    fill(path, {})
    for written in (path, recalculated(path)):
        (evaluation,) = evaluate(read_book(written).snapshot).forms
        given = {row.level3.text: evaluation.scores.at(row.score.ref).awarded for row in evaluation.form.criteria}
        assert {name: float(score) for name, score in given.items() if score is not None} == SCORES
        assert grave(evaluation) == set()
        assert (evaluation.total_score, evaluation.grade) == (Decimal("83.62"), "良")


@needs_office
def test_a_ratio_typed_over_its_formula_is_checked(tmp_path: Path) -> None:
    path = built(RUBRIC, tmp_path)
    fill(path, {"编外人员控制率": 0.15})
    (evaluation,) = evaluate(read_book(recalculated(path)).snapshot).forms
    assert {(f.code, f.expected) for f in evaluation.findings} == {("S312", "13.04%")}


@pytest.mark.parametrize("form_id", [RUBRIC, COMPLETION])
def test_a_blank_form_lacks_its_head_and_nothing_else(form_id: str) -> None:
    (evaluation,) = evaluate(read_book(TEMPLATES / template_file(form_id)).snapshot).forms
    assert evaluation.form.definition == form_id
    assert {code for code, _, _ in grave(evaluation)} == {"Q501"}
    assert len(grave(evaluation)) == 2


@needs_office
def test_the_completion_form_adds_up(tmp_path: Path) -> None:
    path = built(COMPLETION, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["C2"], sheet["E2"] = "深圳市某某中心", "2020年"
    for row, line in ((5, ("任务甲", "已完成", 100, 80, 90, 70)), (6, ("任务乙", "已完成", 50, 50, 55, 50))):
        for letter, value in zip("BCDEFG", line, strict=True):
            sheet[f"{letter}{row}"] = value
    for letter, value in zip("DFG", ("课题数量", "≥10项", "12项"), strict=True):
        sheet[f"{letter}17"] = value
    book.save(path)
    again = recalculated(path)
    totals = openpyxl.load_workbook(again, data_only=True).active
    assert [totals[f"{letter}13"].value for letter in "DEFG"] == [150, 130, 145, 120]
    (evaluation,) = evaluate(read_book(again).snapshot).forms
    assert grave(evaluation) == {("F204", "warning", "F6")}
    assert [task.label.text for task in evaluation.form.tasks] == ["任务甲", "任务乙", "金额合计"]
