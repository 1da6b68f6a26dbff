"""The example workbooks: rebuilt byte for byte, every figure as printed, set up for print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.support.members import members, needs_the_same_compressor
from tests.support.printed import merges, row_of, sheet_of, texts

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
FACTS = ROOT.parent / "shared" / "facts"
FOLDERS = {"深圳": "shenzhen-2021", "上海": "shanghai-2020", "襄阳": "xiangyang-2021"}
INBOX = sorted((EXAMPLES / "inbox").rglob("*.xlsx"))
BLANK = sorted((EXAMPLES / "blank-scores").rglob("*.xlsx"))
BUDGET = sorted((EXAMPLES / "budget").rglob("*.xlsx"))
DEPARTMENTS = {"襄阳", "深圳部门"}
"""Folders of department forms: tests/test_department_example.py and test_department_report.py look at these."""
PROJECTS, BLANK_PROJECTS = ([path for path in paths if path.parent.name not in DEPARTMENTS] for paths in (INBOX, BLANK))

JUDGED = {
    "深圳/01": set(),
    "深圳/03": set(),
    "深圳/09": {
        "专家活动组织协调数量",
        "咨询大会数量",
        "专家活动组织协调合规性",
        "科技专家调研考察合规性",
        "专家活动组织协调及时性",
        "科技专家调研考察及时性",
        "保障专家活动正常进行",
    },
    "深圳/11": {"科普活动开放天数"},
    "上海/01": {"项目完成及时性", "长效机制"},
    "上海/04": {"项目完成及时性", "长效机制"},
}
"""Weighed indicators of the blank copies whose score is a person's judgement and stays."""


def key(path: Path) -> str:
    return f"{path.parent.name}/{path.stem[:2]}"


def data_of(path: Path) -> dict[str, Any]:
    source = EXAMPLES / "data" / FOLDERS[path.parent.name] / f"{path.stem[:2]}.json"
    form: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return form


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("examples")
    subprocess.run([sys.executable, EXAMPLES / "build.py", target], check=True)
    return target


def test_all_forms_are_there() -> None:
    assert [sum(path.parent.name == folder for path in INBOX) for folder in FOLDERS] == [12, 14, 1]
    assert {key(path) for path in BLANK} == {*JUDGED, "襄阳/01"}


@pytest.mark.parametrize("path", [*INBOX, *BLANK], ids=lambda path: f"{path.parent.parent.name}/{key(path)}")
def test_rebuilding_gives_the_same_members(path: Path, rebuilt: Path) -> None:
    assert members(rebuilt / path.relative_to(EXAMPLES)) == members(path)


@needs_the_same_compressor
def test_rebuilding_gives_the_same_bytes(rebuilt: Path) -> None:
    again = {path: rebuilt / path.relative_to(EXAMPLES) for path in (*INBOX, *BLANK)}
    assert [path for path in again if again[path].read_bytes() != path.read_bytes()] == []


def test_rebuilding_makes_nothing_else(rebuilt: Path) -> None:
    assert {path.relative_to(rebuilt) for path in rebuilt.rglob("*.xlsx")} == {
        path.relative_to(EXAMPLES) for path in (*INBOX, *BLANK, *BUDGET)
    }


def test_the_script_keeps_its_own_examples() -> None:
    for module in ("printed.py", "boxes.py"):
        subprocess.run([sys.executable, "-m", "doctest", module], check=True, cwd=EXAMPLES)


@pytest.mark.parametrize("path", PROJECTS, ids=key)
def test_head_and_goal_are_as_printed(path: Path) -> None:
    sheet, form = sheet_of(path), data_of(path)
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert sheet["A1"].value == form["title"]
    assert {form["fiscal_year"], *form["header"].values(), *form["goal"].values()} <= values


@pytest.mark.parametrize("path", PROJECTS, ids=key)
def test_funds_are_as_printed(path: Path) -> None:
    sheet, form = sheet_of(path), data_of(path)
    caption = row_of(sheet, "年初预算数", 4)
    assert texts(sheet, caption, 4, 9) == ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    for row, line in enumerate(funds_of(form), caption + 1):
        assert sheet.cell(row, 2).value == line["label"]
        figures = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
        assert texts(sheet, row, 4, 9) == [line[figure] for figure in figures]
    assert sheet.cell(row + 1, 1).value == "年度总体目标"


def funds_of(form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines with the labels that they mean, without a surplus line."""
    for line in form["funds"]:
        label = line.get("label_meant", line["label"])
        if label is not None:
            yield line | {"label": label}


@pytest.mark.parametrize("path", PROJECTS, ids=key)
def test_indicators_and_total_are_as_printed(path: Path) -> None:
    sheet, form = sheet_of(path), data_of(path)
    caption = row_of(sheet, "三级指标", 4)
    for row, indicator in enumerate(form["indicators"], caption + 1):
        assert texts(sheet, row, 4, 9) == [
            indicator[field] for field in ("level3", "target", "actual", "weight", "score", "reason")
        ]
    assert sheet.cell(row + 1, 1).value == "总分"
    assert texts(sheet, row + 1, 7, 9) == [form["total"][field] for field in ("weight", "score", "reason")]
    assert sheet.max_row == row + 1


@pytest.mark.parametrize("path", PROJECTS, ids=key)
def test_levels_are_merged_over_their_rows(path: Path) -> None:
    sheet, form = sheet_of(path), data_of(path)
    row = row_of(sheet, "三级指标", 4) + 1
    for (_, level2), group in groupby(form["indicators"], lambda each: (each["level1"], each["level2"])):
        rows = len(list(group))
        stands = [sheet.cell(at, 3).value for at in range(row, row + rows)]
        assert stands in ([level2] * rows, [level2, *[None] * (rows - 1)])
        assert (f"C{row}:C{row + rows - 1}" in merges(sheet)) == (stands.count(level2) == 1 and rows > 1)
        row += rows
    row = row_of(sheet, "三级指标", 4) + 1
    for level1, group in groupby(form["indicators"], lambda each: each["level1"]):
        rows = len(list(group))
        assert sheet.cell(row, 2).value == level1
        assert rows == 1 or f"B{row}:B{row + rows - 1}" in merges(sheet)
        row += rows


def test_amounts_are_numbers_and_early_shenzhen_rates_texts() -> None:
    first, shanghai = (sheet_of(next(path for path in INBOX if key(path) == name)) for name in ("深圳/01", "上海/01"))
    row = row_of(first, "年度资金总额", 2)
    assert [first.cell(row, column).value for column in (4, 8, 9)] == [8032023, "97.00%", 9.7]
    row = row_of(shanghai, "年度资金总额", 2)
    assert [shanghai.cell(row, column).value for column in (6, 8)] == [101.64, 0.924]
    row = row_of(shanghai, "项目完成率", 4)
    assert [shanghai.cell(row, column).value for column in (5, 6)] == [1, 1]


@pytest.mark.parametrize("path", [*INBOX, *BLANK], ids=key)
def test_print_set_up_and_look(path: Path) -> None:
    sheet = sheet_of(path)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    caption = row_of(sheet, "三级指标", 3 if "评分表" in path.stem else 4)
    assert sheet.print_title_rows == f"${caption}:${caption}"
    assert max(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) <= 409
    cell = sheet.cell(caption + 1, 4)
    assert (cell.font.name, cell.alignment.wrap_text, cell.border.left.style) == ("宋体", True, "thin")


@pytest.mark.parametrize("path", BLANK_PROJECTS, ids=key)
def test_only_derivable_figures_are_blank(path: Path) -> None:
    blank, full = sheet_of(path), sheet_of(EXAMPLES / "inbox" / path.parent.name / path.name)
    caption, last = row_of(full, "三级指标", 4), full.max_row
    emptied = {
        (a.row, a.column)
        for before, after in zip(full.iter_rows(), blank.iter_rows(), strict=True)
        for a, b in zip(before, after, strict=True)
        if a.value != b.value and b.value is None
    }
    kept = {row for row in range(caption + 1, last) if (row, 8) not in emptied}
    weighed = {row for row in kept if full.cell(row, 4).value != "不适用"}
    assert {full.cell(row, 4).value for row in weighed} == JUDGED[key(path)]
    total = row_of(full, "年度资金总额", 2)
    shenzhen = {(total, 8), (total, 9), (total + 1, 8)}
    computed = shenzhen if path.parent.name == "深圳" else {(total, 8)}
    assert emptied == computed | {(row, 8) for row in range(caption + 1, last + 1) if row not in kept}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the transcribed forms lie outside the project")
@pytest.mark.parametrize("path", [path for path in INBOX if path.parent.name in FOLDERS], ids=key)
def test_data_are_the_transcribed_forms(path: Path) -> None:
    form = data_of(path)
    facts = json.loads((FACTS / FOLDERS[path.parent.name] / f"{path.stem[:2]}.json").read_text("utf-8"))
    form.pop("print", None)
    assert form == {field: facts[field] for field in form}
