"""Where everything of Xiangyang's department form stands: its data as boxes on seven columns, as in the print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boxes import Box, Sheet, box, runs
from printed import number, ratio, with_points

WIDTHS = (16, 17, 11, 32, 15, 15, 16)
LAST = len(WIDTHS) - 1

LINES = {
    "预算执行情况（万元）（20分）": "预算执行情况\n（万元）\n（20分）",
    "得分（20分*执行率）": "得分\n（20分*执行率）",
    "偏差大或目标未完成原因分析": "偏差大或\n目标未完成\n原因分析",
    "改进措施及结果应用方案": "改进措施及\n结果应用方案",
}
"""Labels that the print breaks into lines."""

UNDECODED = "\ufffd"
"""A sign of the published text that cannot be decoded; the workbook leaves it out."""


def lay_out_department(form: dict[str, Any]) -> Sheet:
    """The whole form."""
    parts = [*_head(form)]
    for part in (_execution, _goal):
        parts += part(form, parts[-1].bottom + 1)
    captions = parts[-1].bottom + 1
    parts += _indicators(form, captions)
    for part in (_end, _remarks):
        parts += part(form, parts[-1].bottom + 1)
    return Sheet(tuple(parts), captions, WIDTHS)


def _head(form: dict[str, Any]) -> Iterator[Box]:
    """Title; a line with unit and date; the unit once more; the two amounts."""
    head = form["header"]
    yield box(0, 0, form["title"], "title", LAST)
    yield box(1, 0, f"单位名称：{head['单位名称']}       填报日期：{head['填报日期']}", "line", LAST)
    yield box(2, 0, "单位名称", "label")
    yield box(2, 1, head["单位名称"], "value", LAST)
    for (label, amount), (left, right) in zip(form["totals"].items(), ((0, 3), (4, LAST)), strict=True):
        yield box(3, left, label, "label")
        yield box(3, left + 1, amount, "value", right)


def _execution(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The captions and the one line below them."""
    block = form["budget_execution"]
    yield box(top, 0, LINES[block["label"]], "label", bottom=top + 1)
    yield box(top, 1, None, "label", 2)
    for left, caption in enumerate(block["columns"], 3):
        yield box(top, left, LINES.get(caption, caption), "label")
    yield box(top + 1, 1, block["row"], "label", 2)
    figures = (block["budget"], block["executed"], block["execution_rate"], block["score"])
    yield from (box(top + 1, left, ratio(figure), "figure") for left, figure in enumerate(figures, 3))


def _goal(form: dict[str, Any], top: int) -> Iterator[Box]:
    """One text, over as many rows as it has paragraphs: a single row cannot be high enough for it."""
    goal = form["goal"]
    bottom = top + len(goal["expected"]) - 1
    yield box(top, 0, goal["label"], "label", bottom=bottom)
    yield box(top, 1, "\n".join(goal["expected"]).replace(UNDECODED, ""), "prose", LAST, bottom)


def _indicators(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The captions, then a row an indicator; level 1 is merged, level 2 stands in every row."""
    rows = form["indicators"]
    yield box(top, 0, "年度绩效指标", "label", bottom=top + len(rows))
    captions = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")
    yield from (box(top, left, caption, "label") for left, caption in enumerate(captions, 1))
    level1 = [row["level1"] for row in rows]
    yield from (box(top + 1 + a, 1, level1[a], "label", bottom=top + b) for a, b in runs(level1))
    for at, row in enumerate(rows, top + 1):
        yield box(at, 2, row["level2"], "label")
        yield box(at, 3, row["level3"], "prose")
        yield box(at, 4, ratio(row["target"]), "figure")
        yield box(at, 5, ratio(row["actual"]), "figure")
        yield box(at, 6, number(row["score"]), "figure")


def _end(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The total, and what the form says once about all deviations."""
    yield box(top, 0, "总分", "label", LAST - 1)
    yield box(top, LAST, with_points(form["total"]["score"]), "figure")
    for row, part in enumerate((form["deviation"], form["improvement"]), top + 1):
        yield box(row, 0, LINES[part["label"]], "label")
        yield box(row, 1, part["text"], "prose", LAST)


def _remarks(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The notes below the table, each in a row of its own."""
    for row, remark in enumerate(("备注：", *form["remarks"]), top):
        yield box(row, 0, remark, "note", LAST)
