"""The closed list of methods: what each gives, how a figure that differs is told, and the formula beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.evaluation import Options, evaluate
from xlperf.findings import Finding
from xlperf.formulas import evaluate_formula
from xlperf.recognition import recognise
from xlperf.rules import RulePack, load
from xlperf.scores import ScoreLine
from xlperf.scoring import score_form
from xlperf.scoring.execution import points_for
from xlperf.scoring.live import live_formulas

WORDS: Row = ("产出指标", "数量指标", "某项指标", "及时", "及时", 90, 90, None)


def executed(rate: object, score: object = None, weight: object = 10) -> list[Row]:
    funds: Row = ("年度资金总额", 100, 100, rate, weight, None, score)
    return project_rows((funds,), (WORDS,), (100, None), unit="某单位")


def execution_finding(pack: str, rate: object, score: object) -> Finding | None:
    (form,) = evaluate(make_snapshot(executed(rate, score)), Options(rules=pack)).forms
    return next((finding for finding in form.findings if finding.code == "F202"), None)


@pytest.mark.parametrize(
    ("pack", "rate", "score", "severity"),
    [
        ("guangxi", "85", "5", None),
        ("guangxi", "88.5", "8.50", None),
        ("guangxi", "88.5", "9", "warning"),  # a begun percentage point not counted
        ("guangxi", "88.3", "9", "warning"),
        ("guangxi", "88.3", "8", "warning"),  # counted whole
        ("guangxi", "88.3", "8.83", "error"),  # in proportion
        ("guangxi", "95", "9.50", "error"),
        ("hebei-2019", "96.99", "10", None),
        ("hebei-2019", "96.99", "9.70", "warning"),  # not rounded
        ("hebei-2019", "96.99", "9.7", "warning"),
        ("hebei-2019", "94.6", "9", None),
        ("hebei-2019", "94.6", "10", "warning"),  # of the rate in whole percent, 95 %: 9.5, so 10
        ("hebei-2019", "96.99", "9", "error"),
        ("sichuan", "96.99", "9.70", None),
        ("sichuan", "96.99", "10", "warning"),
        ("sichuan", "96.99", "9", "error"),
        ("cn-2021", "96.99", "9", "warning"),  # the clause is [M]
        ("shanghai-2020", "96.99", "3", None),
        ("ningxia", "96.99", "3", None),
    ],
)
def test_an_execution_score_that_differs(pack: str, rate: str, score: str, severity: str | None) -> None:
    finding = execution_finding(pack, rate, score)
    assert (finding and finding.severity.value) == severity


def test_the_working_says_how_points_were_taken() -> None:
    (form,) = evaluate(make_snapshot(executed("85")), Options(rules="guangxi")).forms
    steps = [str(filled.line.steps[0]) for filled in form.filled]
    assert "执行率 85.00% 低于 90%，每低 1 个百分点从 10 分中减 1 分，得 5.00" in steps
    (form,) = evaluate(make_snapshot(executed("92")), Options(rules="guangxi")).forms
    assert "执行率 92.00% 达到 90%，得满分 10" in [str(filled.line.steps[0]) for filled in form.filled]
    (form,) = evaluate(make_snapshot(executed("96.99")), Options(rules="hebei-2019")).forms
    assert "得分＝分值×执行率＝10×96.99%，取整为 10.00" in [str(filled.line.steps[0]) for filled in form.filled]


def test_an_execution_score_that_there_is_none_of_stays_blank() -> None:
    (form,) = evaluate(make_snapshot(executed("85", weight=None)), Options(rules="ningxia")).forms
    assert "H5" not in {filled.ref.address for filled in form.filled}
    assert not [finding for finding in form.findings if finding.ref is not None and finding.ref.address == "H5"]


def inverse_line(target: str, actual: str, weight: int, inverse: str) -> ScoreLine:
    indicator = ("产出指标", "数量指标", "某项指标", target, actual, weight, None, None)
    (form,) = recognise(make_snapshot(project_rows(indicators=(indicator,))))
    score = form.indicators[0].score
    assert score is not None
    return score_form(form, with_inverse(inverse)).lines[score.ref]


def with_inverse(inverse: Any) -> RulePack:
    pack = load("xiangyang-2021")
    return replace(pack, quantitative=replace(pack.quantitative, inverse=inverse))


@pytest.mark.parametrize(
    ("target", "actual", "weight", "by_quotient", "linear"),
    [
        ("≤10次", "12次", 10, "8.33", "8.00"),
        ("≤10次", "15次", 10, "6.67", "5.00"),
        ("≤10次", "20次", 10, "5.00", "0.00"),
        ("≤10次", "30次", 10, "3.33", "0.00"),  # never below zero
        ("≤10次", "8次", 10, "10.00", "10.00"),
        ("≤3天", "4天", 5, "3.75", "3.33"),
        ("<200元", "250元", 8, "6.40", "6.00"),
    ],
)
def test_both_formulas_for_an_upper_bound(target: str, actual: str, weight: int, by_quotient: str, linear: str) -> None:
    assert inverse_line(target, actual, weight, "target-over-actual").awarded == Decimal(by_quotient)
    assert inverse_line(target, actual, weight, "linear").awarded == Decimal(linear)


def test_an_upper_bound_of_zero_has_no_quotient() -> None:
    for method in ("target-over-actual", "linear"):
        assert inverse_line("≤0次", "3次", 10, method).awarded is None
        assert inverse_line("≤0次", "0次", 10, method).awarded == 10


def test_the_working_of_the_linear_one() -> None:
    (step,) = inverse_line("≤10次", "12次", 10, "linear").steps
    assert str(step) == "得分＝分值×(1－(实际完成值－指标值)÷指标值)＝10×(1－(12－10)÷10)，得 8.00"


def test_an_upper_bound_alone_may_have_a_rule() -> None:
    """A note settles inverse targets in a pack that knows nothing else of quantities."""
    pack = load("guangxi")
    pack = replace(pack, quantitative=replace(pack.quantitative, inverse="linear"))
    rows: list[Row] = [
        ("产出指标", "数量指标", "甲", "≤10次", "12次", 45, None, None),
        ("产出指标", "数量指标", "乙", "10次", "8次", 45, None, None),
    ]
    (form,) = recognise(make_snapshot(project_rows(indicators=rows)))
    lines = score_form(form, pack).lines
    assert [lines[row.score.ref].awarded for row in form.indicators if row.score] == [36, None]


NUMBERS: Mapping[str, int] = {"D5": 200, "E5": 170, "F5": 10, "E9": 10, "F9": 12, "G9": 20}


@pytest.mark.parametrize(
    ("pack", "formula", "value"),
    [
        ("guangxi", "ROUND(MAX(0,MIN(F5,F5-(90*D5-100*E5)*1/D5)),2)", "5.00"),
        ("hebei-2019", "ROUND(MIN(F5,F5*E5/D5),0)", "9"),
        ("sichuan", "ROUND(MIN(F5,F5*E5/D5),2)", "8.50"),
    ],
)
def test_live_formulas_of_execution(pack: str, formula: str, value: str) -> None:
    funds: Row = ("年度资金总额", 200, 200, 170, 10, None, None)
    (form,) = recognise(make_snapshot(project_rows((funds,), (WORDS,))))
    score = form.funds[0].score
    assert score is not None
    rules = load(pack)
    found = live_formulas(form, rules, score_form(form, rules), score.ref, lambda ref: cell(ref.address))
    assert list(found) == [formula]
    assert evaluate_formula(formula, lambda _, row, column: cell(f"{chr(64 + column)}{row}")) == Decimal(value)


def cell(address: str) -> Decimal:
    return Decimal(NUMBERS[address])


def test_live_formula_of_the_linear_one() -> None:
    indicator = ("产出指标", "数量指标", "某项指标", "≤10", 12, 20, None, None)
    (form,) = recognise(make_snapshot(project_rows(indicators=(indicator,))))
    score = form.indicators[0].score
    assert score is not None
    pack = with_inverse("linear")
    (formula,) = live_formulas(form, pack, score_form(form, pack), score.ref, lambda ref: cell(ref.address))
    assert formula == "ROUND(MAX(0,MIN(G9,G9*(2*E9-F9)/E9)),2)"
    assert evaluate_formula(formula, lambda _, row, column: cell(f"{chr(64 + column)}{row}")) == 16


SCORED = ("cn-2020", "guangxi", "hebei-2019", "xiangyang-2021")
cents = st.integers(1, 10**10).map(lambda number: Decimal(number) / 100)


@given(cents, cents, st.sampled_from(SCORED))
def test_a_formula_with_an_execution_score_gives_that_score(budget: Decimal, spent: Decimal, pack: str) -> None:
    rules = load(pack)
    weight = rules.points.blocks["EXECUTION"]
    funds: Row = ("年度资金总额", 0, budget, spent, weight, None, None)
    (form,) = evaluate(
        make_snapshot(project_rows((funds,), (WORDS,), (100, None))), Options(rules=pack, formulas=True)
    ).forms
    (given,) = [filled for filled in form.filled if filled.ref.address == "H5"]
    assert given.formula is not None
    numbers = {(5, 4): budget, (5, 5): spent, (5, 6): weight}
    assert evaluate_formula(given.formula, lambda _, *at: numbers.get(at)) == given.value


rates = st.decimals(0, 3, places=4, allow_nan=False)


@given(rates, rates, st.integers(1, 40), st.sampled_from(SCORED))
def test_laws_of_an_execution_score(one: Decimal, other: Decimal, weight: int, pack: str) -> None:
    """Between zero and the points; no lower for a higher rate; full when all is spent."""
    points, rules = Decimal(weight), load(pack)
    lower, higher = (points_for(rate, points, rules) for rate in sorted((one, other)))
    assert 0 <= lower <= higher <= points
    assert points_for(Decimal(1), points, rules) == points


@given(st.integers(1, 1000), st.integers(0, 3000), st.integers(1, 30))
def test_the_linear_one_is_never_the_milder(target: int, actual: int, weight: int) -> None:
    by_quotient = inverse_line(f"≤{target}", f"{actual}", weight, "target-over-actual").exact
    linear = inverse_line(f"≤{target}", f"{actual}", weight, "linear").exact
    assert by_quotient is not None
    assert linear is not None
    assert 0 <= linear <= by_quotient <= weight
