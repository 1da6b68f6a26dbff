"""What nobody has read, and what is only a fallback, never makes an error: on any form, by any pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.checks import CHECKS, Case, judge
from xlperf.findings import Finding, Severity
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.rules import CLAUSES, RulePack, load_packs
from xlperf.scoring import score_form

BY_THE_PACK = ("F202", "S301", "S307")
"""Checks that hold a figure against the pack and nothing else."""


def of_general_knowledge(pack: RulePack) -> RulePack:
    """The pack with every clause [M]."""
    return replace(pack, **{key: replace(getattr(pack, key), standing="M") for key in CLAUSES})


def as_fallback(pack: RulePack) -> RulePack:
    return replace(pack, is_fallback=True)


UNBOUND = [weaken(pack) for pack in load_packs().values() for weaken in (of_general_knowledge, as_fallback)]

points = st.sampled_from([None, 5, 10, 20, 30, 45, 90, "—", "十分"])
scores = st.one_of(st.sampled_from([None, "-", "合格"]), st.decimals(-5, 100, places=2))
values = st.sampled_from(
    ["5次", "2次", "≤10次", "12次", "<3天", "5天", "及时", "比较及时", "达成预期指标", 0, "≥90%", "80%"]
)
labels = st.sampled_from(["产出指标", "产出指标（50分）", "效益指标", "满意度指标", "成本指标（20分）"])
indicators = st.tuples(labels, st.just("数量指标"), st.just("某项指标"), values, values, points, scores, st.none())
amounts = st.sampled_from([None, 0, "-", 100, "99.5", "88.3", 120])
funds = st.tuples(st.just("年度资金总额"), amounts, amounts, amounts, points, st.none(), scores)


def findings(form: Form, pack: RulePack) -> list[Finding]:
    case = Case(form, pack, score_form(form, pack))
    return [finding for check in CHECKS for finding in judge(check, case)[0]]


def is_the_form_s_own(finding: Finding, form: Form) -> bool:
    """The form contradicts itself: points in a label, or in the total."""
    if finding.code == "S303":
        return any(row.block.points is not None and row.block.label.ref == finding.ref for row in form.indicators)
    return "各项分值相加为" in str(finding.message)


@given(funds, st.lists(indicators, min_size=1, max_size=5), points, scores, st.sampled_from(UNBOUND))
def test_no_error_without_a_rule_that_binds(
    line: Row, rows: list[Row], weight: object, score: object, pack: RulePack
) -> None:
    for form in recognise(make_snapshot(project_rows((line,), rows, (weight, score)))):
        for finding in findings(form, pack):
            if finding.severity is Severity.ERROR:
                assert finding.code not in BY_THE_PACK, finding
                assert finding.code not in ("S303", "S304") or is_the_form_s_own(finding, form), finding


WRONG: list[Row] = [("产出指标", "数量指标", "次数", "5次", "2次", 30, 30, "原因")]
LINE: Row = ("年度资金总额", 100, 100, 50, 10, "50%", 9)


@pytest.mark.parametrize("weaken", [of_general_knowledge, as_fallback])
def test_the_same_findings_come_as_warnings(weaken: Callable[[RulePack], RulePack]) -> None:
    """The law above would hold if nothing were found at all."""
    (form,) = recognise(make_snapshot(project_rows((LINE,), WRONG, (60, 39))))
    pack = load_packs()["cn-2020"]

    def told(by: RulePack) -> dict[str, Severity]:
        return {f.code: f.severity for f in findings(form, by) if f.code in ("F202", "S301", "S304")}

    assert told(pack) == {"F202": Severity.ERROR, "S301": Severity.ERROR, "S304": Severity.ERROR}
    weak = told(weaken(pack))
    assert {code: severity for code, severity in weak.items() if code != "S304"} == {
        "F202": Severity.WARNING,
        "S301": Severity.WARNING,
    }


def test_an_unread_grade_does_not_make_a_difference_graver() -> None:
    """9.96 rounded to 10 takes the total from 89.96 to 90: an error by grades that bind, else a warning."""
    rows: list[Row] = [("产出指标", "数量指标", "某项指标", "好", "好", 90, 80, "原因")]
    (form,) = recognise(
        make_snapshot(project_rows((("年度资金总额", 1000, 1000, 996, 10, "99.6%", 10),), rows, (100, 90)))
    )
    pack = load_packs()["cn-2020"]
    unread = replace(pack, grades=replace(pack.grades, standing="M"))
    graver = [next(f.severity for f in findings(form, by) if f.code == "F202") for by in (pack, unread)]
    assert graver == [Severity.ERROR, Severity.WARNING]
