"""Draws a blank statement of targets: labels, input cells, sums, validations, print set-up (xlsxwriter)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlperf.templates.drawing import new_book
from xlperf.templates.page import Page
from xlperf.templates.plan import Rows
from xlperf.templates.statement_layout import StatedFunds, StatedTasks, StatementLayout

LEGEND = "填表说明：浅黄色的格请填写；白色的总额、合计自动计算，也可以改填。本行不打印。"
_AMOUNTS = "#,##0.00"
_AT_LEAST_ZERO = {"validate": "decimal", "criteria": ">=", "value": 0}
_GOAL_HEIGHT = 140


def draw_statement(layout: StatementLayout, target: Path) -> None:
    """Writes the workbook: one sheet, the same bytes every time. Raises OSError where the target cannot be written."""
    content = BytesIO()
    with new_book(content, layout.title) as book:
        page = Page(book, book.add_worksheet(layout.file.removesuffix(".xlsx")))
        _draw_head(page, layout)
        if layout.funds is not None:
            _draw_funds(page, layout, layout.funds)
        if layout.tasks is not None:
            _draw_tasks(page, layout, layout.tasks)
        _draw_goal(page, layout)
        _draw_indicators(page, layout)
        _set_up_page(page, layout)
    target.write_bytes(content.getvalue())


def _draw_head(page: Page, layout: StatementLayout) -> None:
    """Title, year, two labels a row."""
    page.put("A1:G1", layout.title, "title")
    page.sheet.set_row(0, 30)
    page.put("A2:G2", layout.year.blank, "year")
    choices = [layout.year.pattern.format(year=year) for year in range(layout.year.first, layout.year.last + 1)]
    hint = {"input_title": "年度", "input_message": "请从下拉列表中选择年度。"}
    page.sheet.data_validation("A2", {"validate": "list", "source": choices, "error_type": "warning"} | hint)
    for row, (left, right) in zip(layout.head_rows, layout.head, strict=True):
        page.put(f"A{row}:B{row}", left, "label")
        page.put(f"C{row}:D{row}", None, "input")
        page.put(f"E{row}", right, "label")
        page.put(f"F{row}:G{row}", None, "input")


def _draw_funds(page: Page, layout: StatementLayout, funds: StatedFunds) -> None:
    """The total is the sum of its sources."""
    rows = layout.money_rows
    page.put(rows.of("A"), funds.caption, "label")
    parts = Rows(rows.first + 1, rows.last)
    for row, label in zip(rows, (funds.total, *funds.parts), strict=True):
        page.put(f"B{row}:C{row}", label, "label")
        is_total = row == rows.first
        page.put(f"D{row}:G{row}", _sum(parts.of("D")) if is_total else None, _look(is_total), _AMOUNTS)
    page.sheet.data_validation(parts.of("D"), _AT_LEAST_ZERO | _hint("金额", "请填写不小于 0 的数字，没有的留空。"))


def _draw_tasks(page: Page, layout: StatementLayout, tasks: StatedTasks) -> None:
    """Two rows of headers; a task a row, its total the sum of its sources; the row that adds them up."""
    rows = layout.money_rows
    top, blank = rows.first, Rows(rows.first + 2, rows.last - 1)
    page.put(rows.of("A"), tasks.caption, "label")
    page.put(f"B{top}:B{top + 1}", tasks.name, "label")
    page.put(f"C{top}:D{top + 1}", tasks.content, "label")
    page.put(f"E{top}:G{top}", tasks.amounts, "label")
    for letter, label in zip("EFG", (tasks.total, *tasks.parts), strict=True):
        page.put(f"{letter}{top + 1}", label, "label")
        page.put(f"{letter}{rows.last}", _sum(blank.of(letter)), "computed", _AMOUNTS)
    for row in blank:
        page.put(f"B{row}", None, "input")
        page.put(f"C{row}:D{row}", None, "prose")
        page.put(f"E{row}", _sum(f"F{row}:G{row}"), "computed", _AMOUNTS)
        page.put(f"F{row}", None, "input", _AMOUNTS)
        page.put(f"G{row}", None, "input", _AMOUNTS)
    page.put(f"B{rows.last}:D{rows.last}", tasks.sum, "label")
    hint = _hint("金额", "请填写不小于 0 的数字，没有的留空；总额自动相加。")
    page.sheet.data_validation(blank.of("F", "G"), _AT_LEAST_ZERO | hint)


def _sum(area: str) -> str:
    """The sum of what is there, nothing while nothing is.

    >>> _sum("F6:G6")
    '=IF(COUNT(F6:G6)=0,"",SUM(F6:G6))'
    """
    return f'=IF(COUNT({area})=0,"",SUM({area}))'


def _look(is_computed: bool) -> str:
    return "computed" if is_computed else "input"


def _draw_goal(page: Page, layout: StatementLayout) -> None:
    row = layout.goal_row
    page.put(f"A{row}", layout.goal.caption, "label")
    page.put(f"B{row}:G{row}", None, "prose")
    page.sheet.set_row(row - 1, _GOAL_HEIGHT)


def _draw_indicators(page: Page, layout: StatementLayout) -> None:
    """Headers, levels, blank rows; with points also their sum."""
    heads, top = layout.indicators, layout.goal_row + 1
    page.put(Rows(top, layout.last_row).of("A"), heads.caption, "label")
    target = "F" if heads.weight else "F:G"
    for columns, label in (("B", heads.level1), ("C", heads.level2), ("D:E", heads.level3), (target, heads.target)):
        page.put(_across(columns, top), label, "label")
    blocks = {rows.first: (label, rows) for label, _, rows, _ in layout.groups()}
    for label, rows in blocks.values():
        page.put(rows.of("B"), label, "label")
    for _, label, _, rows in layout.groups():
        page.put(rows.of("C"), label, "label")
    for row in layout.indicator_rows:
        page.put(f"D{row}:E{row}", None, "prose")
        page.put(_across(target, row), None, "input")
    if heads.weight:
        _draw_weights(page, layout, top)
    hint = _hint("指标值", "请写清比较符号和单位，如 ≥90%、8次；没有的行留空。")
    page.sheet.data_validation(layout.indicator_rows.of("F"), {"validate": "any"} | hint)


def _draw_weights(page: Page, layout: StatementLayout, top: int) -> None:
    page.put(f"G{top}", layout.indicators.weight, "label")
    for row in layout.indicator_rows:
        page.put(f"G{row}", None, "input")
    page.put(f"B{layout.last_row}:F{layout.last_row}", "合计", "label")
    page.put(f"G{layout.last_row}", _sum(layout.indicator_rows.of("G")), "computed")
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    page.sheet.data_validation(layout.indicator_rows.of("G"), rule | _hint("权重", "请填写 0 到 100 的数字。"))


def _across(columns: str, row: int) -> str:
    return ":".join(f"{column}{row}" for column in columns.split(":"))


def _hint(title: str, hint: str) -> dict[str, str]:
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}


def _set_up_page(page: Page, layout: StatementLayout) -> None:
    """A4 upright, one page wide, the indicators' headers again on every page, page numbers; the legend beside it."""
    sheet = page.sheet
    for number, width in enumerate(layout.widths):
        sheet.set_column(number, number, width)
    page.put(f"A{layout.last_row + 2}", LEGEND, "legend")
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(layout.goal_row)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(f"A1:G{layout.last_row}")
    sheet.hide_gridlines(2)
