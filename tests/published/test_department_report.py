"""A department's published report: what its rubric, its completion form and its text say, by figures made by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.evaluation import Evaluation, evaluate
from xlperf.ooxml.book import read_book
from xlperf.rounding import round_half_up
from xlperf.scoring.blocks import sum_level2

ROOT = Path(__file__).parents[2]
NARRATIVE = json.loads((ROOT / "examples/data/shenzhen-dept-2020/narrative.json").read_text("utf-8"))


def evaluation_of(number: str) -> Evaluation:
    (path,) = (ROOT / "examples/inbox/深圳部门").glob(f"{number}-*.xlsx")
    (evaluation,) = evaluate(read_book(path).snapshot).forms
    return evaluation


FINDINGS = {
    "01": {
        # budget of the year's beginning 12,741,400.04, spent 16,316,473.33: 128.06 %, for the task and in sum
        ("F204", "warning", "F5"), ("F204", "warning", "F6"),
        ("Q503", "warning", "G23"),  # 在职员工满意度 ≥90 %, and ≥90 % as what was measured
    },
    "02": {
        ("S301", "error", "G20"),  # 161,226.00 ÷ 55,100.00 = 292.61 % earns nothing, 78.66 % earns 3: 3, not 6
        ("S312", "error", "C18"),  # the text's part on problems: 15.00 % is 3 ÷ 20; 3 ÷ (20 + 3) = 13.04 %
        ("S312", "error", "C22"),  # 10.6 % is 5,841.00 ÷ 55,100.00, without what was spent abroad
        ("S312", "error", "C25"),  # 313,869.54 ÷ 399,015.91 = 78.661 %, printed 78.67 %
    },
}  # fmt: skip


@pytest.mark.parametrize("number", FINDINGS)
def test_findings_are_those_of_a_reviewer(number: str) -> None:
    found = {(f.code, f.severity.value, f.ref.address if f.ref else None) for f in evaluation_of(number).findings}
    assert found == FINDINGS[number]


BY_HAND = {
    "政府采购执行情况": "1.95",  # 12,560 ÷ 13,200 = 0.9515, and 1 for 落实到位
    "固定资产利用率": "1.00",  # 130,457.85 ÷ 132,825.86 = 98.22 %
    "财政供养人员控制率": "1.00",  # 20 ÷ 20
    "编外人员控制率": "0.00",  # 3 ÷ 23 = 13.04 %
    "公用经费控制率": "3.00",
    "重点工作完成情况": "8.00",
    "项目完成及时性": "6.00",  # 4 ÷ 4
    "公众或服务对象满意度": "6.00",
}
"""The criteria that the text gives the figures for."""


def test_what_the_text_gives_figures_for_is_computed() -> None:
    evaluation = evaluation_of("02")
    given = {row.level3.text: evaluation.scores.at(row.score.ref) for row in evaluation.form.criteria}
    computed = {name: line.awarded for name, line in given.items() if line.awarded is not None}
    assert computed == {name: Decimal(score) for name, score in BY_HAND.items()}
    assert all(str(line.reason) for name, line in given.items() if name not in BY_HAND)
    assert "一季度" not in BY_HAND and "3月末累计支出进度" in str(given["预算执行率"].reason)  # noqa: PT018


def test_totals_of_the_rubric() -> None:
    """97.95 as printed; by the standards 3 less, for the two kinds of running costs."""
    evaluation = evaluation_of("02")
    assert (evaluation.total_weight, evaluation.total_score, evaluation.expected_total) == (
        100,
        Decimal("97.95"),
        Decimal("97.95"),
    )
    assert (evaluation.recomputed_total, evaluation.grade) == (Decimal("94.95"), "优")
    assert [block.score for block in evaluation.blocks] == [20, Decimal("17.95"), 60]


def test_groups_are_those_of_the_text() -> None:
    evaluation = evaluation_of("02")
    sums = {found.level2: found for found in sum_level2(evaluation.form, evaluation.scores.lines)}
    assert set(sums) == {group["label"] for group in NARRATIVE["groups"]}
    for group in NARRATIVE["groups"]:
        found = sums[group["label"]]
        assert (found.weight, found.score) == (Decimal(group["weight"]), Decimal(group["score"]))
        rate = round_half_up(found.score / found.weight * 100, 2)
        assert rate == Decimal(group["score_rate"].removesuffix("%"))


def test_the_completion_form_s_rate() -> None:
    evaluation = evaluation_of("01")
    assert {round_half_up(evaluation.rate(line) * 100, 2) for line in evaluation.form.funds} == {Decimal("128.06")}
