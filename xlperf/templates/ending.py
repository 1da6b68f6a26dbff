"""Draws what ends a blank form: the total, the form's own reasons, its notes, the legend for the clerk."""

from __future__ import annotations

from math import ceil

from xlperf.templates import formulas
from xlperf.templates.page import Page
from xlperf.templates.plan import Plan

LEGEND = "浅黄色的格请填写；白色的得分、执行率和总分自动计算，也可以改填；变红表示金额或分值对不上。本行不打印。"

REASON_LINES = 6
"""For which a row for a reason has room."""


def draw_total(page: Page, plan: Plan) -> None:
    """The row 总分: the weights where the form has any, the score, a last cell where the form has a reason column."""
    row, layout, letters = plan.total, plan.layout.total, plan.layout.indicators.letters
    number_format = layout.format or plan.layout.indicators.score_format
    label_end = chr(ord(letters.get("weight", letters["score"])) - 1)
    page.put(f"A{row}:{label_end}{row}", layout.label, "label")
    if "weight" in letters:
        page.put(f"{letters['weight']}{row}", formulas.total_weight(plan), "computed", number_format)
    page.put(f"{letters['score']}{row}", formulas.total_score(plan), "computed", number_format)
    if "reason" in letters:
        page.put(f"{letters['reason']}{row}", layout.mark, "label")


def draw_reasons(page: Page, plan: Plan) -> None:
    """The rows for what the form says once about all deviations."""
    for row, label in zip(plan.reasons, plan.layout.reasons, strict=True):
        page.put(f"A{row}", label, "label")
        page.put(f"B{row}:{plan.layout.last_column}{row}", None, "prose")
        page.make_room(row, REASON_LINES)


def draw_notes(page: Page, plan: Plan) -> None:
    """The notes below the table, each high enough for its text; then, not printed, the legend."""
    for row, note in zip(plan.notes, plan.layout.notes, strict=True):
        page.put(f"A{row}:{plan.layout.last_column}{row}", note, "note")
        breadth = len(note.encode("gb18030"))  # two bytes a Chinese sign, which is as broad as two Latin ones
        page.make_room(row, ceil(breadth / sum(plan.layout.widths)))
    page.put(f"A{plan.last + 2}", LEGEND, "legend")
