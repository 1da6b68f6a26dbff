"""The example of a published budget: every figure of the transcribed tables stands in it, as printed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
DATA = EXAMPLES / "data" / "shenzhen-budget-2022"
FACTS = EXAMPLES.parents[1] / "shared" / "facts" / "shenzhen-budget-2022"
(BUDGET,) = (EXAMPLES / "budget").glob("*.xlsx")
TABLES = {
    "表1": "table01-income-expenditure", "表3": "table03-expenditure", "表6": "table06-appropriation",
    "表7": "table07-general-budget", "表8": "table08-three-public-expenses", "表9": "table09-government-funds",
    "表10": "table10-state-capital", "重点项目": "key-projects",
}  # fmt: skip


def data(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return table


@pytest.fixture(scope="module")
def book() -> dict[str, list[list[object]]]:
    """The rows of each sheet that hold anything, without their blank cells."""
    sheets = openpyxl.load_workbook(BUDGET).worksheets
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}
    return {name: [[cell for cell in row if cell is not None] for row in listed] for name, listed in rows.items()}


def typed(printed: str | None) -> object:
    """What a clerk would have typed: amounts and percentages are numbers."""
    plain = (printed or "").replace(",", "")
    if plain.endswith("%") and plain[:-1].replace(".", "").isdigit():
        return float(Decimal(plain[:-1]) / 100)
    return float(plain) if plain.lstrip("-").isdigit() else printed


def as_typed(row: list[object]) -> list[object]:
    return [float(cell) if isinstance(cell, int) else cell for cell in row]


@pytest.mark.skipif(not FACTS.is_dir(), reason="the transcribed tables lie outside the project")
def test_the_data_are_the_transcribed_ones() -> None:
    for path in FACTS.glob("*.json"):
        assert json.loads(path.read_text("utf-8")) == data(path.stem)


@pytest.mark.parametrize("sheet", TABLES)
def test_a_table_stands_as_printed(sheet: str, book: dict[str, list[list[object]]]) -> None:
    printed = data(TABLES[sheet])
    rows = [[_code(typed(cell)) for cell in row.values() if cell is not None] for row in printed["rows"]]
    assert [list(map(_code, as_typed(row))) for row in book[sheet][-len(rows) :]] == rows
    assert book[sheet][0] == [printed["title"]]
    assert book[sheet][2] == ["单位：万元"]


def _code(cell: object) -> object:
    """A code may be a number or a text."""
    return float(cell) if isinstance(cell, str) and cell.isdigit() else cell


def test_the_statement_stands_as_printed(book: dict[str, list[list[object]]]) -> None:
    printed, rows = data("table11-department-goals"), [as_typed(row) for row in book["表11"]]
    for task in printed["tasks"]:
        amounts = [typed(task[name]) for name in ("总额", "其中：财政拨款", "其中：其他资金") if task[name]]
        assert any(row[-len(amounts) :] == amounts and task["任务名称"] in row for row in rows), task["任务名称"]
    for row in printed["indicators"]:
        told = [typed(row[name]) for name in ("level3", "target") if row[name]]
        assert not told or any(line[-len(told) :] == told for line in rows), told


def test_the_text_stands_as_printed(book: dict[str, list[list[object]]]) -> None:
    text = data("text-figures")
    rows = [as_typed(row) for name in ("文字-收支", "文字-项目", "文字-运行") for row in book[name]]
    change = [typed(text[name]) for name in ("change_from_2021", "change_rate")]
    assert ["收入", typed(text["income_2022"]), *change] in rows
    assert all([name, typed(amount)] in rows for name, amount in text["expenditure_parts"].items())
    for project in text["projects"]:
        told = [
            project["项目名称"],
            *(typed(project[key]) for key in ("预算数", "change", "change_rate") if project[key]),
        ]
        assert told in rows
        assert all([part["用途"], typed(part["预算数"])] in rows for part in project["parts"])
