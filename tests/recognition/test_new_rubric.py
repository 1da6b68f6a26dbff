"""A region's rubric added with TOML alone: recognised by its own words, worked out by its own standards, checked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.snapshots import make_sheet
from xlperf.cells import Snapshot
from xlperf.evaluation import Evaluation, Options, evaluate, refuse_faulty

REGIONS = Path(__file__).with_name("regions")
OPTIONS = Options(forms=(str(REGIONS / "yunchuan-rubric.toml"),))
Label = Sequence[object]


def judge(scores: Sequence[object], total: object, grade: str, inputs: Sequence[Label]) -> Evaluation:
    names = [
        ("投入（30分）", "预算", "结转结余控制", 30),
        ("过程（70分）", "管理", "问题整改", 40),
        (None, None, "管理水平", 30),
    ]
    rows = [
        ["2024年度云川市部门整体评价打分表"],
        ["单位名称", "云川市某某局"],
        ["一级指标", "二级指标", "三级指标", "分值", "打分办法", "单位自评"],
        *([*name, "略", score] for name, score in zip(names, scores, strict=True)),
        ["总分", None, None, None, None, total],
        ["等级", None, None, None, None, grade],
        [],
        *inputs,
    ]
    sheet = make_sheet(rows, ("A7:E7", "A8:E8"), "打分表")
    (evaluation,) = evaluate(Snapshot("打分表.xlsx", (sheet,)), OPTIONS).forms
    return evaluation


INPUTS = [("年末结转结余", 80), ("支出预算数", 1000), ("整改未完成的问题数", 1), ("管理水平评定", 25)]


def test_its_files_are_sound() -> None:
    refuse_faulty(OPTIONS)


def test_it_is_worked_out() -> None:
    """8 % is 3 points beyond 5 %: 30 − 6; 40 − 10; 25: 79, 良 in its own grades."""
    form = judge((None, None, None), None, "", INPUTS)
    assert (form.form.definition, form.pack.id, form.form.missing) == ("yunchuan-rubric", "yunchuan-rubric-2024", ())
    assert [given.value for given in form.filled] == [24, 30, 25, 79]
    assert (form.total_score, form.grade) == (79, "良")


def test_its_own_standards_bind_no_other_wording() -> None:
    """The form prints 略 for its standards, which are not the pack's: a difference is worth a look, no more."""
    form = judge((30, 30, 25), 85, "优", INPUTS)
    assert [(f.code, f.severity.value, f.ref.address, f.expected) for f in form.findings] == [
        ("S301", "warning", "F4", "24.0")
    ]


@pytest.mark.parametrize(
    ("scores", "total", "grade", "found"),
    [
        ((24, 30, 25), 79, "良", set()),
        ((24, 35, 25), 84, "良", {("S301", "F5")}),
        ((24, 30, 31), 85, "优", {("S302", "F6")}),
        ((24, 30, 25), 80, "良", {("S305", "F7")}),
        ((24, 30, 25), 79, "优", {("S309", "F8")}),
    ],
)
def test_faults_are_found(scores: Sequence[object], total: object, grade: str, found: set[tuple[str, str]]) -> None:
    form = judge(scores, total, grade, INPUTS)
    assert {(f.code, f.ref.address if f.ref else "") for f in form.findings} == found


def test_one_place_is_its_rounding() -> None:
    form = judge((None, 30, 25), None, "", [("年末结转结余", 73.3), *INPUTS[1:]])
    assert form.filled[0].value == Decimal("25.3")  # 30 − 2 × 2.33 = 25.34
