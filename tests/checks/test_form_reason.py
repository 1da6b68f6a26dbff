"""D401 and S310 where a form has one reason for all its rows and no points of its own, or is half filled in."""

from __future__ import annotations

import pytest

from tests.support.snapshots import Row, make_snapshot
from xlperf.evaluation import evaluate


def department(reason: str | None, scores: tuple[object, object], actual: object = "8个") -> list[Row]:
    """A form without 分值: 20 for execution, 50 and 30 in the labels of its blocks."""
    return [
        ("2021年度部门整体绩效自评表",),
        ("单位名称", "某局"),
        ("预算执行情况（万元）（20分）", None, None, "预算数（A）", "执行数（B）", "执行率（B/A）", "得分"),
        (None, "部门整体支出总额", None, 100, 100, "100%", 20),
        ("年度绩效指标", "一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"),
        (None, "产出指标（50分）", "数量指标", "项目个数", "8个", actual, scores[0]),
        (None, "效益指标（30分）", "社会效益", "社会影响", "提升", "提升", scores[1]),
        ("总分", None, None, None, None, None, None),
        ("偏差大或目标未完成原因分析", reason),
    ]


def told(rows: list[Row], code: str) -> list[tuple[str, str]]:
    (form,) = evaluate(make_snapshot(rows)).forms
    return [(f.ref.address if f.ref else "", str(f.message)) for f in form.findings if f.code == code]


@pytest.mark.parametrize("reason", ["无", "—", None])
def test_points_lost_by_a_block_want_a_reason(reason: str | None) -> None:
    ((cell, message),) = told(department(reason, (50, 24)), "D401")
    assert cell == "B9"
    assert "“效益指标（30分）”分值 30、得分 24，扣了 6 分" in message


def test_two_blocks_are_one_fault() -> None:
    ((_, message),) = told(department("无", (48, 24)), "D401")
    assert message == "“产出指标（50分）”分值 50、得分 48，扣了 2 分等共 2 项，没有写偏差原因"


@pytest.mark.parametrize(
    ("reason", "scores"), [("无", (50, 30)), ("受众面窄，影响有限；明年增加场次", (50, 24)), ("无", (50, None))]
)
def test_nothing_lost_or_a_reason_given(reason: str, scores: tuple[object, object]) -> None:
    assert told(department(reason, scores), "D401") == []


def test_a_row_without_an_actual_value_is_told_once() -> None:
    rows = department("无", (None, 30), actual=None)
    assert [cell for cell, _ in told(rows, "Q501")] == ["F6"]
    assert told(rows, "S310") == []
