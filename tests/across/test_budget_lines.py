"""What budget tables give X603: who was given how much for what, and where that stands."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.recognition.test_statements import HEAD, INDICATORS, MONEY
from tests.support.planting import planted
from tests.support.snapshots import make_snapshot
from xlperf.across.approved_budget import read_budget
from xlperf.across.budget_lines import BudgetLine, budget_lines
from xlperf.across.published_budget import published_budget
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


def test_tables_of_one_workbook_are_of_one_year(lines: dict[str, list[BudgetLine]]) -> None:
    assert {line.year for sheet in lines.values() for line in sheet} == {2022}
    alone = [("支出总表",), ("单位：万元",), ("预算单位", "支出总计", "基本支出", "项目支出"), ("某局", 30, 10, 20)]
    (form,) = recognise(make_snapshot(alone))
    assert [line.year for line in budget_lines(form)] == [None]


def test_the_published_budget_is_an_approved_one() -> None:
    budget = read_budget(BUDGET)
    told = {(one.whose.project, one.whose.year): one.amounts["initial_budget"].yuan for one in budget.projects}
    assert told == {
        ("科协组织建设与事业发展", 2022): 7_190_000, ("课题调研活动", 2022): 1_300_000, ("预算准备金", 2022): 450_000,
        ("信息化系统运行维护", 2022): 330_000, ("科普能力提升项目", 2022): 7_700_000,
        ("学会能力提升和学术交流促进项目", 2022): 19_200_000, ("科技馆免费开放补助资金", 2022): 3_860_000,
        ("信息化新建项目(非政府投资项目)", 2022): 200_000,
    }  # fmt: skip
    assert budget.unused == ()


def test_a_project_that_two_tables_give_two_amounts_is_held_against_neither() -> None:
    published = published_budget("预算.xlsx", planted(read_book(BUDGET).snapshot, {("重点项目", "B5"): 791}))
    assert [one.whose.project for one in published if one.money is None] == ["科协组织建设与事业发展"]
