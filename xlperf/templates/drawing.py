"""Draws a blank form: labels, input cells, formulas, print set-up (xlsxwriter)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from xlperf.templates import formulas
from xlperf.templates.guards import guard
from xlperf.templates.plan import Plan, Rows

LEGEND = "浅黄色的格请填写；白色的得分、执行率和总分自动计算，也可以改填；变红表示金额或分值对不上。本行不打印。"

_TEXT = {"font_name": "宋体", "font_size": 10, "align": "center", "valign": "vcenter"}
_CELL = _TEXT | {"border": 1, "text_wrap": True}
_INPUT = {"bg_color": "#FFF9E3"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": _TEXT | {"font_name": "黑体", "font_size": 16},
    "year": _TEXT | {"font_size": 11} | _INPUT,
    "label": _CELL,
    "input": _CELL | _INPUT,
    "prose": _CELL | _INPUT | {"align": "left"},
    "computed": _CELL,
    "legend": _TEXT | {"font_size": 9, "align": "left", "font_color": "#7F7F7F"},
}


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet under way: writes a value into a cell or a merged area, in a look."""

    book: Any
    sheet: Any

    def put(self, area: str, value: object, look: str, number_format: str = "General") -> None:
        """Writes a text, a number, a formula (it begins with =) or None for a blank."""
        cell_format = self.book.add_format(LOOKS[look] | {"num_format": number_format})
        first = area.partition(":")[0]
        if first != area:
            self.sheet.merge_range(area, "", cell_format)
        if value is None or value == "":
            self.sheet.write_blank(first, None, cell_format)
        elif isinstance(value, str) and value.startswith("="):
            self.sheet.write_formula(first, value, cell_format, "")
        elif isinstance(value, str):
            self.sheet.write_string(first, value, cell_format)
        else:
            self.sheet.write_number(first, value, cell_format)


def draw(plan: Plan, target: Path) -> None:
    """Writes the workbook: one sheet, the same bytes every time. Raises OSError where the target cannot be written."""
    # Rows keep the default height instead of one of their own, so that they grow with what is typed into them.
    content = BytesIO()  # so that a full disk meets one plain write
    with xlsxwriter.Workbook(content, {"default_row_height": 28, "in_memory": True}) as book:
        book.set_properties({"created": datetime(2022, 9, 1), "title": plan.layout.title})
        page = Page(book, book.add_worksheet(plan.layout.file.removesuffix(".xlsx")))
        for part in (_draw_head, _draw_funds, _draw_goal, _draw_indicators, _draw_total, _set_up_page):
            part(page, plan)
        guard(page.sheet, book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}), plan)
    target.write_bytes(content.getvalue())


def _draw_head(page: Page, plan: Plan) -> None:
    layout = plan.layout
    page.put("A1:I1", layout.title, "title")
    page.sheet.set_row(0, 30)
    if not layout.year.label:
        page.put("A2:I2", layout.year.blank, "year")
    for row, labels in zip(plan.head, layout.head, strict=True):
        _draw_head_row(page, row, labels, layout.head_label_columns)


def _draw_head_row(page: Page, row: int, labels: tuple[str, ...], label_columns: int) -> None:
    """One label with its value across the sheet, or two side by side."""
    first, value = ("A", "B") if label_columns == 1 else ("A:B", "C")
    page.put(_across(first, row), labels[0], "label")
    page.put(_across(f"{value}:{'I' if len(labels) == 1 else 'D'}", row), None, "input")
    if len(labels) > 1:
        page.put(f"E{row}", labels[1], "label")
        page.put(f"F{row}:I{row}", None, "input")


def _across(columns: str, row: int) -> str:
    return ":".join(f"{column}{row}" for column in columns.split(":"))


def _draw_funds(page: Page, plan: Plan) -> None:
    funds, top, total = plan.layout.funds, plan.funds.first, plan.fund_total
    page.put(plan.funds.of("A"), funds.caption, "label")
    page.put(f"B{top}:C{top}", None, "label")
    for column, caption in zip("DEFGHI", funds.columns, strict=True):
        page.put(f"{column}{top}", caption, "label")
    for row, label in enumerate((funds.total, *funds.parts), total):
        _draw_fund_line(page, row, label, funds.amount_format)
    page.put(f"G{total}", funds.weight, "input")
    score = formulas.execution_score(total) if funds.scored_by_rate else None
    page.put(f"I{total}", score, "computed" if score else "input", plan.layout.indicators.score_format)


def _draw_fund_line(page: Page, row: int, label: str, amount_format: str) -> None:
    page.put(f"B{row}:C{row}", label, "label")
    for column in "DEF":
        page.put(f"{column}{row}", None, "input", amount_format)
    page.put(f"H{row}", formulas.execution_rate(row), "computed", "0.00%")
    for column in "GI":
        page.put(f"{column}{row}", "—", "label")


def _draw_goal(page: Page, plan: Plan) -> None:
    goal, top = plan.layout.goal, plan.goal.first
    page.put(plan.goal.of("A"), goal.caption, "label")
    page.put(f"B{top}:D{top}", goal.expected, "label")
    page.put(f"E{top}:I{top}", goal.actual, "label")
    page.put(f"B{top + 1}:D{top + 1}", None, "prose")
    page.put(f"E{top + 1}:I{top + 1}", None, "prose")
    page.sheet.set_row(top, 170)


def _draw_indicators(page: Page, plan: Plan) -> None:
    layout = plan.layout.indicators
    page.put(Rows(plan.captions, plan.indicators.last).of("A"), layout.caption, "label")
    for column, caption in zip("BCDEFGHI", layout.columns, strict=True):
        page.put(f"{column}{plan.captions}", caption, "label")
    for block, rows in plan.blocks():
        page.put(rows.of("B"), block.label, "label")
    for _, group, rows in plan.level2():
        for area in [f"C{row}" for row in rows] if layout.level2_in_every_row else [rows.of("C")]:
            page.put(area, group.label, "label")
        for row in rows:
            _draw_indicator(page, row, group.directed, layout.score_format)


def _draw_indicator(page: Page, row: int, directed: bool, score_format: str) -> None:
    page.put(f"D{row}", None, "prose")
    page.put(f"E{row}", None, "input")
    page.put(f"F{row}", None, "input")
    page.put(f"G{row}", None, "input", score_format)
    page.put(f"H{row}", formulas.indicator_score(row, directed), "computed", score_format)
    page.put(f"I{row}", None, "prose")


def _draw_total(page: Page, plan: Plan) -> None:
    row, number_format = plan.total, plan.layout.indicators.score_format
    page.put(f"A{row}:F{row}", plan.layout.total.label, "label")
    page.put(f"G{row}", formulas.total_weight(plan), "computed", number_format)
    page.put(f"H{row}", formulas.total_score(plan), "computed", number_format)
    page.put(f"I{row}", plan.layout.total.mark, "label")
    page.put(f"A{row + 2}", LEGEND, "legend")


def _set_up_page(page: Page, plan: Plan) -> None:
    """A4 upright, one page wide, the indicators' captions again on every page, page numbers."""
    sheet = page.sheet
    for column, width in zip("ABCDEFGHI", plan.layout.widths, strict=True):
        sheet.set_column(f"{column}:{column}", width)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(plan.captions - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(f"A1:I{plan.total}")
    sheet.hide_gridlines(2)
