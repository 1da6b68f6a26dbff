"""T102: a column or block that the form's definition requires is missing."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.messages import Message, say

NAMES = {
    "indicators": "绩效指标表",
    "funds": "项目资金",
    "tasks": "年度主要任务",
    "total": "总分",
    "execution_rate": "执行率",
    "full_year_budget": "全年预算数",
    "executed": "全年执行数",
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "description": "指标说明",
    "standard": "评分标准",
    "reason": "偏差原因分析及改进措施",
}


def check_missing_column(case: Case) -> Iterator[Result]:
    """One finding per missing column or block; it has no cell."""
    for key in case.form.missing:
        yield CHECK.finding(_message(NAMES.get(key, key)), None, expected=NAMES.get(key, key))
    if not case.form.missing:
        yield PASSED


def _message(name: str) -> Message:
    return say("没有找到“{name}”，这种表单应当有", name=name)


CHECK = Check(
    code="T102",
    slug="missing-column",
    name="缺栏目",
    severity=Severity.ERROR,
    holds_when="表单定义要求的栏目或区块在表中找不到",
    source="表单定义",
    remedy="请对照空白表样补上缺少的栏目或表头文字。",
    wrong="指标表的表头没有“分值”一栏",
    right="表头依次有一级指标、二级指标、三级指标、年度指标值、实际完成值、分值、得分、偏差原因分析及改进措施",
    run=check_missing_column,
)
