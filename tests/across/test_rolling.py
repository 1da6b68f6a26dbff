"""Figures of several projects in one: the expectations are worked out by hand beside each case."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.across.test_details import details_of
from tests.support.snapshots import project_rows
from xlperf.across.details import IndicatorDetails
from xlperf.across.members import Member, Part, indicator_key, part_of, project_funds
from xlperf.across.rolling import Rolled, Unrolled, roll_up
from xlperf.rules import load

PACK = "xiangyang-2021"


def indicator(
    target: str,
    actual: str,
    weight: object = 10,
    score: object = 10,
    *,
    name: str = "培训次数",
    level2: str = "数量指标",
    level1: str = "产出指标（50分）",
) -> IndicatorDetails:
    rows = [(level1, level2, name, target, actual, weight, score, None)]
    return details_of(*map(list, project_rows(indicators=rows))).indicators[0]


def member(row: IndicatorDetails, funds: str | None = "100", pack: str = PACK) -> Member:
    return Member("表.xlsx", "Sheet1", "甲局", "某项目", pack, Decimal(funds) if funds else None, "D5", row)


def rolled(*members: Member) -> Rolled:
    figures, left = roll_up(members, load)
    assert left == []
    (figure,) = figures
    return figure


def left(*members: Member) -> list[tuple[str, str]]:
    figures, unrolled = roll_up(members, load)
    assert figures == []
    return [(each.member.row.actual.text, str(each.why)) for each in unrolled]


def test_quantities_add_up_and_are_then_scored() -> None:
    """One over, one under: 15 of 20 is 75 % of 10 points, though the mean of the scores, 10 and 4, is another."""
    figure = rolled(member(indicator("≥10次", "11次", 10, 10)), member(indicator("≥10次", "4次", 10, 4), "300"))
    assert (figure.target, figure.actual, figure.comparator) == (Decimal(20), Decimal(15), "≥")
    assert (figure.weight, figure.score) == (Decimal(10), Decimal("7.50"))
    assert figure.submitted == Decimal("5.5")  # (10×100 + 4×300) ÷ 400


def test_rates_are_weighted_by_funds_and_then_scored() -> None:
    """(80×100 + 100×300) ÷ 400 = 95 against 90: met."""
    one = member(indicator("≥90%", "80%", 10, "8.89", name="合格率", level2="质量指标"), "100")
    other = member(indicator("≥90%", "100%", 10, 10, name="合格率", level2="质量指标"), "300")
    figure = rolled(one, other)
    assert (figure.target, figure.actual, figure.score) == (Decimal(90), Decimal(95), Decimal("10.00"))


def test_qualitative_scores_are_weighted_by_funds() -> None:
    """(30×100 + 18×200) ÷ 300 = 22."""
    words = {"name": "影响力", "level2": "社会效益指标", "level1": "效益指标（30分）"}
    figure = rolled(
        member(indicator("提升", "提升", 30, 30, **words), "100"),
        member(indicator("提升", "部分提升", 30, 18, **words), "200"),
    )
    assert (figure.part, figure.target, figure.weight, figure.score) == (Part("score"), None, Decimal(30), Decimal(22))


def test_inverse_targets_by_the_pack_s_method() -> None:
    """A target of at most 20 with 25: 10 × 20 ÷ 25 = 8."""
    rows = (indicator("≤10次", "10次", name="事故次数"), indicator("≤10次", "15次", name="事故次数"))
    figure = rolled(*map(member, rows))
    assert (figure.part.is_at_most, figure.score) == (True, Decimal("8.00"))


def test_money_adds_up_in_yuan() -> None:
    rows = [indicator(t, a, name="补助金额") for t, a in (("≥1万元", "1万元"), ("≥5000元", "5000元"))]
    figure = rolled(*map(member, rows))
    assert (figure.part.unit, figure.target, figure.actual) == ("元", Decimal(15000), Decimal(15000))


def test_points_that_differ_are_weighted_by_funds() -> None:
    """(10×100 + 20×300) ÷ 400 = 17.5; 20 of 20 is full."""
    figure = rolled(member(indicator("≥10次", "10次", 10)), member(indicator("≥10次", "10次", 20), "300"))
    assert (figure.weight, figure.score) == (Decimal("17.5"), Decimal("17.50"))


def test_without_funds_quantities_add_up_and_get_no_score_where_points_differ() -> None:
    figure = rolled(member(indicator("≥10次", "10次", 10), None), member(indicator("≥10次", "10次", 20)))
    assert (figure.target, figure.weight, figure.score) == (Decimal(20), None, None)
    assert "没有资金额" in str(figure.unscored)


def test_packs_that_differ_give_no_score() -> None:
    figure = rolled(member(indicator("≥10次", "10次")), member(indicator("≥10次", "10次"), pack="cn-2020"))
    assert (figure.actual, figure.score) == (Decimal(20), None)
    assert "xiangyang-2021" in str(figure.unscored)


def test_a_pack_that_cannot_be_had_gives_no_score() -> None:
    figures, _ = roll_up([member(indicator("≥10次", "10次"))] * 2, lambda pack: None)
    assert figures[0].score is None


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((("5次", "5次"), ("5场", "5场")), "单位不同（次、场）"),
        ((("≥5次", "5次"), ("≤5次", "5次")), "有的要求不低于、有的要求不高于"),
        ((("5次", "5次"), ("按时", "按时")), "有的是数量、有的是文字"),
    ],
)
def test_one_name_for_different_things(rows: Sequence[tuple[str, str]], why: str) -> None:
    found = left(*(member(indicator(*row)) for row in rows))
    assert [actual for actual, _ in found] == [actual for _, actual in rows]
    assert all(why in told for _, told in found)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (indicator("5次", "已完成"), "不都是数量"),
        (indicator("5-8次", "6次"), "区间"),
        (indicator("≥5次", "≥5次"), "不是确数"),
        (indicator("5次", "5场"), "单位不同（次、场）"),
        (indicator("30天", "28天"), "“天”"),
        (indicator("95", "96", name="合格率"), "没有写计量单位"),
        (indicator("95", "96", level2="质量指标"), "没有写计量单位"),
        (indicator("95%", "0.96"), "只有一个写了单位"),
    ],
)
def test_what_goes_into_no_figure(row: IndicatorDetails, why: str) -> None:
    part = part_of(row)
    assert not isinstance(part, Part)
    assert why in str(part)


def test_rates_and_scores_without_funds_go_into_none() -> None:
    rate = indicator("≥90%", "95%", level2="质量指标")
    figures, unrolled = roll_up([member(rate), member(rate), member(rate, None)], load)
    assert (len(figures[0].members), figures[0].left_out) == (2, 1)
    assert [str(each.why) for each in unrolled] == ["没有可用的资金额，不能按资金加权"]


def test_a_score_that_is_blank_goes_into_none() -> None:
    rows = (indicator("提升", "提升", 10, 10), indicator("提升", "提升", 10, "许多"), indicator("提升", "提升", 10, 9))
    figures, unrolled = roll_up(map(member, rows), load)
    assert [len(figure.members) for figure in figures] == [2]
    assert [str(each.why) for each in unrolled] == ["分值或得分空白，或不是数"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5次", Part("sum", "次")),
        ("5", Part("sum")),
        ("≤5%", Part("mean", "%", True)),
        ("200元/人", Part("mean", "元/人")),
        ("3百分点", Part("mean", "百分点")),
        ("按时", Part("score")),
    ],
)
def test_absolute_relative_and_words(text: str, part: Part) -> None:
    assert part_of(indicator(text, text.lstrip("≤"))) == part


def test_names_that_are_one() -> None:
    keys = [indicator_key(indicator("1", "1", name=n, level2=two)) for n, two in (
        ("1. 培训次数", "数量指标"), ("（1）培训 次数", "数量"), ("培训次数", "数量指标"),
    )]  # fmt: skip
    assert len(set(keys)) == 1
    others = [indicator_key(indicator("1", "1", name=n)) for n in ("补助人数（城镇）", "补助人数（农村）")]
    assert len(set(others)) == 2


def test_funds_are_the_full_year_budget_in_yuan() -> None:
    rows = project_rows([("年度资金总额", 9, "1.5", 1, 10, None, None)])
    rows[3] = ("项目资金（万元）", *rows[3][1:])
    assert project_funds(details_of(*map(list, rows))) == Decimal(15000)
    for budget in (0, "-", None, "若干"):
        rows = project_rows([("年度资金总额", 9, budget, 1, 10, None, None)])
        assert project_funds(details_of(*map(list, rows))) is None


AMOUNTS = st.lists(st.tuples(st.integers(1, 99), st.integers(0, 99), st.integers(1, 9)), min_size=2, max_size=5)


@given(AMOUNTS)
def test_order_says_nothing_and_nothing_is_lost(amounts: list[tuple[int, int, int]]) -> None:
    members = [member(indicator(f"≥{t}次", f"{a}次"), str(f)) for t, a, f in amounts]
    one, other = rolled(*members), rolled(*reversed(members))
    assert (one.target, one.actual, one.score) == (other.target, other.actual, other.score)
    assert one.actual == sum(a for _, a, _ in amounts)


@given(AMOUNTS)
def test_a_mean_lies_between_the_least_and_the_most(amounts: list[tuple[int, int, int]]) -> None:
    members = [member(indicator(f"≥{t}%", f"{a}%", name="率"), str(f)) for t, a, f in amounts]
    figure = rolled(*members)
    assert figure.actual is not None
    assert min(a for _, a, _ in amounts) <= figure.actual <= max(a for _, a, _ in amounts)


def test_every_indicator_goes_somewhere() -> None:
    rows = (
        indicator("5次", "5次"),
        indicator("5场", "4场"),
        indicator("5次", "6次"),
        indicator("快", "快"),
        indicator("5-8次", "6次"),
    )
    figures, unrolled = roll_up(map(member, rows), load)
    assert sum(len(figure.members) for figure in figures) + len(unrolled) == len(rows)
    assert [figure.left_out for figure in figures] == [3]
    assert all(isinstance(each, Unrolled) for each in unrolled)
