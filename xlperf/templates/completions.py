"""Draws a blank completion form of a department: tasks with their sums, goals, indicators (xlsxwriter)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlperf.templates.department_layouts import CompletionLayout
from xlperf.templates.drawing import new_book
from xlperf.templates.page import Page
from xlperf.templates.plan import Rows

LEGEND = "填表说明：浅黄色的格请填写，用不到的行留空；金额合计自动计算。本行不打印。"
_AMOUNTS = "#,##0.00"
_GOAL_HEIGHT = 220


def draw_completion(layout: CompletionLayout, target: Path) -> None:
    """Writes the workbook: one sheet, the same bytes every time. Raises OSError where the target cannot be written."""
    content = BytesIO()
    with new_book(content, layout.title) as book:
        page = Page(book, book.add_worksheet(layout.file.removesuffix(".xlsx")))
        for part in (_draw_head, _draw_tasks, _draw_goal, _draw_indicators, _set_up_page):
            part(page, layout)
    target.write_bytes(content.getvalue())


def _draw_head(page: Page, layout: CompletionLayout) -> None:
    year = layout.year
    page.put("A1:G1", layout.title, "title")
    page.sheet.set_row(0, 30)
    page.put("A2:B2", layout.unit, "label")
    page.put("C2", None, "input")
    page.put("D2", year.label, "label")
    page.put("E2:G2", None, "input")
    choices = [year.pattern.format(year=number) for number in range(year.first, year.last + 1)]
    rule = {"validate": "list", "source": choices, "error_type": "warning"}
    page.sheet.data_validation("E2", rule | _hint("年度", "请从下拉列表中选择年度。"))


def _draw_tasks(page: Page, layout: CompletionLayout) -> None:
    """Two rows of headers, a task a row, and the row that adds them up."""
    tasks, rows = layout.tasks, layout.task_rows
    page.put(Rows(3, rows.last).of("A"), tasks.caption, "label")
    page.put("B3:B4", tasks.name, "label")
    page.put("C3:C4", tasks.content, "label")
    page.put("D3:E3", tasks.budget, "label")
    page.put("F3:G3", tasks.executed, "label")
    page.put(f"A{rows.last + 1}:C{rows.last + 1}", tasks.sum, "label")
    for row in rows:
        page.put(f"B{row}", None, "input")
        page.put(f"C{row}", None, "prose")
    for letter, name in zip("DEFG", (tasks.whole, tasks.share) * 2, strict=True):
        page.put(f"{letter}4", name, "label")
        for row in rows:
            page.put(f"{letter}{row}", None, "input", _AMOUNTS)
        area = rows.of(letter)
        page.put(f"{letter}{rows.last + 1}", f'=IF(COUNT({area})=0,"",SUM({area}))', "computed", _AMOUNTS)
    hint = _hint("金额", "请填写不小于 0 的数字，单位为元；“其中”不得大于全额。")
    page.sheet.data_validation(rows.of("D", "G"), {"validate": "decimal", "criteria": ">=", "value": 0} | hint)


def _draw_goal(page: Page, layout: CompletionLayout) -> None:
    goal, row = layout.goal, layout.goal_row
    page.put(f"A{row}:A{row + 1}", goal.caption, "label")
    page.put(f"B{row}:D{row}", goal.expected, "label")
    page.put(f"E{row}:G{row}", goal.actual, "label")
    page.put(f"B{row + 1}:D{row + 1}", None, "prose")
    page.put(f"E{row + 1}:G{row + 1}", None, "prose")
    page.sheet.set_row(row, _GOAL_HEIGHT)


def _draw_indicators(page: Page, layout: CompletionLayout) -> None:
    """Headers, levels, blank rows."""
    rows = layout.indicator_rows
    page.put(Rows(rows.first - 1, rows.last).of("A"), layout.indicators.caption, "label")
    for columns, name in zip(("B", "C", "D:E", "F", "G"), layout.indicators.columns, strict=True):
        page.put(":".join(f"{letter}{rows.first - 1}" for letter in columns.split(":")), name, "label")
    for letter, levels in (("B", layout.levels()), ("C", layout.groups())):
        for name, area in levels:
            page.put(area.of(letter), name, "label")
    for row in rows:
        page.put(f"D{row}:E{row}", None, "prose")
        page.put(f"F{row}", None, "input")
        page.put(f"G{row}", None, "input")
    hint = _hint("指标值", "预期指标值请写清比较符号和单位，如 ≥90%、8次；实际完成值填实际达到的数。")
    page.sheet.data_validation(rows.of("F", "G"), {"validate": "any"} | hint)


def _hint(title: str, hint: str) -> dict[str, str]:
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}


def _set_up_page(page: Page, layout: CompletionLayout) -> None:
    """A4 upright, one page wide, the indicators' headers again on every page, page numbers; the legend beside it."""
    sheet, last = page.sheet, layout.indicator_rows.last
    for number, width in enumerate(layout.widths):
        sheet.set_column(number, number, width)
    page.put(f"A{last + 2}", LEGEND, "legend")
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(layout.indicator_rows.first - 2)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(f"A1:G{last}")
    sheet.hide_gridlines(2)
