"""A published budget and a department's report as they are, text with tabs, against their transcription by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.broken import ROOT
from tests.support.said import bare
from xlperf.cells import Sheet
from xlperf.converting import convert
from xlperf.form import Form
from xlperf.ooxml.book import read_book
from xlperf.recognition import recognise

SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the published documents are not beside the project")

TABLES = {
    "table01-income-expenditure": "收支总表",
    "table03-expenditure": "支出总表",
    "table06-appropriation": "政府预算拨款收支总表",
    "table07-general-budget": "一般公共预算支出表（按功能分类）",
    "table08-three-public-expenses": "一般公共预算“三公”经费支出表",
    "table09-government-funds": "政府性基金预算支出表",
    "table10-state-capital": "国有资本经营预算支出表",
}


def converted(seed: str, out: Path) -> dict[str, tuple[Form, Sheet]]:
    """Title → form and sheet, each from a workbook of its own."""
    convert(next((SHARED / "seeds").glob(f"{seed}*.txt")), out)
    books = [read_book(path).snapshot for path in sorted(out.glob("*.xlsx"))]
    found = [(recognise(book)[0], book.sheets[0]) for book in books]
    return {str(form.head.title.text if form.head.title else ""): (form, sheet) for form, sheet in found}


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Form, Sheet]]:
    return converted("001", tmp_path_factory.mktemp("001"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Form, Sheet]]:
    return converted("002", tmp_path_factory.mktemp("002"))


def facts(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SHARED / "facts" / f"{name}.json").read_text("utf-8"))
    return document


def rows(sheet: Sheet) -> Iterator[list[str]]:
    """The texts of each row, from left to right."""
    found: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        found.setdefault(row, []).append(bare(cell.text) or "")
    return iter(found.values())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_budget(budget: dict[str, tuple[Form, Sheet]], name: str) -> None:
    """Tables printed over several pages are one again."""
    fact = facts(f"shenzhen-budget-2022/{name}")
    form, sheet = budget[TABLES[name]]
    assert form.kind == "budget"
    printed = [[told for value in row.values() if (told := bare(value))] for row in fact["rows"]]
    assert [row for row in rows(sheet) if row in printed] == printed


def test_the_targets_of_the_department(budget: dict[str, tuple[Form, Sheet]]) -> None:
    fact = facts("shenzhen-budget-2022/table11-department-goals")
    form, _ = budget["部门整体支出绩效目标表"]
    assert form.kind == "department-targets"
    told = [[bare(entry.text) for entry in (row.level3, row.target)] for row in form.indicators]
    assert told == [[bare(row["level3"]), bare(row["target"])] for row in fact["indicators"] if row["level3"]]


def test_the_completion_form(report: dict[str, tuple[Form, Sheet]]) -> None:
    fact = facts("shenzhen-dept-2020/completion")
    form, _ = report["部门（单位）整体支出绩效目标完成情况自评表"]
    told = [[bare(entry.text) for entry in (row.level2, row.level3, row.target, row.actual)] for row in form.indicators]
    columns = ("level2", "level3", "target", "actual")
    assert told == [[bare(row[name]) for name in columns] for row in fact["indicators"] if row["level3"]]
    assert [bare(form.goal_expected.text if form.goal_expected else None)] == [bare(fact["goal"]["expected"])]


def test_the_rubric(report: dict[str, tuple[Form, Sheet]]) -> None:
    """Its standards, broken over pages, are whole."""
    fact = facts("shenzhen-dept-2020/rubric")
    form, sheet = report["部门整体支出绩效评分表"]
    assert form.kind == "department-rubric"
    wanted = [[bare(row[name]) for name in ("level3", "weight", "description")] for row in fact["indicators"]]
    told = list(rows(sheet))
    assert [next((part for row in told if (part := _part(row, want)) is not None), None) for want in wanted] == wanted
    assert form.total is not None
    assert form.total.score is not None
    assert form.total.score.text == fact["total"]["score"]


def _part(row: list[str], want: list[str | None]) -> list[str | None] | None:
    """The stretch of a row that says what is wanted."""
    ends = (row[at : at + len(want)] for at in range(len(row)))
    return next((list(part) for part in ends if part == want), None)
