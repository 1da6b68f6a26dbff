"""What budget tables give X603: who was given how much for what, and where that stands."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.recognition.test_statements import HEAD, INDICATORS, MONEY
from tests.support.snapshots import make_snapshot
from xlperf.across.budget_lines import BudgetLine, budget_lines
from xlperf.ooxml.book import read_book
from xlperf.recognition import recognise

(BUDGET,) = (Path(__file__).parents[2] / "examples/budget").glob("*.xlsx")
UNIT = "深圳市科学技术协会（本级）"
OWN = "深圳市科学技术协会(本级)"


@pytest.fixture(scope="module")
def lines() -> dict[str, list[BudgetLine]]:
    return {form.sheet: list(budget_lines(form)) for form in recognise(read_book(BUDGET).snapshot)}


def short(line: BudgetLine) -> tuple[str, str, str, Decimal, str]:
    return line.unit, line.project, line.code, line.amount, line.figure.ref.address


def test_projects(lines: dict[str, list[BudgetLine]]) -> None:
    assert short(lines["重点项目"][0]) == (UNIT, "科协组织建设与事业发展", "", Decimal(7_190_000), "B5")
    assert sum(line.amount for line in lines["重点项目"]) == 40_230_000
    assert [line.amount for line in lines["文字-项目"]][:2] == [330_000, 19_200_000]
    assert lines["文字-项目"][0].year == 2022


def test_a_unit_and_its_codes(lines: dict[str, list[BudgetLine]]) -> None:
    assert [short(line) for line in lines["表3"]] == [(OWN, "", "", Decimal(49_970_000), "B6")]
    assert short(lines["表7"][9]) == (OWN, "", "2060702", Decimal(25_640_000), "D14")
    assert len(lines["表7"]) == 26


def test_tasks_are_projects_but_for_basic_spending(lines: dict[str, list[BudgetLine]]) -> None:
    assert [line.project for line in lines["表11"]][:2] == ["科协组织建设与事业发展", "课题调研活动"]
    assert sum(line.amount for line in lines["表11"]) == 40_230_000


def test_lists_of_income_name_nobody(lines: dict[str, list[BudgetLine]]) -> None:
    assert (lines["表1"], lines["表8"]) == ([], [])


def test_a_projects_statement() -> None:
    (form,) = recognise(make_snapshot([*HEAD, *MONEY, *INDICATORS]))
    assert [short(line) for line in budget_lines(form)] == [
        ("某市科协（本级）", "课题调研活动", "2022-017", Decimal(1_300_000), "C5")
    ]
