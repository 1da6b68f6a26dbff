"""Where everything of a department's completion form stands: its data as boxes on seven columns, as in the print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boxes import Box, Sheet, box, runs
from printed import number, text

WIDTHS = (11, 13, 26, 17, 17, 17, 17)
LAST = len(WIDTHS) - 1
AMOUNTS = ("budget_total", "budget_fiscal", "executed_total", "executed_fiscal")


def lay_out_completion(form: dict[str, Any]) -> Sheet:
    """The whole form."""
    parts = [*_head(form)]
    for part in (_tasks, _goal):
        parts += part(form, parts[-1].bottom + 1)
    captions = parts[-1].bottom + 1
    return Sheet((*parts, *_indicators(form, captions)), captions, WIDTHS)


def _head(form: dict[str, Any]) -> Iterator[Box]:
    head = form["header"]
    yield box(0, 0, form["title"], "title", LAST)
    yield box(1, 0, "部门（单位）名称", "label", 1)
    yield box(1, 2, head["部门（单位）名称"], "value")
    yield box(1, 3, "预算年度", "label")
    yield box(1, 4, head["预算年度"], "value", LAST)


def _tasks(form: dict[str, Any], top: int) -> Iterator[Box]:
    """Two rows of captions, a row a task, and their sum."""
    tasks, sums = form["tasks"], form["tasks_total"]
    yield box(top, 0, "年度主要任务完成情况", "label", bottom=top + 1 + len(tasks))
    for left, name in enumerate(("任务名称", "完成情况"), 1):
        yield box(top, left, name, "label", bottom=top + 1)
    for left, name in ((3, "预算数（元）"), (5, "执行数（元）")):
        yield box(top, left, name, "label", left + 1)
        yield box(top + 1, left, "全额", "label")
        yield box(top + 1, left + 1, "其中：财政拨款", "label")
    for at, task in enumerate(tasks, top + 2):
        yield box(at, 1, task["任务名称"], "label")
        yield box(at, 2, task["完成情况"], "prose")
        yield from _amounts(task, at)
    yield box(top + 2 + len(tasks), 0, sums["label"], "label", 2)
    yield from _amounts(sums, top + 2 + len(tasks))


def _amounts(line: dict[str, Any], row: int) -> Iterator[Box]:
    yield from (box(row, left, number(line[key]), "figure") for left, key in enumerate(AMOUNTS, 3))


def _goal(form: dict[str, Any], top: int) -> Iterator[Box]:
    """What was expected beside what was reached, each over rows enough for its text."""
    rows = 4
    yield box(top, 0, "年度总体目标完成情况", "label", bottom=top + rows)
    yield box(top, 1, "预期目标", "label", 3)
    yield box(top, 4, "目标实际完成情况", "label", LAST)
    yield box(top + 1, 1, form["goal"]["expected"], "prose", 3, top + rows)
    yield box(top + 1, 4, form["goal"]["actual"], "prose", LAST, top + rows)


def _indicators(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The captions, then a row an indicator, also those that are left blank; the levels are merged over their rows."""
    rows, first = form["indicators"], top + 1
    yield box(top, 0, "年度绩效指标完成情况", "label", bottom=top + len(rows))
    captions = (
        (1, 1, "一级指标"),
        (2, 2, "二级指标"),
        (3, 4, "三级指标"),
        (5, 5, "预期指标值"),
        (6, 6, "实际完成指标值"),
    )
    yield from (box(top, left, name, "label", right) for left, right, name in captions)
    for left, key in ((1, "level1"), (2, "level2")):
        labels = [(row["level1"], row[key]) for row in rows]
        yield from (box(first + a, left, labels[a][1], "label", bottom=first + b - 1) for a, b in runs(labels))
    for at, row in enumerate(rows, first):
        yield box(at, 3, row["level3"], "prose", 4)
        yield box(at, 5, text(row["target"]), "figure")
        yield box(at, 6, text(row["actual"]), "figure")
