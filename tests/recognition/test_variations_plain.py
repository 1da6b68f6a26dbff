"""The plain layouts say what the published facts say, so that what varied ones are held against is right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.recognition.variations.facts import Record
from tests.recognition.variations.forms import BASE, NUMBERS, plan_of
from tests.recognition.variations.plan import Row, text_of
from tests.recognition.variations.variation import PROJECTS
from tests.recognition.variations.verdict import plain_facts

ALL_FORMS = [(kind, number) for kind, numbers in NUMBERS.items() for number in numbers]
BLOCKS = {
    "shenzhen": [("OUTPUT", Decimal(50)), ("BENEFIT", Decimal(40))],
    "shanghai": [("OUTPUT", None), ("BENEFIT", None), ("SATISFACTION", None)],
    "national": [("OUTPUT", Decimal(50)), ("BENEFIT", Decimal(30)), ("SATISFACTION", Decimal(10))],
    "xiangyang": [("OUTPUT", Decimal(40)), ("BENEFIT", Decimal(30)), ("SATISFACTION", Decimal(10))],
}
HEADS = {
    "shenzhen": ("学会能力提升和学术交流促进项目", "深圳市科学技术协会", "深圳市科学技术协会（本级）", 2021, "元"),
    "shanghai": ("2020 年市科协办公用房维修项目", "上海市科学技术协会", "上海市科学技术协会", 2020, "万元"),
    "national": ("科协组织建设与事业发展", "某省科学技术协会", "某省科学技术协会（本级）", 2021, "万元"),
}


def texts(record: Record, *fields: str) -> list[str | None]:
    """What is printed in the cells of some figures, None where the form has no such column."""
    return [record[field] and record[field][0] for field in fields]


def printed(row: Row, *fields: str) -> list[str | None]:
    return [text_of(row[field]) if field in row else None for field in fields]


@pytest.mark.parametrize(("kind", "number"), ALL_FORMS)
def test_indicators_are_read_as_printed(kind: str, number: str) -> None:
    read, rows = plain_facts(kind, number)["indicators"], plan_of(kind, number).indicators.rows
    assert [r["level3"] for r in read] == [row["level3"] for row in rows]
    for record, row in zip(read, rows, strict=True):
        assert [record[key] for key in ("target", "actual")] == printed(row, "target", "actual")
        assert record["level2"] == text_of(row["level2"])
        if kind in PROJECTS:
            assert texts(record, "weight", "score") == printed(row, "weight", "score")
            assert record["reason"] == text_of(row["reason"])


@pytest.mark.parametrize(("kind", "number"), ALL_FORMS)
def test_funds_are_read_as_printed(kind: str, number: str) -> None:
    read, rows = plain_facts(kind, number)["funds"], plan_of(kind, number).funds.rows
    fields = ("initial_budget", "full_year_budget", "executed", "execution_rate", "score")
    assert [texts(record, *fields) for record in read] == [printed(row, *fields) for row in rows]
    assert [record["role"] for record in read] == ["total", *["part"] * (len(rows) - 1)]


@pytest.mark.parametrize(("kind", "number"), ALL_FORMS)
def test_goals_and_total_are_read_as_printed(kind: str, number: str) -> None:
    facts, plan = plain_facts(kind, number), plan_of(kind, number)
    goals = [facts["goals"][0]["expected"], facts["goals"][0]["actual"]]
    assert [goal for goal in goals if goal is not None] == [str(text).strip() for _, text in plan.goals]
    assert texts(facts["total"][0], "score") == printed(plan.total, "score")


@pytest.mark.parametrize("kind", BASE)
def test_blocks_have_their_kind_and_points(kind: str) -> None:
    rows = plain_facts(kind, BASE[kind])["indicators"]
    assert list(dict.fromkeys((row["kind"], row["points"]) for row in rows)) == BLOCKS[kind]


@pytest.mark.parametrize("kind", HEADS)
def test_the_head_of_a_project_form(kind: str) -> None:
    facts = plain_facts(kind, BASE[kind])
    head, whole = facts["head"][0], facts["form"][0]
    assert (head["project"], head["department"], head["unit"], head["year"], whole["money_unit"]) == HEADS[kind]
    assert (whole["missing"], whole["shifted"], whole["errors"]) == ((), [], [])


def test_the_department_form_by_hand() -> None:
    """Xiangyang 2021: 20 points for the execution, spending in its head, one reason for the whole form."""
    facts = plain_facts("xiangyang", "01")
    (line,) = facts["funds"]
    assert (line["weight value"], line["score value"]) == (20, 20)
    assert {record["label"]: record["amount"][1] for record in facts["spending"]} == {
        "基本支出总额": Decimal("990.69"),
        "项目支出总额": Decimal("2023.73"),
    }
    assert facts["form"][0]["kind"] == "department"
    assert facts["form"][0]["reason"].startswith("2021年上线一体化系统，调整预算数为实际支付数")
    assert facts["head"][0]["unit"] == "襄阳市科学技术协会"
    assert facts["head"][0]["year"] == 2021
    assert [record["weight"] for record in facts["indicators"]] == [None] * 11
    assert facts["total"][0]["score value"] == 93
