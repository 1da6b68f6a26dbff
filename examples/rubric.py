"""Where everything of a department's rubric stands, and the figures of its report on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boxes import Box, Sheet, box, runs
from printed import number, ratio

WIDTHS = (9, 9, 13, 6, 34, 62, 8)
LAST = len(WIDTHS) - 1
EVIDENCE_WIDTHS = (22, 30, 16, 68)


def lay_out_rubric(form: dict[str, Any], evidence: list[dict[str, str]]) -> dict[str, Sheet]:
    """The rubric as printed, and what the report says of the figures behind it."""
    head = [*_head(form)]
    captions = head[-1].bottom + 1
    parts = [*head, *_criteria(form, captions)]
    parts += _end(form, parts[-1].bottom + 1)
    return {
        "部门整体支出绩效评分表": Sheet(tuple(parts), captions + 1, WIDTHS),
        "评分依据": Sheet(tuple(_evidence(evidence)), 1, EVIDENCE_WIDTHS),
    }


def _head(form: dict[str, Any]) -> Iterator[Box]:
    yield box(0, 0, form["title"], "title", LAST)
    yield box(1, 0, f"（{form['fiscal_year'].replace(' ', '')}）", "subtitle", LAST)
    yield box(2, 0, "部门名称", "label", 1)
    yield box(2, 2, form["header"]["部门名称"], "value", LAST)


def _criteria(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The captions, one over four columns; then a row a criterion, its levels merged over their rows."""
    rows, first = form["indicators"], top + 2
    yield box(top, 0, "评价指标", "label", 3)
    yield from (
        box(top + 1, left, name, "label") for left, name in enumerate(("一级指标", "二级指标", "三级指标", "分值"))
    )
    yield from (
        box(top, left, name, "label", bottom=top + 1) for left, name in enumerate(("指标说明", "评分标准", "分数"), 4)
    )
    for left, key in enumerate(("level1", "level2")):
        labels = [(row["level1"], row[key]) for row in rows]
        yield from (box(first + a, left, labels[a][1], "label", bottom=first + b - 1) for a, b in runs(labels))
    for at, row in enumerate(rows, first):
        yield box(at, 2, row["level3"], "label")
        yield box(at, 3, number(row["weight"]), "figure")
        yield box(at, 4, row["description"], "prose")
        yield box(at, 5, row["criteria"], "prose")
        yield box(at, 6, number(row["score"]), "figure")


def _end(form: dict[str, Any], top: int) -> Iterator[Box]:
    yield box(top, 0, "综合评分", "label", LAST - 1)
    yield box(top, LAST, number(form["total"]["score"]), "figure")
    yield box(top + 1, 0, "评分等级", "label", LAST - 1)
    yield box(top + 1, LAST, form["grade"], "figure")


def _evidence(rows: list[dict[str, str]]) -> Iterator[Box]:
    """Which criterion, the figure's label, the figure, and the sentence of the report that states it."""
    yield box(0, 0, "部门整体支出绩效评分依据（报告正文）", "title", 3)
    yield from (box(1, left, name, "label") for left, name in enumerate(("评分项目", "依据", "数值", "报告原文")))
    names = [row["criterion"] for row in rows]
    yield from (box(2 + a, 0, names[a], "label", bottom=1 + b) for a, b in runs(names))
    for at, row in enumerate(rows, 2):
        yield box(at, 1, row["label"], "label")
        yield box(at, 2, ratio(row["value"]), "figure")
    sources = [(row["criterion"], row["source"]) for row in rows]
    yield from (box(2 + a, 3, sources[a][1], "prose", bottom=1 + b) for a, b in runs(sources))
