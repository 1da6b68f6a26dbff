"""xlperf explain: one cell, with its working, clause and kind of difference, on published forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.broken import INBOX

SHENZHEN = INBOX / "深圳"
FIRST = next(SHENZHEN.glob("01-*.xlsx"))
BLANK = next((INBOX.parent / "blank-scores" / "深圳").glob("01-*.xlsx"))


def test_a_rate_rounded_more_coarsely(call: Call) -> None:
    status, out, _ = call("explain", FIRST, "H6")
    assert status == 0
    for words in ("97.00%", "10,325,305.82÷10,645,707.40", "0.9699", "尾差", "shenzhen-2021", "F201"):
        assert words in out


def test_a_score_by_its_clause(call: Call) -> None:
    _, out, _ = call("explain", FIRST, "I5")
    assert "判断：一致" in out
    assert "依据：shenzhen-2021 execution" in out


def test_a_blank_figure_says_what_goes_in(call: Call) -> None:
    _, out, _ = call("explain", BLANK, "I5")
    assert "表中：空白" in out
    assert "应填：9.7" in out
    assert "判断" not in out


def test_a_cell_that_no_rule_speaks_of(call: Call) -> None:
    _, out, _ = call("explain", FIRST, "B3")
    assert "主管部门" in out
    assert "这一格没有问题" in out


@pytest.mark.parametrize("place", ["h5", "$H$5", "项目支出绩效自评表!H5", "'项目支出绩效自评表'!$H$5"])
def test_ways_of_naming_a_cell(call: Call, place: str) -> None:
    status, out, _ = call("explain", FIRST, place)
    assert (status, out.split()[0]) == (0, "项目支出绩效自评表!H5")


@pytest.mark.parametrize(
    ("place", "said"), [("Z99", "不是表中读出的一格"), ("哪里", "不是单元格地址"), ("别的!H5", "不是")]
)
def test_a_place_where_nothing_was_read(call: Call, place: str, said: str) -> None:
    status, out, err = call("explain", FIRST, place)
    assert (status, out) == (2, "")
    assert said in err


def test_json(call: Call) -> None:
    _, out, _ = call("explain", FIRST, "H6", "--format", "json")
    document = json.loads(out)
    assert (document["difference"], document["expected"], document["text"]) == ("tail", "0.9699", "97.00%")
    assert [finding["code"] for finding in document["findings"]] == ["F201"]


def test_a_workbook_without_a_form(call: Call, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "空.xlsx") as workbook:
        workbook.add_worksheet().write(0, 0, "名单")
    status, _, err = call("explain", tmp_path / "空.xlsx", "A1")
    assert status == 2
    assert "没有认出自评表" in err


def test_an_amount_of_a_budget_by_the_sums_it_takes_part_in(call: Call) -> None:
    (budget,) = (INBOX.parent / "budget").glob("*.xlsx")
    _, out, _ = call("explain", budget, "表7!D9")
    assert "应等于基本支出、项目支出之和；填 4,566，542＋4,023得 4,565，尾差" in out
    assert "应等于下级科目之和；填 4,566，0＋4,566得 4,566，相符" in out
    _, out, _ = call("explain", budget, "表8!C8")
    assert "应等于本年数减上年数；填 0，5－5得 0，相符" in out
