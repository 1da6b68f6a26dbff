"""Figures by rules that the form itself prints, from the sheet to the finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.support.choices import with_notes
from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.checks import CHECKS, Case, judge
from xlperf.evaluation import evaluate
from xlperf.findings import Finding
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.rules import RulePack, choose_pack
from xlperf.scoring import score_form

INVERSE = "反向指标：得分=权重*A/B"
PROPORTIONAL = "得分（20分*执行率）"


def form_of(funds: Row, *rows: Row) -> Form:
    (form,) = recognise(make_snapshot(project_rows((funds,), rows, (100, None), unit="某单位")))
    return form


def findings(form: Form, pack: RulePack) -> dict[str, Finding]:
    case = Case(form, pack, score_form(form, pack))
    found = [finding for check in CHECKS for finding in judge(check, case)[0] if finding.code in ("S301", "F202")]
    return {finding.ref.address: finding for finding in found if finding.ref is not None}


def test_a_note_binds_for_what_it_settles_and_for_nothing_else() -> None:
    """In a fallback pack: 10 × 10 ÷ 12 = 8.33 and not 10 is an error, 4 × 2 ÷ 5 = 1.60 and not 4 a warning."""
    form = form_of(
        ("年度资金总额", 100, 100, 100, 15, "100%", 15),
        ("产出指标", "数量指标", "甲", "≤10次", "12次", 10, 10, "原因"),
        ("产出指标", "数量指标", "乙", "5次", "2次", 4, 4, "原因"),
    )
    pack, _ = choose_pack(with_notes(form, INVERSE), "", None)
    assert pack.is_fallback
    found = findings(form, pack)
    assert {cell: (f.severity.value, f.expected) for cell, f in found.items()} == {
        "H9": ("error", "8.33"),
        "H10": ("warning", "1.60"),
    }
    assert found["H9"].source == "表内说明 A40 quantitative：反向指标：得分=权重*A/B"


def test_points_of_the_rate_that_the_form_prints_are_the_form_s_own() -> None:
    """The pack has 10 points for the rate; the form prints 20 and how they are counted."""
    form = form_of(
        ("年度资金总额", 100, 100, 50, 20, "50%", 5), ("产出指标", "数量指标", "甲", "好", "好", 80, 80, None)
    )
    score = form.funds[0].score
    assert score is not None
    plain, _ = choose_pack(form, "shenzhen-2021", None)
    printed, _ = choose_pack(with_notes(form, PROPORTIONAL), "shenzhen-2021", None)
    assert score_form(form, plain).lines[score.ref].awarded is None
    assert score_form(form, printed).lines[score.ref].awarded == Decimal(10)
    assert findings(form, printed)["H5"].severity.value == "error"


def test_a_header_on_the_sheet_is_read_as_a_rule() -> None:
    """From the cells: the header of the score states the rule, and a pack that is a fallback otherwise binds by it."""
    rows = project_rows(
        (("年度资金总额", 100, 100, 50, 15, "50%", 9),),
        (("产出指标", "数量指标", "甲", "好", "好", 85, 85, None),),
        (100, 94),
        unit="某单位",
    )
    rows[3] = tuple("得分（15分*执行率）" if text == "得分" else text for text in rows[3])
    (form,) = evaluate(make_snapshot(rows)).forms
    assert form.pack.is_fallback
    assert "H4“得分（15分*执行率）”" in str(form.pack_reason)
    (finding,) = [f for f in form.findings if f.code == "F202"]
    assert (finding.severity.value, finding.expected, finding.source) == (
        "error", "7.50", "表内说明 H4 execution：得分（15分*执行率）",
    )  # fmt: skip


def test_the_form_without_the_note_is_judged_by_the_pack_alone() -> None:
    form = form_of(
        ("年度资金总额", 100, 100, 50, 15, "50%", 9), ("产出指标", "数量指标", "甲", "好", "好", 85, 85, None)
    )
    pack, _ = choose_pack(replace(form, notes=()), "", None)
    assert findings(form, pack)["H5"].severity.value == "warning"
