"""A department's completion form: read as printed; planted faults are found at their cells, and nothing else is red."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.snapshots import make_snapshot
from xlperf.evaluation import Evaluation, evaluate
from xlperf.findings import Severity
from xlperf.reports.json_form import form_document

FORM: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "examples/data/shenzhen-dept-2020/completion.json").read_text("utf-8")
)
AMOUNTS = ("budget_total", "budget_fiscal", "executed_total", "executed_fiscal")
TASKS = [("科技创新", 100, 80, 90, 70), ("科技交流", 50, 50, 40, 40), ("其他", 20, "-", 20, 0)]
SUMS = (170, 130, 150, 110)
INDICATORS = [
    ("产出指标", "数量指标", "课题数量", "≥10项", "12项"),
    (None, "质量指标", "验收合格率", "100%", "98%"),
    (None, "时效指标", "完成及时性", "及时", "及时"),
    ("效益指标", "经济效益指标", None, None, None),
    (None, "满意度指标", "受众满意度", "≥90%", "95%"),
]
MERGES = ("A2:B2", "A3:A8", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "A8:C8", "A11:A16")


def rows() -> list[list[object]]:
    """Columns A–G; tasks in rows 5–7, their sum in row 8, indicators in rows 12–16."""
    table: list[list[object]] = [
        [FORM["title"]],
        ["部门（单位）名称", None, "深圳市某某中心", "预算年度", "2020"],
        ["年度主要任务完成情况", "任务名称", "完成情况", "预算数（元）", None, "执行数（元）"],
        [None, None, None, "全额", "其中：财政拨款", "全额", "其中：财政拨款"],
        *([None, name, "已完成", *amounts] for name, *amounts in TASKS),
        ["金额合计", None, None, *SUMS],
        ["年度总体目标完成情况", "预期目标", None, None, "目标实际完成情况"],
        [None, "推动科技交流", None, None, "完成科技交流"],
        ["年度绩效指标完成情况", "一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值"],
        *([None, *line] for line in INDICATORS),
    ]
    return [row + [None] * (7 - len(row)) for row in table]


def judge(changes: Mapping[str, object] = {}) -> Evaluation:
    table = rows()
    for address, content in changes.items():
        table[int(address[1:]) - 1][ord(address[0]) - 65] = content
    (evaluation,) = evaluate(make_snapshot(table, MERGES, "完成情况")).forms
    return evaluation


def grave(evaluation: Evaluation) -> set[tuple[str, str, str | None]]:
    return {
        (f.code, f.severity.value, f.ref.address if f.ref else None)
        for f in evaluation.findings
        if f.severity is not Severity.INFO
    }


def test_it_is_a_form_of_its_own() -> None:
    form = judge().form
    assert (form.definition, form.kind, form.missing) == ("shenzhen-department-completion", "department-completion", ())
    rows = [
        (row.block.kind, row.level2.text, row.level3.text, row.target.text, row.actual.text) for row in form.indicators
    ]
    assert rows == [
        ("OUTPUT", "数量指标", "课题数量", "≥10项", "12项"),
        ("OUTPUT", "质量指标", "验收合格率", "100%", "98%"),
        ("OUTPUT", "时效指标", "完成及时性", "及时", "及时"),
        ("BENEFIT", "满意度指标", "受众满意度", "≥90%", "95%"),
    ]  # fmt: skip
    assert [(task.label.text, task.is_total) for task in form.tasks] == [
        ("科技创新", False), ("科技交流", False), ("其他", False), ("金额合计", True),
    ]  # fmt: skip
    assert (form.goal_expected.text, form.goal_actual.text) == ("推动科技交流", "完成科技交流")


def test_nothing_is_wrong_with_it() -> None:
    evaluation = judge()
    assert [str(f.message) for f in evaluation.findings] == []
    assert {v.code for v in evaluation.verdicts if v.verdict == "no-data"} == set()
    assert (evaluation.total_score, evaluation.grade, evaluation.filled) == (None, None, ())


def test_rates_by_task_and_in_sum() -> None:
    document = form_document(judge(), "zh")
    rates = [Decimal(task["execution_rate"]) for task in document["tasks"]]
    assert rates == [Decimal("0.9"), Decimal("0.8"), 1, Decimal(150) / 170]
    assert [task["is_total"] for task in document["tasks"]] == [False, False, False, True]
    assert [amount["amount"] for amount in document["tasks"][2]["amounts"]] == ["20", "0", "20", "0"]
    assert {line["execution_rate"] for line in document["funds"]} == {None}  # the form has no such column


FAULTS = {
    "a sum of budgets that is not theirs": ({"D8": 180}, {("F209", "error", "D8")}),
    "a sum of spending that is not theirs": ({"F8": 140}, {("F209", "error", "F8")}),
    "a sum of one source that is not theirs": ({"E8": 141}, {("F209", "error", "E8")}),
    "a sum left blank": ({"G8": None}, {("F209", "error", "G8")}),
    "a share beyond its whole": ({"G6": 45, "G8": 115}, {("F209", "error", "G6")}),
    "more spent than there was": ({"F6": 55, "F8": 165}, {("F204", "warning", "F6")}),
    "more spent in sum too": (
        {"F6": 75, "F8": 185, "G6": 40}, {("F204", "warning", "F6"), ("F204", "warning", "F8")},
    ),
    "spent without a budget": (
        {"D7": 0, "D8": 150}, {("F208", "error", "F7")},
    ),
    "an amount below zero": (
        {"E7": -5, "E8": 125}, {("F206", "error", "E7")},
    ),
    "an amount in words": ({"D6": "约五十"}, {("F206", "error", "D6")}),
    "an Excel error": ({"F8": "#REF!"}, {("T104", "error", "F8")}),
    "元 among 万元": ({"F5": 900000}, {("F207", "warning", "F5"), ("F209", "error", "F8")}),
    "no unit": ({"C2": None}, {("Q501", "error", "C2")}),
    "no year": ({"E2": None}, {("Q501", "error", "E2")}),
    "no target": ({"E14": None}, {("Q501", "error", "E14")}),
    "no actual value": ({"F12": None}, {("Q501", "error", "F12")}),
    "units that differ": ({"F12": "12万元"}, {("Q502", "warning", "F12")}),
    "the sign repeated": ({"F16": "≥90%"}, {("Q503", "warning", "F16")}),
    "words for a number": ({"F12": "基本完成"}, {("Q504", "warning", "F12")}),
    "an indicator twice": ({"D13": "课题数量", "C13": "数量指标"}, {("Q505", "warning", "D13")}),
    "a year that differs from the title's": (
        {"A1": "2019年度部门（单位）整体支出绩效目标完成情况自评表"}, {("Q506", "error", "E2")},
    ),
    "a level 2 under the wrong block": ({"C14": "社会效益指标"}, {("Q507", "warning", "C14")}),
    "a placeholder left in": ({"F14": "××"}, {("Q512", "warning", "F14")}),
    "no column of actual values": ({"F11": "备注"}, {("T102", "error", None)}),
    "no tasks": ({"B3": "名目", "C3": "说明"}, {("T102", "error", None)}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_alone(name: str) -> None:
    changes, expected = FAULTS[name]
    assert grave(judge(changes)) == expected


def test_levels_that_stand_once_without_merges() -> None:
    """效益指标 stands in a row that is not used; the row below it belongs there all the same."""
    assert judge().form.indicators[-1].block.label.text == "效益指标"


def test_a_form_of_no_known_region() -> None:
    form = judge({"C2": "某市某某中心"})
    assert (form.form.definition, form.form.missing) == ("department-completion", ())
    assert grave(form) == set()


def test_the_message_names_both_amounts() -> None:
    (finding,) = judge({"G6": 45, "G8": 115}).findings
    assert str(finding.message) == "“科技交流”的“其中：财政拨款”填 45，多于全额 40"
