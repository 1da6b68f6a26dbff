"""Scores by the packs: the cases that a finance officer would work out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.rules import load
from xlperf.scores import ScoreLine
from xlperf.scoring import score_form
from xlperf.scoring.achievement import compare
from xlperf.scoring.correction import replace_contradicted
from xlperf.scoring.indicators import score_indicator

PACK = load("shenzhen-2021")


def form_with(*indicators: Row, funds: Row | None = None, total: Row = (100, None)) -> Form:
    lines = (funds or ("年度资金总额", 100, 100, 90, 10, None, None),)
    (form,) = recognise(make_snapshot(project_rows(lines, indicators, total)))
    return form


def score_of(
    target: object, actual: object, weight: object = 10, level2: str = "数量指标", pack: str = "shenzhen-2021"
) -> ScoreLine:
    form = form_with(("产出指标", level2, "某项指标", target, actual, weight, None, None))
    return score_form(form, load(pack)).lines[form.indicators[0].score.ref]


@pytest.mark.parametrize(
    ("target", "actual", "weight", "awarded"),
    [
        ("5次", "2次", 4, "1.60"),  # printed so in the Shenzhen form 01
        ("28次", "18次", 3, "1.93"),  # 03
        (8, 2, 1, "0.25"),  # 09
        (15, 10, 3, "2.00"),  # 11
        (10, 125, 4, "4.00"),  # 02: over-fulfilment stays full
        (2, 0, 1, "0.00"),  # 09
        ("1000万元", "900", 10, "9.00"),
        (0, 0, 30, "30.00"),  # 12: zero events wanted, none happened
        ("≥95", "95%", 20, "20.00"),  # 12: a missing unit is not a different one
        ("50天", "约150天", 3, "3.00"),  # 11
        ("≤10次", "8次", 3, "3.00"),
        ("≤10次", "≤10次", 3, "3.00"),  # 11
        ("≥90%", "８５％", 10, "9.44"),
        ("80%~90%", "85%", 10, "10.00"),
        ("及时", "及时", 5, "5.00"),
        ("有效保障", "达成预期指标", 5, "5.00"),
        ("10家", "40家（含2018年25家建站单位评估验收工作）", 3, "3.00"),  # 03
        ("12月底前", "11月", 5, "5.00"),
        ("2021年12月31日前完成", "2021年10月完成", 5, "5.00"),
        ("≥8万亩", "80000", 10, "10.00"),
        ("≥8万亩", "8", 10, "10.00"),  # the 万 of the target left out
        ("≥8万亩", "7.2万亩", 10, "9.00"),
        ("同比增长10%", "同比增长8%", 10, "8.00"),
        ("0起", "0次", 10, "10.00"),  # nothing is nothing in any unit
        ("＝100%", "95%", 10, "9.50"),
    ],
)
def test_awarded(target: object, actual: object, weight: int, awarded: str) -> None:
    assert score_of(target, actual, weight).awarded == Decimal(awarded)


@pytest.mark.parametrize(
    ("target", "actual", "level2"),
    [
        ("及时", "比较及时", "时效指标"),  # a person's judgement
        ("100%", "尚未完成验收", "质量指标"),  # 04
        ("5次", "2家", "数量指标"),  # different units
        ("≤10次", "12次", "数量指标"),  # the pack knows no rule for a missed upper bound
        (0, 3, "数量指标"),  # zero target
        ("100万元", "120万元", "成本指标"),  # no direction given
        ("95%", "0.9", "质量指标"),  # two readings
        ("80%~90%", "70%", "质量指标"),
        ("1000万元", "1200万", "数量指标"),  # of what?
        ("增长5%", "下降3%", "经济效益指标"),
        ("＝100%", "105%", "数量指标"),
        ("12月底前", "次年1月", "时效指标"),  # missed, by no share
        ("9月前", "9月", "时效指标"),  # before it begins or before it ends?
    ],
)
def test_left_open_with_a_reason(target: str, actual: str, level2: str) -> None:
    line = score_of(target, actual, level2=level2)
    assert (line.exact, line.awarded) == (None, None)
    assert line.reason is not None


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "score"),
    [
        ("10645707.40", "10325305.82", "0.9699", "9.70"),
        ("2459584.00", "1737827.30", "0.7066", "7.07"),
        ("100", "114.44", "1.1444", "10.00"),
        ("100", "-", "0.0000", "0.00"),
    ],
)
def test_rate_and_execution_score(budget: str, executed: str, rate: str, score: str) -> None:
    form = form_with(funds=("年度资金总额", budget, budget, executed, 10, None, None))
    lines = score_form(form, PACK).lines
    assert lines[form.funds[0].execution_rate.ref].awarded == Decimal(rate)
    assert lines[form.funds[0].score.ref].awarded == Decimal(score)


@pytest.mark.parametrize("budget", ["-", "—", 0, None])
def test_no_rate_without_a_budget(budget: object) -> None:
    form = form_with(funds=("年度资金总额", budget, budget, 5, 10, None, None))
    assert form.funds[0].execution_rate.ref not in score_form(form, PACK).lines


def test_as_given_execution_score_is_not_computed() -> None:
    form = form_with()
    line = score_form(form, load("shanghai-2020")).lines[form.funds[0].score.ref]
    assert line.awarded is None
    assert line.reason is not None


def indicators(weight: int, *scores: object) -> list[Row]:
    return [
        ("产出指标", "数量指标", f"指标{i}", "及时", "基本及时", weight, score, "原因")
        for i, score in enumerate(scores)
    ]


def total_of(form: Form, pack: str) -> Decimal | None:
    return score_form(form, load(pack)).lines[form.total.score.ref].awarded


def test_total_counts_execution_together() -> None:
    form = form_with(*indicators(30, 30, 29, 28), funds=("年度资金总额", 100, 100, 90, 10, "90%", 9))
    assert total_of(form, "shenzhen-2021") == 96


def test_total_of_indicators_alone_where_these_make_the_printed_weight() -> None:
    form = form_with(*indicators(25, 25, 24, 23, 20), funds=("年度资金总额", 100, 100, 90, 10, "90%", 9))
    assert total_of(form, "shanghai-2020") == 92


def test_total_stays_open_while_a_score_is_missing() -> None:
    form = form_with(*indicators(30, 30, None, 28), funds=("年度资金总额", 100, 100, 90, 10, "90%", 9))
    line = score_form(form, PACK).lines[form.total.score.ref]
    assert line.awarded is None
    assert "指标1" in str(line.reason)


def test_points_of_lines_below_the_total_are_never_added() -> None:
    funds = (
        ("年度资金总额", 100, 100, 90, 10, "90%", 9),
        ("其中：当年财政拨款", 100, 100, 90, 10, "90%", 9),
    )
    (form,) = recognise(make_snapshot(project_rows(funds, indicators(30, 30, 30, 30), (100, None))))
    assert total_of(form, "shenzhen-2021") == 99


def test_nil_mark_as_a_score_counts_as_zero() -> None:
    form = form_with(*indicators(30, 30, "-", 30), funds=("年度资金总额", 100, 100, 90, 10, "90%", 9))
    assert total_of(form, "shenzhen-2021") == 69


def test_correction_replaces_what_contradicts_the_rule_and_then_the_total() -> None:
    rows = [
        ("产出指标", "数量指标", "次数", "5次", "2次", 50, 50, "原因"),  # 20 by the rule
        ("效益指标", "社会效益指标", "影响", "提升", "有所提升", 40, 35, "原因"),  # a person's
    ]
    form = form_with(*rows, funds=("年度资金总额", 100, 100, 90, 10, "95%", 9), total=(100, 94))
    corrected, replaced = replace_contradicted(form, PACK)
    assert {r.figure.text: r.value for r in replaced} == {"95%": Decimal("0.9"), "50": Decimal(20), "94": Decimal(64)}
    assert corrected.total.score.number == 64
    assert replace_contradicted(corrected, PACK)[1] == ()


def test_a_score_reduced_for_over_fulfilment_is_not_corrected() -> None:
    form = form_with(("产出指标", "数量指标", "次数", 10, 100, 50, 40, "超额过多，酌情扣分"))
    assert [r.line.field for r in replace_contradicted(form, PACK)[1]] == []


@pytest.mark.parametrize(
    ("name", "is_open"), [("财政供养人员控制率", True), ("群众投诉率", True), ("培训合格率", False)]
)
def test_a_rate_of_which_less_may_be_better_is_left_open(name: str, is_open: bool) -> None:
    rows = [("产出指标", "质量指标", name, "90%", "80%", 10, None, "原因")]
    (form,) = recognise(make_snapshot(project_rows(indicators=rows)))
    line = score_indicator(form.indicators[0], load("cn-2020"))
    assert (line.awarded is None) is is_open


def test_a_deadline_that_was_missed_wants_a_reason() -> None:
    rows = [("产出指标", "时效指标", "完成时间", "12月底前", "次年1月", 10, 10, None)]
    (form,) = recognise(make_snapshot(project_rows(indicators=rows)))
    assert compare(form.indicators[0]).is_short
