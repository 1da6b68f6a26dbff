"""Where everything of a project form stands: its data as boxes on nine columns, row by row as in the print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from boxes import Box, Sheet, box, runs
from printed import number, ratio, text, whole

REASON = "偏差原因分析及改进措施"
WIDTHS = (8, 8, 13, 23, 13.5, 13.5, 7, 8, 27)
LAST = len(WIDTHS) - 1


def lay_out_project(form: dict[str, Any]) -> Sheet:
    """The whole form."""
    regional = form["fiscal_year"].startswith("(")
    head = [*(_head_below_year(form) if regional else _head_with_year(form))]
    funds = [*_funds(form, head[-1].bottom + 1)]
    goal = [*_goal(form, funds[-1].bottom + 1)]
    captions = goal[-1].bottom + 1
    rows = [*_indicators(form, captions)]
    total = [*_total(form, captions + len(form["indicators"]) + 1)]
    return Sheet((*head, *funds, *goal, *rows, *total), captions, WIDTHS)


def _head_with_year(form: dict[str, Any]) -> Iterator[Box]:
    """Title; project and year; department and unit."""
    head = form["header"]
    yield box(0, 0, form["title"], "title", LAST)
    yield from _head_row(1, ("项目名称", head["项目名称"], "实施年度", form["fiscal_year"]), 0)
    yield from _head_row(2, ("主管部门", head["主管部门"], "实施单位", head["实施单位"]), 0)


def _head_below_year(form: dict[str, Any]) -> Iterator[Box]:
    """Title; the year in brackets; project; department and unit."""
    head = form["header"]
    yield box(0, 0, form["title"], "title", LAST)
    yield box(1, 0, form["fiscal_year"], "subtitle", LAST)
    yield box(2, 0, "项目名称", "label", 1)
    yield box(2, 2, head["项目名称"], "value", LAST)
    yield from _head_row(3, ("主管部门", head["主管部门"], "实施单位", head["实施单位"]), 1)


def _head_row(row: int, texts: Sequence[str], label_end: int) -> Iterator[Box]:
    yield box(row, 0, texts[0], "label", label_end)
    yield box(row, label_end + 1, texts[1], "value", 3)
    yield box(row, 4, texts[2], "label")
    yield box(row, 5, texts[3], "value", LAST)


def _funds(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The caption row, then a row a line; a line whose values belong to no line is left out."""
    lines = [line for line in form["funds"] if line.get("label_meant", line["label"]) is not None]
    yield box(top, 0, form["print"]["money_caption"], "label", bottom=top + len(lines))
    yield box(top, 1, None, "label", 2)
    captions = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    yield from (box(top, 3 + at, caption, "label") for at, caption in enumerate(captions))
    as_rate = text if form["print"]["text_rates"] else ratio
    for row, line in enumerate(lines, top + 1):
        yield box(row, 1, line.get("label_meant", line["label"]), "label", 2)
        for at, key in enumerate(("initial_budget", "full_year_budget", "executed", "weight")):
            yield box(row, 3 + at, number(line[key]), "figure")
        yield box(row, 7, as_rate(line["execution_rate"]), "figure")
        yield box(row, 8, number(line["score"]), "figure")


def _goal(form: dict[str, Any], top: int) -> Iterator[Box]:
    star = "*" if form["print"]["starred_goal"] else ""
    yield box(top, 0, "年度总体目标", "label", bottom=top + 1)
    yield box(top, 1, "预期目标", "label", 3)
    yield box(top, 4, f"{star}实际完成情况", "label", LAST)
    yield box(top + 1, 1, form["goal"]["expected"], "prose", 3)
    yield box(top + 1, 4, form["goal"]["actual"], "prose", LAST)


def _indicators(form: dict[str, Any], top: int) -> Iterator[Box]:
    """The caption row, then a row an indicator, with level 1 merged and level 2 merged where the print has it once."""
    rows = form["indicators"]
    star = "*" if form["print"]["starred_captions"] else ""
    yield box(top, 0, form["print"]["indicators_caption"], "label", bottom=top + len(rows))
    typed = (star + word for word in ("实际完成值", "分值", "得分"))
    captions = ("一级指标", "二级指标", "三级指标", "年度指标值", *typed)
    yield from (box(top, at, caption, "label") for at, caption in enumerate((*captions, REASON), 1))
    level1 = [row["level1"] for row in rows]
    level2 = [(row["level1"], row["level2"]) for row in rows]
    yield from (box(top + 1 + a, 1, level1[a], "label", bottom=top + b) for a, b in runs(level1))
    each = [(at, at + 1) for at in range(len(rows))]
    spans = each if form["print"]["level2_in_every_row"] else runs(level2)
    yield from (box(top + 1 + a, 2, level2[a][1], "label", bottom=top + b) for a, b in spans)
    for at, row in enumerate(rows, top + 1):
        yield from _indicator(row, at, ratio if form["print"]["percent_targets"] else text)


def _indicator(row: dict[str, Any], at: int, as_percent: Any) -> Iterator[Box]:
    """One indicator from level 3 on; `as_percent` is how a percentage is typed."""
    yield box(at, 3, row["level3"], "prose")
    for left, key in ((4, "target"), (5, "actual")):
        typed = as_percent(row[key]) if row[key].endswith("%") else whole(row[key])
        yield box(at, left, typed, "figure")
    yield box(at, 6, number(row["weight"]), "figure")
    yield box(at, 7, number(row["score"]), "figure")
    yield box(at, 8, row["reason"], "prose")


def _total(form: dict[str, Any], row: int) -> Iterator[Box]:
    total = form["total"]
    yield box(row, 0, "总分", "label", 5)
    yield box(row, 6, number(total["weight"]), "figure")
    yield box(row, 7, number(total["score"]), "figure")
    yield box(row, 8, total["reason"], "figure")
