"""Two targets: the same however spelled, or another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.across.details import Goal
from xlperf.across.same_targets import Difference, compare_targets
from xlperf.quantity import Quantity, parse_quantity


def goal(text: str) -> Goal:
    quantity = parse_quantity(text)
    return Goal(text, "E9", quantity if isinstance(quantity, Quantity) else None)


SAME = [
    ("≥90%", "≧ 90.00％"), ("90%", "0.9"), ("90", "90%"), (">=12次", "不少于12次"), ("12次", "12"), ("12次", "12场"),
    ("≤620万元", "≤6200000元"), ("=100%", "100%"), ("显著提升", "显著提升。"), ("12月底前", "2021年12月31日前"),
    ("及 时", "及时"),
    ("≥1,200人次", "≥1200人次"), ("90%以上", "≥90%"),
]  # fmt: skip
OTHER = [
    ("≥90%", "≥95%"), ("≥90%", "≤90%"), (">90%", "≥90%"), ("12次", "10次"), ("≤620万元", "≤620元"),
    ("12月底前", "11月底前"),
    ("1.5万人", "15万人"), ("5%—10%", "5%—20%"), ("90%", "0.95"), ("100人", "100亩"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_another_spelling(one: str, other: str) -> None:
    assert compare_targets(goal(one), goal(other), 2021) is Difference.NONE
    assert compare_targets(goal(other), goal(one), 2021) is Difference.NONE


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_target(one: str, other: str) -> None:
    assert compare_targets(goal(one), goal(other), 2021) is Difference.VALUE
    assert compare_targets(goal(other), goal(one), 2021) is Difference.VALUE


@pytest.mark.parametrize("sign", ["≥", "≤", ">", "≈"])
def test_a_sign_that_is_not_written(sign: str) -> None:
    assert compare_targets(goal(f"{sign}90%"), goal("90%")) is Difference.UNWRITTEN


@pytest.mark.parametrize(("one", "other"), [("提升", "显著提升"), ("及时", "按时完成"), ("≥90%", "全部完成")])
def test_other_words_may_mean_the_same(one: str, other: str) -> None:
    assert compare_targets(goal(one), goal(other), 2021) is Difference.WORDS


@given(st.sampled_from([text for pair in (*SAME, *OTHER) for text in pair]))
def test_every_target_is_the_same_as_itself(text: str) -> None:
    assert compare_targets(goal(text), goal(text)) is Difference.NONE
