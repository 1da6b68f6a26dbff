"""Summaries as authorities send them out: a header over two rows, blank rows, sums and a line for signatures below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

HEADER = (
    "序号",
    "主管部门",
    "项目名称",
    "实施单位",
    "项目资金",
    None,
    "执行率",
    "自评得分",
    "自评等级",
    "科室",
    "复核得分",
)
SECOND = (None, None, None, None, "全年预算数", "全年执行数")


def make_summary(path: Path, blanks: int = 2, prepare: Callable[[Any], None] | None = None) -> Path:
    """A summary in 万元 with so many blank rows from row 5 on, and 合计 below them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总表"
    for row in (
        ("2021年度项目支出绩效自评结果汇总表",),
        ("填报单位：某市财政局", *[None] * 8, "单位：万元"),
        HEADER,
        SECOND,
    ):
        sheet.append(row)
    for merge in ("A1:K1", *(f"{c}3:{c}4" for c in "ABCDGHIJK"), "E3:F3"):
        sheet.merge_cells(merge)
    _end(sheet, 5 + blanks)
    if prepare is not None:
        prepare(sheet)
    book.save(path)
    return path


def _end(sheet: Any, total: int) -> None:
    for row in range(5, total):
        sheet.row_dimensions[row].height = 22
        for column in range(1, 12):
            sheet.cell(row, column).font = Font(name="宋体", size=9)
        sheet.cell(row, 7).number_format = "0.00%"
    sheet.cell(total, 1, "合计")
    sheet.merge_cells(f"A{total}:D{total}")
    for column in "EF":
        sheet[f"{column}{total}"] = f"=SUM({column}5:{column}{total - 1})"
    sheet[f"G{total}"] = f"=F{total}/E{total}"
    sheet.cell(total + 2, 1, "填表人：")
    sheet.conditional_formatting.add(
        f"H5:H{total - 1}", CellIsRule(operator="lessThan", formula=["80"], font=Font(bold=True))
    )
    rule = DataValidation(type="list", formula1='"优,良,中,差"')
    rule.add(f"I5:I{total - 1}")
    sheet.add_data_validation(rule)
    sheet.print_area = f"A1:K{total + 2}"
    sheet.print_title_rows = "3:4"


def make_plain(path: Path, *rows: Sequence[object]) -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path
