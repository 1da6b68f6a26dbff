"""Draws a blank rubric: criteria with their standards, scores by formulas over a sheet of inputs (xlsxwriter)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from xlperf.rules import RulePack, load
from xlperf.rules.criteria import CriterionRule, Part
from xlperf.templates.criterion_formulas import Cells, criterion_score, stated_ratio
from xlperf.templates.department_layouts import RubricLayout
from xlperf.templates.drawing import new_book
from xlperf.templates.page import Page

LEGEND = "填表说明：先在“{sheet}”一页填写浅黄色的格，分数、综合评分和等级自动计算，也可以改填。本行不打印。"
_FIRST = 6
"""The row of the first criterion, below title, year, unit and two rows of headers."""
_FIRST_INPUT = 3
_PERCENT = "0.00%"
_ANSWERS = ["是", "否"]


class _InputRow(NamedTuple):
    """An input with its row, the criterion it stands under, and the part that asks for it; `is_stated`: a ratio."""

    row: int
    rule: CriterionRule
    part: Part
    name: str
    is_stated: bool


def draw_rubric(layout: RubricLayout, target: Path) -> None:
    """Writes the workbook: two sheets, the same bytes every time. Raises OSError where the target cannot be written."""
    pack, content = load(layout.rules), BytesIO()
    rows = tuple(_input_rows(pack))
    cells = {each.name: f"{layout.inputs.sheet}!$C${each.row}" for each in rows}
    with new_book(content, layout.title) as book:
        page = Page(book, book.add_worksheet(layout.file.removesuffix(".xlsx")))
        _draw_head(page, layout)
        _draw_criteria(page, layout, pack, cells)
        _draw_end(page, layout, pack)
        inputs = Page(book, book.add_worksheet(layout.inputs.sheet))
        _draw_inputs(inputs, layout, rows)
    target.write_bytes(content.getvalue())


def _input_rows(pack: RulePack) -> Iterator[_InputRow]:
    """Every input once, where it is first asked for."""
    seen: set[str] = set()
    row = _FIRST_INPUT
    for rule in pack.criteria:
        for part, name in [(each, name) for each in rule.parts for name in each.inputs]:
            if name not in seen:
                seen.add(name)
                yield _InputRow(row, rule, part, name, name == part.stated)
                row += 1


def _draw_head(page: Page, layout: RubricLayout) -> None:
    page.put("A1:G1", layout.title, "title")
    page.sheet.set_row(0, 30)
    page.put("A2:G2", layout.year.blank, "year")
    choices = [layout.year.pattern.format(year=year) for year in range(layout.year.first, layout.year.last + 1)]
    rule = {"validate": "list", "source": choices, "error_type": "warning"}
    page.sheet.data_validation("A2", rule | _hint("年度", "请从下拉列表中选择年度。"))
    page.put("A3:B3", layout.unit, "label")
    page.put("C3:G3", None, "input")
    page.put("A4:D4", layout.group, "label")
    for letter, name in zip("ABCD", layout.columns, strict=False):
        page.put(f"{letter}5", name, "label")
    for letter, name in zip("EFG", layout.columns[4:], strict=True):
        page.put(f"{letter}4:{letter}5", name, "label")


def _draw_criteria(page: Page, layout: RubricLayout, pack: RulePack, cells: Cells) -> None:
    """A row a criterion, high enough for its standard; its levels merged over their rows."""
    for letter, key in (("A", lambda rule: (rule.level1,)), ("B", lambda rule: (rule.level1, rule.level2))):
        row = _FIRST
        for names, group in groupby(pack.criteria, key):
            last = row + len(list(group)) - 1
            page.put(f"{letter}{row}:{letter}{last}" if last > row else f"{letter}{row}", names[-1], "label")
            row = last + 1
    for row, rule in enumerate(pack.criteria, _FIRST):
        page.put(f"C{row}", rule.name, "label")
        page.put(f"D{row}", rule.points, "label")
        page.put(f"E{row}", rule.description, "text")
        page.put(f"F{row}", rule.clause.strip(), "text")
        score = criterion_score(rule, cells, pack.places)
        page.put(f"G{row}", score, "computed" if score else "input")
        bounds = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": rule.points}
        page.sheet.data_validation(f"G{row}", bounds | _hint("分数", "自动计算；也可以改填，不得高于分值。"))
        texts = ((rule.description, layout.widths[4]), (rule.clause.strip(), layout.widths[5]))
        page.make_room(row, max(2, *(_lines(text, width) for text, width in texts)))


def _draw_end(page: Page, layout: RubricLayout, pack: RulePack) -> None:
    """Total and grade, once every criterion has its score; print set-up."""
    last = _FIRST + len(pack.criteria) - 1
    scores, total = f"G{_FIRST}:G{last}", last + 1
    page.put(f"A{total}:F{total}", layout.total, "label")
    formula = f'=IF(COUNT({scores})={len(pack.criteria)},ROUND(SUM({scores}),{pack.places}),"")'
    page.put(f"G{total}", formula, "computed")
    page.put(f"A{total + 1}:F{total + 1}", layout.grade, "label")
    grade = '""'
    for name, bound in sorted(pack.grades.bounds.items(), key=lambda item: item[1]):
        grade = f'IF(G{total}>={bound},"{name}",{grade})'
    page.put(f"G{total + 1}", f'=IF(G{total}="","",{grade})', "computed")
    page.put(f"A{total + 3}", LEGEND.format(sheet=layout.inputs.sheet), "legend")
    _set_up(page.sheet, layout.widths, 4, f"A1:G{total + 1}")


def _draw_inputs(page: Page, layout: RubricLayout, rows: tuple[_InputRow, ...]) -> None:
    """An input a row, under its criterion, with the wording that it is for; ratios are worked out."""
    cells = {each.name: f"$C${each.row}" for each in rows}
    page.put("A1:E1", layout.inputs.title, "title")
    page.sheet.set_row(0, 30)
    for letter, name in zip("ABCDE", layout.inputs.columns, strict=True):
        page.put(f"{letter}2", name, "label")
    for name, group in groupby(rows, lambda each: each.rule.name):
        listed = list(group)
        first, last = listed[0].row, listed[-1].row
        page.put(f"A{first}:A{last}" if last > first else f"A{first}", name, "label")
    for each in rows:
        _draw_input(page, each, cells)
        page.make_room(each.row, max(2, _lines(each.part.text, layout.inputs.widths[3])))
    _set_up(page.sheet, layout.inputs.widths, 1, f"A1:E{rows[-1].row}")


def _draw_input(page: Page, each: _InputRow, cells: Cells) -> None:
    row, part = each.row, each.part
    is_percent = each.is_stated or part.method == "quarters" or (part.method == "bands" and not part.per)
    page.put(f"B{row}", each.name, "label")
    formula = stated_ratio(part, cells) if each.is_stated else None
    page.put(f"C{row}", formula, "computed" if formula else "input", _PERCENT if is_percent else "General")
    page.put(f"D{row}", part.text, "text")
    page.put(f"E{row}", None, "prose")
    page.sheet.data_validation(f"C{row}", _rule(each, is_percent))


def _rule(each: _InputRow, is_percent: bool) -> dict[str, Any]:
    """What may stand in the cell of an input, and the hint that says so."""
    part, cell = each.part, f"C{each.row}"
    if each.is_stated:
        return {"validate": "any"} | _hint("比率", "由上面的数自动算出；报告中写的比率不同的，可以改填，校验时会核对。")
    if part.method == "judged":
        most = f"{part.points:f}"
        allowed = f'=OR({cell}="是",{cell}="否",AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most}))'
        return {"validate": "custom", "value": allowed} | _hint("评定", f"请填“是”“否”，或评定的分数（0 到 {most}）。")
    if part.method in ("chosen", "veto"):
        words = list(part.options) if part.method == "chosen" else _ANSWERS
        return {"validate": "list", "source": words} | _hint("选项", "请从下拉列表中选择。")
    unit = "请填百分数，如 95%。" if is_percent else "请填不小于 0 的数；金额的单位要一致。"
    return {"validate": "decimal", "criteria": ">=", "value": 0} | _hint("数值", unit)


def _lines(text: str, width: float) -> int:
    """Lines that a text takes at a width; a Chinese sign is as broad as two Latin ones."""
    return sum(max(1, ceil(len(line.encode("gb18030")) / (width - 1))) for line in text.split("\n"))


def _hint(title: str, hint: str) -> dict[str, str]:
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}


def _set_up(sheet: Any, widths: tuple[float, ...], header: int, area: str) -> None:
    """A4 across, one page wide, the headers again on every page, page numbers."""
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(header if header == 1 else 3, header)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(area)
    sheet.hide_gridlines(2)
