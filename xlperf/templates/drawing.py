"""Draws a blank form: labels, input cells, formulas, print set-up (xlsxwriter)."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from xlperf.ooxml.xml_text import without_control
from xlperf.templates import formulas
from xlperf.templates.ending import draw_notes, draw_reasons, draw_total
from xlperf.templates.guards import guard
from xlperf.templates.page import Page
from xlperf.templates.plan import Plan, Rows
from xlperf.templates.row_heights import row_heights


def draw(plan: Plan, target: Path) -> None:
    """Writes the workbook: one sheet, the same bytes every time. Raises OSError where the target cannot be written."""
    content = BytesIO()  # so that a full disk meets one plain write
    with new_book(content, plan.layout.title) as book:
        draw_form(Page(book, book.add_worksheet(plan.layout.file.removesuffix(".xlsx"))), plan)
    target.write_bytes(content.getvalue())


def new_book(content: BytesIO, title: str) -> Any:
    """A workbook under way that has no sheet yet."""
    # Rows keep the default height instead of one of their own, so that they grow with what is typed into them.
    book = xlsxwriter.Workbook(content, {"default_row_height": 28, "in_memory": True})
    book.set_properties({"created": datetime(2022, 9, 1), "title": without_control(title)})
    return book


def draw_form(page: Page, plan: Plan) -> None:
    """Draws one form on its sheet."""
    for part in (_draw_head, _draw_funds, _draw_goal, _draw_indicators, draw_total, draw_reasons, draw_notes):
        part(page, plan)
    for row, height in row_heights(page.shown, plan.layout.widths).items():
        page.sheet.set_row(row - 1, height)
    _set_up_page(page, plan)
    guard(page.sheet, page.book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}), plan)


def _draw_head(page: Page, plan: Plan) -> None:
    layout, last = plan.layout, plan.layout.last_column
    in_title = layout.year.in_title
    page.put(f"A1:{last}1", layout.year.blank if in_title else layout.title, "title input" if in_title else "title")
    page.sheet.set_row(0, 30)
    if layout.line:
        page.put(f"A2:{last}2", layout.line, "line")
    elif not layout.year.label:
        page.put(f"A2:{last}2", layout.year.blank, "year")
    for row, labels in zip(plan.head, layout.head, strict=True):
        _draw_head_row(page, plan, row, labels)


def _draw_head_row(page: Page, plan: Plan, row: int, labels: tuple[str, ...]) -> None:
    """One label with its value across the sheet, or two side by side."""
    last, amounts = plan.layout.last_column, plan.layout.head_amounts
    first, value = ("A", "B") if plan.layout.head_label_columns == 1 else ("A:B", "C")
    page.put(_across(first, row), labels[0], "label")
    until = last if len(labels) == 1 else "D"
    page.put(_across(f"{value}:{until}", row), None, "input", amounts.get(labels[0], "General"))
    if len(labels) > 1:
        page.put(f"E{row}", labels[1], "label")
        page.put(f"F{row}:{last}{row}", None, "input", amounts.get(labels[1], "General"))


def _across(columns: str, row: int) -> str:
    return ":".join(f"{column}{row}" for column in columns.split(":"))


def _draw_funds(page: Page, plan: Plan) -> None:
    funds, top, total = plan.layout.funds, plan.funds.first, plan.fund_total
    page.put(plan.funds.of("A"), funds.caption, "label")
    page.put(f"B{top}:C{top}", None, "label")
    for field, letter in funds.letters.items():
        page.put(f"{letter}{top}", funds.columns[field], "label")
    lines = max(caption.count("\n") + 1 for caption in funds.columns.values())
    if lines > 1:
        page.make_room(top, lines)
    for row, label in enumerate((funds.total, *funds.parts), total):
        _draw_fund_line(page, plan, row, label)
    cells = plan.fund(total)
    if "weight" in cells:
        page.put(cells["weight"], funds.weight, "input")
    score = formulas.execution_score(cells, plan.execution_weight()) if funds.scored_by_rate else None
    page.put(cells["score"], score, "computed" if score else "input", plan.layout.indicators.score_format)


def _draw_fund_line(page: Page, plan: Plan, row: int, label: str) -> None:
    """Label, amounts, rate; no points, which only the total line carries."""
    page.put(f"B{row}:C{row}", label, "label")
    for field, cell in plan.fund(row).items():
        if field == "execution_rate":
            page.put(cell, formulas.execution_rate(plan.fund(row)), "computed", "0.00%")
        elif field in ("weight", "score"):
            page.put(cell, "—", "label")
        else:
            page.put(cell, None, "input", plan.layout.funds.amount_format)


def _draw_goal(page: Page, plan: Plan) -> None:
    """What was expected beside what was reached; without captions, one text over rows that a clerk may make higher."""
    goal, top, last = plan.layout.goal, plan.goal.first, plan.layout.last_column
    page.put(plan.goal.of("A"), goal.caption, "label")
    text = Rows(top + bool(goal.expected), plan.goal.last)
    if goal.expected:
        page.put(f"B{top}:D{top}", goal.expected, "label")
        page.put(f"E{top}:{last}{top}", goal.actual, "label")
    for area in (text.of("B", "D"), text.of("E", last)) if goal.expected else (text.of("B", last),):
        page.put(area, None, "prose")
    for row in text:
        page.sheet.set_row(row - 1, 170)


def _draw_indicators(page: Page, plan: Plan) -> None:
    layout = plan.layout.indicators
    page.put(Rows(plan.captions, plan.indicators.last).of("A"), layout.caption, "label")
    for field, letter in layout.letters.items():
        page.put(f"{letter}{plan.captions}", layout.columns[field], "label")
    for block, rows in plan.blocks():
        page.put(rows.of("B"), block.label, "label")
    for _, group, rows in plan.level2():
        for area in [f"C{row}" for row in rows] if layout.level2_in_every_row else [rows.of("C")]:
            page.put(area, group.label, "label")
        for row in rows:
            _draw_indicator(page, plan, row, group.directed)


def _draw_indicator(page: Page, plan: Plan, row: int, directed: bool) -> None:
    """One blank row from level 3 on. A score is computed where the form has weights."""
    cells, score_format = plan.indicator(row), plan.layout.indicators.score_format
    looks = {"level3": "prose", "target": "input", "actual": "input", "weight": "input", "reason": "prose"}
    for field, cell in cells.items():
        if field in looks:
            page.put(cell, None, looks[field], score_format if field == "weight" else "General")
        elif field == "score":
            score = formulas.indicator_score(cells, directed) if "weight" in cells else None
            page.put(cell, score, "computed" if score else "input", score_format)


def _set_up_page(page: Page, plan: Plan) -> None:
    """A4 upright, one page wide, the indicators' captions again on every page, page numbers."""
    sheet, last = page.sheet, plan.layout.last_column
    for number, width in enumerate(plan.layout.widths):
        sheet.set_column(number, number, width)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(plan.captions - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(f"A1:{last}{plan.last}")
    sheet.hide_gridlines(2)
