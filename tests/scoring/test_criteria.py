"""A rubric's criteria: what each standard gives, worked out by hand, and what it leaves open."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rubrics import FORM, address_of, judge_rubric
from xlperf.rules import load
from xlperf.scoring.criteria import criterion_clause, find_rule, first_inputs, weigh
from xlperf.scoring.earned import Spans, merged, show_spans

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("criteria.toml").read_text("utf-8"))["case"]
PACK = load("shenzhen-dept-2020")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['criterion']} {case.get('score') or case['may']}")
def test_a_standard_gives(case: dict[str, Any]) -> None:
    form = judge_rubric(inputs=case["inputs"])
    (row,) = [row for row in form.form.criteria if row.level3.text == case["criterion"]]
    line, rule = form.scores.at(row.score.ref), find_rule(row, form.pack)
    if "score" in case:
        assert line.awarded == Decimal(case["score"])
        assert str(line.steps[0])
    else:
        assert line.awarded is None
        assert str(line.reason)
        assert show_spans(weigh(rule, first_inputs(form.form)).spans) == case["may"]


def test_every_criterion_has_cases() -> None:
    assert {case["criterion"] for case in CASES} == {line["level3"] for line in FORM["indicators"]}


def test_the_pack_says_what_the_rubric_prints() -> None:
    """Names, points and standards are those of the published form, word for word."""
    printed = [
        (line["level2"], line["level3"], Decimal(line["weight"]), line["criteria"]) for line in FORM["indicators"]
    ]
    assert [(rule.level2, rule.name, rule.points, rule.clause.strip()) for rule in PACK.criteria] == printed
    assert [rule.description for rule in PACK.criteria] == [line["description"] for line in FORM["indicators"]]


@pytest.mark.parametrize(("standard", "binds"), [(None, True), ("", True), ("另一个评分标准", False)])
def test_a_standard_binds_no_form_that_prints_another(standard: str | None, binds: bool) -> None:
    form = judge_rubric({} if standard is None else {address_of("固定资产利用率", "F"): standard})
    (row,) = [row for row in form.form.criteria if row.level3.text == "固定资产利用率"]
    assert criterion_clause(row, find_rule(row, PACK), PACK).binding is binds


def test_other_points_than_the_standard_s_are_not_scored() -> None:
    form = judge_rubric({address_of("项目完成及时性", "D"): 8}, [("计划完成项目总数", 4), ("已完成项目数", 4)])
    line = form.scores.at(next(row.score.ref for row in form.form.criteria if row.level3.text == "项目完成及时性"))
    assert (line.awarded, str(line.reason)) == (None, "分值填 8，评分标准为 6，先核对分值")


points = st.decimals(0, 5, places=2)
spans = st.lists(st.tuples(points, points).map(lambda ends: (min(ends), max(ends))), min_size=1).map(tuple)


@given(spans, points)
def test_merging_ranges_changes_none_of_their_points(ranges: Spans, number: Decimal) -> None:
    def holds(listed: Spans) -> bool:
        return any(least <= number <= most for least, most in listed)

    one = merged(ranges)
    assert holds(one) == holds(ranges)
    assert all(first[1] < second[0] for first, second in pairwise(one))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_score_stays_within_its_points_and_more_people_never_earn_more(own: int, others: int, more: int) -> None:
    (rule,) = [rule for rule in PACK.criteria if rule.name == "编外人员控制率"]

    def score(outside: int) -> Decimal | None:
        form = judge_rubric(inputs=[("在编人数", own + 1), ("编外人数", outside)]).form
        worth = weigh(rule, first_inputs(form))
        return None if worth.whys else worth.spans[0][0]

    fewer, greater = score(others), score(others + more)
    assert fewer is not None
    assert greater is not None
    assert 0 <= greater <= fewer <= rule.points
