"""The forms of a department's published report as workbooks: every word and figure as printed."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.printed import merges, row_of, sheet_of, shown, texts

EXAMPLES = Path(__file__).parents[1] / "examples"
DATA = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (EXAMPLES / "data/shenzhen-dept-2020").glob("*.json")
}
FACTS = Path(__file__).parents[2] / "shared/facts/shenzhen-dept-2020"
UNIT = "深圳市科技开发交流中心"
RUBRIC = EXAMPLES / "inbox/深圳部门" / f"02-评分表-{UNIT}.xlsx"
COMPLETION = EXAMPLES / "inbox/深圳部门" / f"01-完成情况自评表-{UNIT}.xlsx"


def values(sheet: Worksheet, row: int, first: int, last: int) -> list[str | None]:
    """The row's texts as they show, a merged cell's where it begins."""
    return texts(sheet, row, first, last)


@pytest.fixture(scope="module")
def rubric() -> Worksheet:
    return sheet_of(RUBRIC)


@pytest.fixture(scope="module")
def completion() -> Worksheet:
    return sheet_of(COMPLETION)


def test_the_rubric_is_as_printed(rubric: Worksheet) -> None:
    form = DATA["rubric"]
    assert (rubric["A1"].value, rubric["C3"].value) == (form["title"], form["header"]["部门名称"])
    first = row_of(rubric, "三级指标", 3) + 1
    for row, line in enumerate(form["indicators"], first):
        fields = ("level3", "weight", "description", "criteria", "score")
        assert values(rubric, row, 3, 7) == [line[field] for field in fields]
    assert [rubric.cell(row + 1, column).value for column in (1, 7)] == ["综合评分", 97.95]
    assert [rubric.cell(row + 2, column).value for column in (1, 7)] == ["评分等级", form["grade"]]


@pytest.mark.parametrize(("column", "letter", "keys"), [(1, "A", ("level1",)), (2, "B", ("level1", "level2"))])
def test_levels_of_the_rubric_are_merged(rubric: Worksheet, column: int, letter: str, keys: tuple[str, ...]) -> None:
    row = row_of(rubric, "三级指标", 3) + 1
    for names, group in groupby(DATA["rubric"]["indicators"], lambda line: tuple(line[key] for key in keys)):
        rows = len(list(group))
        assert rubric.cell(row, column).value == names[-1]
        assert (f"{letter}{row}:{letter}{row + rows - 1}" in merges(rubric)) == (rows > 1)
        row += rows


def test_the_evidence_is_what_the_text_says() -> None:
    """Each figure stands in the sentence beside it, and each sentence in the report's transcription."""
    sheet = openpyxl.load_workbook(RUBRIC)["评分依据"]
    quotes = [quote for line in DATA["narrative"]["indicators"] for quote in line["quotes"]]
    for row, line in enumerate(DATA["evidence"], 3):
        assert sheet.cell(row, 2).value == line["label"]
        assert shown(sheet.cell(row, 3)) == line["value"]
        is_figure = line["value"][0].isdigit() and line["value"] not in ("0", "12741400.04")
        assert not is_figure or line["value"] in line["source"].replace(" ", "")
        assert line["source"] in quotes or line["label"] in ("部门预算总规模（元）", "制定预算绩效管理制度或方案")
    assert DATA["completion"]["tasks_total"]["budget_total"] == "12741400.04"


def test_the_completion_form_is_as_printed(completion: Worksheet) -> None:
    form = DATA["completion"]
    assert completion["A1"].value == form["title"]
    assert (completion["C2"].value, completion["E2"].value) == (UNIT, "2020")
    keys = ("budget_total", "budget_fiscal", "executed_total", "executed_fiscal")
    for row, line in ((5, form["tasks"][0]), (6, form["tasks_total"])):
        assert values(completion, row, 4, 7) == [line[key] for key in keys]
        assert [completion.cell(row, 4).value, completion.cell(row, 6).value] == [12741400.04, 16316473.33]
    assert {form["goal"]["expected"], form["goal"]["actual"], form["tasks"][0]["完成情况"]} <= {
        cell.value for row in completion.iter_rows() for cell in row
    }
    first = row_of(completion, "三级指标", 4) + 1
    for row, line in enumerate(form["indicators"], first):
        assert [completion.cell(row, column).value for column in (4, 6, 7)] == [
            line[key] for key in ("level3", "target", "actual")
        ]
    assert completion.max_row == row


@pytest.mark.parametrize("name", ["rubric", "completion", "narrative"])
def test_the_data_are_the_transcription(name: str) -> None:
    if not FACTS.is_dir():
        pytest.skip("the transcriptions are not here")
    facts: dict[str, Any] = json.loads((FACTS / f"{name}.json").read_text("utf-8"))
    assert {key: facts[key] for key in facts.keys() & DATA[name].keys()} == DATA[name]
    assert facts.keys() - DATA[name].keys() <= {"id", "seed", "notes"}


def test_scores_of_the_text_are_those_of_the_rubric() -> None:
    """The text's groups: 预算编制 5 + 5 = 10, 资金管理 1.95 + 3 + 3 = 7.95, 效率性 6 + 8 + 6 = 20 …"""
    sums: dict[str, Decimal] = {}
    for line in DATA["rubric"]["indicators"]:
        sums[line["level2"]] = sums.get(line["level2"], Decimal(0)) + Decimal(line["score"])
    assert {group["label"]: Decimal(group["score"]) for group in DATA["narrative"]["groups"]} == sums
    assert sum(sums.values()) == Decimal(DATA["narrative"]["total_score"])
