"""Planted faults in a rubric: each is found at its cell by its code, and nothing else is red."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.support.rubrics import FORM, address_of, judge_rubric
from xlperf.evaluation import Evaluation, Options
from xlperf.findings import Severity

ASSETS = [("所有固定资产总额", 100), ("实际在用固定资产总额", 80)]
STAFF = [("在编人数", 20), ("编外人数", 3)]
SWAP = [("调整、调剂资金累计", 13.5), ("部门预算总规模", 100), ("资金支出规范", "是"), ("会计核算规范", "是")]
VETO = ("存在不符合制度规定的支出", "否")
QUARTERS = [(f"{month}月末累计支出进度", share) for month, share in ((3, "50%"), (6, "50%"), (9, "60%"), (12, "100%"))]


def at(name: str) -> str:
    return address_of(name)


def grave(evaluation: Evaluation) -> set[tuple[str, str, str | None]]:
    return {
        (f.code, f.severity.value, str(f.ref) if f.ref else None)
        for f in evaluation.findings
        if f.severity is not Severity.INFO
    }


FAULTS = {
    # name: (changed cells, inputs, what is found on which sheet)
    "a score that its amounts do not give": ({}, ASSETS, {("S301", "error", f"评分表!{at('固定资产利用率')}")}),
    "a score without its decimals": (
        {at("政府采购执行情况"): 2, "G26": 98},
        [("采购计划金额", 13200), ("实际采购金额", 12560), ("政府采购政策功能落实到位", "是")],
        {("S301", "warning", f"评分表!{at('政府采购执行情况')}")},
    ),
    "a veto passed over": (
        {}, [("存在不符合制度规定的支出", "是")], {("S301", "error", f"评分表!{at('财务合规性')}")},
    ),
    "swaps beyond what is free": (
        {}, [("调整、调剂资金累计", 16), *SWAP[1:], VETO], {("S301", "error", f"评分表!{at('财务合规性')}")},
    ),
    "swaps beyond what is free, in whole points": (
        {}, [*SWAP, VETO], {("S301", "warning", f"评分表!{at('财务合规性')}")},
    ),
    "a begun point of swaps counted as none": (
        {at("财务合规性"): 2.7, "G26": 97.65},
        [*SWAP, VETO],
        {("S301", "warning", f"评分表!{at('财务合规性')}")},
    ),
    "a quarter ahead of its pace counted in full": (
        {}, QUARTERS, {("S301", "warning", f"评分表!{at('预算执行率')}")},
    ),
    "a score that no band gives": (
        {at("固定资产利用率"): 0.8, "G26": 97.75}, (), {("S307", "error", f"评分表!{at('固定资产利用率')}")},
    ),
    "a score beyond what half an answer leaves": (
        {}, [("部门预算公开情况", "没有公开")], {("S307", "error", f"评分表!{at('预决算信息公开')}")},
    ),
    "half a point for a whole task": (
        {at("重点工作完成情况"): 7.5, "G26": 97.45}, (), {("S307", "error", f"评分表!{at('重点工作完成情况')}")},
    ),
    "a score without its decimals, half of it a judgement": (
        {at("政府采购执行情况"): 2, "G26": 98},
        [("采购计划金额", 13200), ("实际采购金额", 12560)],
        {("S307", "warning", f"评分表!{at('政府采购执行情况')}")},
    ),
    "a score above its points": (
        {at("项目监管"): 3, "G26": 98.95}, (), {("S302", "error", f"评分表!{at('项目监管')}")},
    ),
    "a computed score above its points": (
        {at("固定资产利用率"): 2, "G26": 98.95}, ASSETS, {("S302", "error", f"评分表!{at('固定资产利用率')}")},
    ),
    "a score below zero": ({at("项目监管"): -1, "G26": 94.95}, (), {("S302", "error", f"评分表!{at('项目监管')}")}),
    "points that do not make their block's": (
        {address_of("项目监管", "D"): 3}, (), {("S303", "error", "评分表!A9")},
    ),
    "a total that is not the sum": ({"G26": 98.95}, (), {("S305", "error", "评分表!G26")}),
    "a total in whole points": ({"G26": 98}, (), {("S305", "warning", "评分表!G26")}),
    "a score in words": ({at("项目监管"): "满分"}, (), {("S308", "error", f"评分表!{at('项目监管')}")}),
    "another grade than the total's": ({"G27": "良"}, (), {("S309", "warning", "评分表!G27")}),
    "a stated ratio that its numbers do not give": (
        {}, [*STAFF, ("编外人员控制率", "15.00%")], {("S312", "error", "评分依据!B3")},
    ),
    "the second of two stated ratios": (
        {}, [*STAFF, ("编外人员控制率", "13.04%"), ("编外人员占比", "15.00%")], {("S312", "error", "评分依据!B4")},
    ),
    "no unit": ({"B2": None}, (), {("Q501", "error", "评分表!B2")}),
    "no column of points": ({"D4": "类别"}, (), {("T102", "error", None)}),
    "an Excel error": ({at("项目监管"): "#DIV/0!"}, (), {("T104", "error", f"评分表!{at('项目监管')}")}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_alone(name: str) -> None:
    changes, inputs, expected = FAULTS[name]
    assert grave(judge_rubric(changes, inputs)) == expected


RIGHT: dict[str, Sequence[tuple[str, object]]] = {
    "as printed, without inputs": (),
    "stated as it is": [*STAFF, ("编外人员控制率", "13.04%")],
    "stated as a ratio": [*STAFF, ("编外人员控制率", 0.1304)],
    "stated without its sign": [*STAFF, ("编外人员控制率", 13.04)],
    "stated without numbers to hold it against": [("编外人员控制率", "15.00%")],
    "stated in words": [*STAFF, ("编外人员控制率", "较高")],
    "an input stated in two ways": [*ASSETS, ("固定资产总额", 60)],
    "an input that says nothing": [("所有固定资产总额", None), ("实际在用固定资产总额", None)],
    "an input that nobody can read": [("所有固定资产总额", "见附表"), ("实际在用固定资产总额", 1)],
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_stays_unmarked(name: str) -> None:
    assert grave(judge_rubric(inputs=RIGHT[name])) == set()


def test_a_ratio_rounded_more_coarsely_is_worth_knowing() -> None:
    (finding,) = judge_rubric(inputs=[*STAFF, ("编外人员控制率", "13.00%")]).findings
    assert (finding.code, finding.severity) == ("S312", Severity.INFO)


def test_what_is_stated_in_two_ways_is_told() -> None:
    form = judge_rubric(inputs=[*ASSETS, ("固定资产总额", 60)])
    (score,) = [form.scores.at(row.score.ref) for row in form.form.criteria if row.level3.text == "固定资产利用率"]
    assert str(score.reason) == "“所有固定资产总额”填的不能用，或几处填的不同"


def test_a_finding_names_the_standard() -> None:
    (finding,) = judge_rubric(inputs=ASSETS).findings
    assert finding.source.startswith("shenzhen-dept-2020 固定资产利用率：固定资产利用率=（实际在用固定资产总额/")
    assert (finding.expected, finding.actual) == ("0.70", "1")
    assert "80÷100＝80.00%，得 0.7 分" in str(finding.message)


def test_another_standard_on_the_form_makes_a_warning() -> None:
    form = judge_rubric({address_of("固定资产利用率", "F"): "固定资产利用率≥80%的，得1分；其余不得分。"}, ASSETS)
    assert grave(form) == {("S301", "warning", f"评分表!{at('固定资产利用率')}")}


def test_a_rubric_of_no_known_region_is_held_against_itself_alone() -> None:
    form = judge_rubric({"B2": "某市某某中心", "G26": 90, at("项目监管"): 3}, ASSETS)
    assert (form.form.definition, form.pack.id) == ("department-rubric", "cn-2020")
    assert grave(form) == {("S302", "error", f"评分表!{at('项目监管')}"), ("S305", "error", "评分表!G26")}


def test_blank_scores_are_filled_as_far_as_the_inputs_reach() -> None:
    blank = {at(line["level3"]): None for line in FORM["indicators"]} | {"G26": None}
    form = judge_rubric(blank, [*ASSETS, *STAFF])
    assert {given.ref.address: given.value for given in form.filled} == {
        at("固定资产利用率"): Decimal("0.70"), at("编外人员控制率"): Decimal("0.00"),
    }  # fmt: skip
    assert form.total_score is None
    codes = [f.code for f in form.findings]
    assert (codes.count("Q513"), codes.count("S310")) == (3, 19)  # two figures and a total that cannot be told yet


def test_corrected_it_agrees_with_its_standard() -> None:
    form = judge_rubric(inputs=ASSETS, options=Options(correct=True))
    assert [(given.ref.address, given.value) for given in form.corrected] == [
        (at("固定资产利用率"), Decimal("0.70")), ("G26", Decimal("97.65")),
    ]  # fmt: skip
    assert grave(form) == set()
