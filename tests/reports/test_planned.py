"""What is planned and not scored, in report.json and on the result sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.recognition.test_statements import HEAD, INDICATORS, MONEY
from tests.support.snapshots import make_snapshot
from xlperf.evaluation import BookEvaluation, evaluate
from xlperf.ooxml.book import read_book
from xlperf.pages.result import result_page
from xlperf.reports.json_form import form_document

(BUDGET,) = (Path(__file__).parents[2] / "examples/budget").glob("*.xlsx")


@pytest.fixture(scope="module")
def book() -> BookEvaluation:
    return evaluate(read_book(BUDGET).snapshot)


def document(book: BookEvaluation, sheet: str) -> dict[str, Any]:
    (form,) = [form for form in book.forms if form.form.sheet == sheet]
    return form_document(form, "zh")


def shown(book: BookEvaluation) -> list[list[str]]:
    return [[str(spot.value) for spot in line.spots] for line in result_page(book).lines]


def test_a_budget_table_has_its_rows(book: BookEvaluation) -> None:
    table = document(book, "表7")["table"]
    assert (table["subject"], table["title"], len(table["rows"])) == (
        "general", "一般公共预算支出表（按功能分类）", 26,
    )  # fmt: skip
    assert table["rows"][9] == {
        "kind": "code", "label": "科普活动", "code": "2060702", "side": None, "row": 14,
        "amounts": {"total": "2564", "basic": "0", "project_spending": "2564"},
    }  # fmt: skip
    assert document(book, "文字-收支")["table"]["rows"][0]["amounts"]["change_rate"] == "0.1058"
    assert "table" not in document(book, "表11")


def test_a_department_has_its_tasks(book: BookEvaluation) -> None:
    tasks = document(book, "表11")["tasks"]
    assert [task["is_total"] for task in tasks] == [False] * 9 + [True]
    assert tasks[-1]["amounts"] == [
        {"source": "总额", "field": "full_year_budget", "role": "total", "amount": "4997"},
        {"source": "其中：财政拨款", "field": "full_year_budget", "role": "part", "amount": "4997"},
        {"source": "其中：其他资金", "field": "full_year_budget", "role": "part", "amount": None},
    ]
    assert tasks[1]["content"] == "本项目为市科协课题研究、调研、决策咨询及其工作经费。"


def test_a_statement_says_its_money_and_its_targets() -> None:
    book = evaluate(make_snapshot([*HEAD, *MONEY, *INDICATORS]))
    form = form_document(book.forms[0], "zh")
    assert (form["form"], form["project_code"], form["funds"][0]["initial_budget"]) == (
        "project-targets", "2022-017", "130",
    )  # fmt: skip
    assert [(row["target"], row["actual"], row["weight"]) for row in form["indicators"]] == [
        ("≥6个", None, "30"), ("100%", None, "20"), ("提出", None, "40"),
    ]  # fmt: skip
    lines = shown(book)
    assert ["产出指标", "2", "50", "年度资金总额：", "130"] in lines
    assert not any("总分（表内）" in line or "自评得分（报送时）" in line for line in lines)


def test_the_result_sheet_shows_the_totals_of_a_budget(book: BookEvaluation) -> None:
    lines = shown(book)
    assert ["读出的行", "42", "收入总计", "4997"] in lines
    assert ["None", "项目支出", "4023"] in lines
