"""X607 to X610: a form beside that of a year before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.across_forms import forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.folder import FormAt
from xlperf.across.last_year import Before, compare_years

LONG = "由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付"
GOAL = "全年举办各类讲座十二场，服务读者两千人次，读者满意度达到百分之九十五以上。"


def a_year(
    target: str = "≥100次", actual: str = "100次", budget: object = 1000, *, reason: str | None = None,
    goal: str = "完成",
    year: str = "2021年", words: str = "得到提升", money: str = "元",
) -> FormAt:  # fmt: skip
    rows: Sequence[Row] = (
        ("产出指标（50分）", "数量指标", "培训次数", target, actual, 50, 50, reason),
        ("效益指标（40分）", "社会效益指标", "影响力", "提升", words, 40, 40, None),
    )
    table = form(rows=rows, goals=("目标", goal), year=year)
    table[3] = (f"项目资金（{money}）", *table[3][1:])
    table[4] = (None, "年度资金总额", budget, budget, 0, 10, None, None)
    (found,) = forms_of({"a.xlsx": table})
    return found


def found(now: FormAt, before: FormAt) -> list[tuple[str, str, str]]:
    told = compare_years(now, Before("上年/a.xlsx", before.form))
    return [(each.code, each.severity.value, each.ref.address if each.ref else "") for each in told]


def test_a_year_like_the_one_before_says_nothing() -> None:
    assert found(a_year(), a_year(year="2020年")) == []


@pytest.mark.parametrize(
    ("target", "actual", "is_low"),
    [
        ("≥79次", "100次", True), ("≥80次", "100次", False), ("≥150次", "100次", False), ("≤126天", "100天", True),
        ("≤125天", "100天", False), ("79次", "100次", False), ("=79次", "100次", False), ("≥79人", "100亩", False),
        ("≥79次", "大量", False), ("≥79次", "0次", False),
    ],
)  # fmt: skip
def test_a_target_far_short_of_what_was_reached(target: str, actual: str, is_low: bool) -> None:
    expected = [("X607", "info", "E9")] if is_low else []
    assert found(a_year(target), a_year("≥1次", actual)) == expected


def test_with_as_much_less_money_less_is_to_be_expected() -> None:
    assert [code for code, *_ in found(a_year("≥60次", budget=600), a_year())] == []
    assert [code for code, *_ in found(a_year("≥60次", budget=700), a_year())] == ["X607"]


def test_more_money_and_no_higher_target() -> None:
    assert found(a_year(budget=1200), a_year()) == [("X608", "info", "D5")]
    assert found(a_year(budget=1199), a_year()) == []
    assert found(a_year("≥101次", budget=1200), a_year()) == []
    assert found(a_year("≤100天", budget=1200), a_year("≤100天", "90天")) == []


def test_budgets_unlike_each_other_whatever_their_unit() -> None:
    assert found(a_year("≥101次", budget=1500), a_year()) == [("X610", "info", "D5")]
    assert found(a_year(budget=500), a_year()) == [("X610", "info", "D5")]
    assert found(a_year(budget=501), a_year()) == []
    assert found(a_year(budget="0.10", money="万元"), a_year()) == []


def test_last_year_s_words() -> None:
    assert found(a_year(reason=LONG), a_year(reason=LONG)) == [("X609", "info", "I9")]
    assert found(a_year(goal=GOAL), a_year(goal=GOAL)) == [("X609", "info", "E7")]
    told = "组织志愿者进社区宣传并赠书"
    assert found(a_year(words=told), a_year(words=told)) == [("X609", "info", "F10")]


@pytest.mark.parametrize("words", ["得到提升", "部分达成预期指标并具有一定效果", "92%", "提升"])
def test_words_that_are_the_same_every_year(words: str) -> None:
    assert found(a_year(words=words, reason="疫情影响"), a_year(words=words, reason="疫情影响")) == []


def test_where_it_stood_last_year_is_told() -> None:
    (finding,) = compare_years(a_year(budget=400), Before("上年/a.xlsx", a_year().form))
    assert finding.source == "上年的表 上年/a.xlsx Sheet1!D5"
    assert "400元" in str(finding.message)
    assert "40%" in str(finding.message)
