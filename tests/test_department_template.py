"""The blank department form: the published figures typed into it give the published results."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.office import needs_office, recalculate
from xlperf.evaluation import evaluate
from xlperf.ooxml.book import read_book
from xlperf.templates import build_template

ROOT = Path(__file__).parents[1]
FORM: dict[str, Any] = json.loads((ROOT / "examples/data/xiangyang-2021/01.json").read_text("utf-8"))

LINE, FIRST, LAST, TOTAL = 6, 10, 32, 33
"""Rows of the blank form: the amounts, the first and the last indicator, 总分."""

RATE, EXECUTION, SCORE = f"F{LINE}", f"G{LINE}", f"G{TOTAL}"
BLOCKS = {"产出指标（40分）": (10, 22), "效益指标（30分）": (23, 30), "满意度指标（10分）": (31, 32)}


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "blank.xlsx"
    build_template("xiangyang-department", path)
    return path


def fill(path: Path, changes: dict[str, Any]) -> None:
    """Types the published figures in, then the changes."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet[f"D{LINE}"], sheet[f"E{LINE}"] = (float(FORM["budget_execution"][key]) for key in ("budget", "executed"))
    free = {label: iter(range(first, last + 1)) for label, (first, last) in BLOCKS.items()}
    for line in FORM["indicators"]:
        row = next(free[line["level1"]])
        values = (line["level2"], line["level3"], line["target"], line["actual"], float(line["score"]))
        for letter, value in zip("CDEFG", values, strict=True):
            sheet[f"{letter}{row}"] = value
    for cell, value in changes.items():
        sheet[cell] = value
    book.save(path)


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    (path.parent / "out").mkdir()
    recalculate([path], path.parent / "out")
    return path.parent / "out" / path.name


def results(path: Path) -> tuple[Any, ...]:
    """Rate, execution score and total as LibreOffice shows them, None for nothing."""
    sheet = openpyxl.load_workbook(recalculated(path), data_only=True).active
    return tuple(sheet[cell].value or None for cell in (RATE, EXECUTION, SCORE))


@needs_office
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (1.1444, 20, 93)),  # as printed: 114.44 %, 20, 93分
        ({"E6": 2000}, (0.7593, 15.19, 88.19)),  # 20 × 2000 ÷ 2634.17 = 15.185; 73 + 15.19
        ({"E6": None}, (None, None, None)),
        ({"D6": 0}, (None, None, None)),
        ({"E6": "无"}, (None, None, None)),
        ({"G10": None}, (1.1444, 20, None)),  # an indicator without its score
        ({"G10": None, "F10": "不适用"}, (1.1444, 20, 90)),
        ({"D20": "又一个指标"}, (1.1444, 20, None)),
        ({"D20": "不适用"}, (1.1444, 20, 93)),
        ({"G10": 2.5}, (1.1444, 20, 92.5)),
    ],
)
def test_published_figures_give_the_published_results(
    blank: Path, changes: dict[str, Any], expected: tuple[float | None, ...]
) -> None:
    fill(blank, changes)
    assert results(blank) == expected


@needs_office
def test_a_blank_form_shows_no_figures(blank: Path) -> None:
    assert results(blank) == (None, None, None)


@needs_office
def test_xlperf_reads_the_filled_form(blank: Path) -> None:
    """Recalculated by LibreOffice, and as openpyxl leaves it, with no result stored."""
    head = {"A1": FORM["title"], "B3": FORM["header"]["单位名称"], "B4": 990.69, "F4": 2023.73}
    fill(blank, head | {"B34": FORM["deviation"]["text"]})
    for path in (blank, recalculated(blank)):
        (evaluation,) = evaluate(read_book(path).snapshot).forms
        assert (evaluation.form.definition, evaluation.pack.id) == ("xiangyang-department", "xiangyang-2021")
        assert {(finding.code, finding.ref.address) for finding in evaluation.findings} == {("F204", f"E{LINE}")}
        assert (evaluation.total_score, evaluation.recomputed_total, evaluation.grade) == (93, 93, "优")
        figures = {figure.ref.address: figure.number for figure in evaluation.form.computed_figures()}
        assert [figures[cell] for cell in (RATE, EXECUTION, SCORE)] == [Decimal("1.1444"), 20, 93]


def sheet_of(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).active


def test_the_words_are_those_of_the_published_form(blank: Path) -> None:
    sheet = sheet_of(blank)
    plain = {str(cell.value).replace("\n", "") for row in sheet.iter_rows() for cell in row if cell.value}
    block = FORM["budget_execution"]
    labels = {
        block["label"],
        *block["columns"],
        block["row"],
        *FORM["totals"],
        FORM["goal"]["label"],
        "单位名称",
        "总分",
    }
    labels |= {row[level] for row in FORM["indicators"] for level in ("level1", "level2")}
    assert labels | {FORM[key]["label"] for key in ("deviation", "improvement")} | set(FORM["remarks"]) <= plain
    captions = [sheet.cell(FIRST - 1, column).value for column in range(2, 8)]
    assert captions == ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"]


def test_a_score_is_within_its_block(blank: Path) -> None:
    sheet = sheet_of(blank)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"}
    assert set(rules) == {EXECUTION, *(f"G{first}:G{last}" for first, last in BLOCKS.values())}
    for area, points in {EXECUTION: 20, "G10:G22": 40, "G23:G30": 30, "G31:G32": 10}.items():
        assert rules[area].formula1.endswith(f"<=N({points})))")
        assert (rules[area].errorStyle or "stop", rules[area].showErrorMessage) == ("stop", True)
    marks = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in sheet.conditional_formatting}
    for (first, last), points in zip(BLOCKS.values(), (40, 30, 10), strict=True):
        wrong = f"ROUND(SUM($G${first}:$G${last})-{points},4)>0"
        assert wrong in marks[f"B{first}:B{last}"]
        assert wrong in marks[f"G{first}:G{last}"]


def test_amounts_are_numbers_from_zero_on(blank: Path) -> None:
    sheet = sheet_of(blank)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation if rule.type == "decimal"}
    assert {area: (rule.operator, rule.formula1) for area, rule in rules.items()} == dict.fromkeys(
        ("B4", "F4", f"D{LINE}:E{LINE}"), ("greaterThanOrEqual", "0")
    )
    assert sheet["B4"].number_format == '#,##0.00"万元"'


def test_the_year_is_chosen_in_the_title(blank: Path) -> None:
    sheet = sheet_of(blank)
    (rule,) = (rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) == "A1")
    titles = rule.formula1.strip('"').split(",")
    assert f"{date.today().year}年度部门整体绩效自评表" in titles
    assert all(re.fullmatch(r"20\d\d年度部门整体绩效自评表", title) for title in titles)
    assert len(rule.formula1.strip('"')) <= 255  # more than that, and Excel calls the workbook damaged


def test_print_set_up(blank: Path) -> None:
    sheet = sheet_of(blank)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    notes = next(row for row in range(1, 99) if sheet.cell(row, 1).value == FORM["remarks"][-1])
    assert sheet.print_area.endswith(f"$A$1:$G${notes}")
    assert sheet["A1"].font.name == "黑体"
    assert sheet[f"D{FIRST}"].font.name == "宋体"
    assert not sheet.protection.sheet
