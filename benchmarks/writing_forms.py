"""Workbooks to write into: forms with long reasons, by three producers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from benchmarks.office_files import SOFFICE, open_files
from benchmarks.writing_png import make_png

FIRST, INDICATORS = 8, 30
"""The row of the first indicator, and how many there are."""

SCORE, REASON = 8, 9
"""The columns of the scores, which are blank, and of the reasons."""

_HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "完成率",
    "得分",
    "偏差原因分析及改进措施",
)
_HEAD = (
    ("项目名称", "城市公共设施维护项目"),
    ("主管部门", "某某局"),
    ("实施单位", "某某中心"),
    ("项目资金（万元）", 1234.5),
)
_WORDS = "项目单位因采购流程调整与验收时间推迟，部分资金未在年内支付，已要求承接单位补充材料并于次年一季度完成结算，"
_LONG = 200


def draw_forms(target: Path, count: int) -> Path:
    """A workbook by xlsxwriter with one form on each sheet."""
    with xlsxwriter.Workbook(target) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_size": 16, "align": "center"}),
            "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}),
            "percent": book.add_format({"border": 1, "num_format": "0.00%"}),
            "red": book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
        }
        for number in range(1, count + 1):
            _draw_form(book.add_worksheet(f"自评表{number}"), looks, number)
    return target


def _draw_form(sheet: Any, looks: dict[str, Any], number: int) -> None:
    """A head, a table of indicators with their formulas, a total; a picture beside it."""
    sheet.merge_range("A1:I1", "项目支出绩效自评表", looks["title"])
    for row, (label, value) in enumerate(_HEAD, 2):
        sheet.merge_range(f"A{row}:B{row}", label, looks["cell"])
        sheet.merge_range(f"C{row}:I{row}", f"{value}{number}" if row == 2 else value, looks["cell"])
    sheet.write_row(FIRST - 2, 0, _HEADINGS, looks["cell"])
    for row in range(FIRST, FIRST + INDICATORS):
        _draw_indicator(sheet, looks, row, number)
    last = FIRST + INDICATORS - 1
    sheet.write_formula(last, SCORE - 1, f"=SUM(H{FIRST}:H{last})", looks["cell"], 0)
    _set_up(sheet, looks, last)


def _draw_indicator(sheet: Any, looks: dict[str, Any], row: int, number: int) -> None:
    words = ("产出指标", "数量指标", f"指标{row}", 10 + row, 9 + row, 3)
    sheet.write_row(row - 1, 0, words, looks["cell"])
    sheet.write_formula(row - 1, 6, f"=E{row}/D{row}", looks["percent"], (9 + row) / (10 + row))
    sheet.write_blank(row - 1, SCORE - 1, None, looks["cell"])
    sheet.write_string(row - 1, REASON - 1, _reason(number * 100 + row), looks["cell"])


def _reason(number: int) -> str:
    """A text of its own of 200 characters."""
    return f"{number}：" + "".join(islice(cycle(_WORDS), number % len(_WORDS), number % len(_WORDS) + _LONG - 5))


def _set_up(sheet: Any, looks: dict[str, Any], last: int) -> None:
    sheet.set_column("A:H", 12)
    sheet.set_column("I:I", 60)
    sheet.data_validation(
        f"H{FIRST}:H{last}", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    )
    sheet.data_validation("C3", {"validate": "list", "source": ["某某局", "某某委"]})
    sheet.conditional_format(f"H{FIRST}:H{last}", {"type": "cell", "criteria": ">", "value": 3, "format": looks["red"]})
    sheet.conditional_format(f"G{FIRST}:G{last}", {"type": "data_bar"})
    sheet.insert_image("K2", "picture.png", {"image_data": BytesIO(make_png())})


def make_kinds(folder: Path, counts: tuple[int, ...]) -> Iterator[tuple[str, int, Path]]:
    """Producer, number of forms and workbook of each kind; LibreOffice is left out where it is not installed."""
    drawn = {count: draw_forms(folder / f"xlsxwriter-{count}.xlsx", count) for count in counts}
    saved = open_files({f"office-{count}": path for count, path in drawn.items()}, folder / "office") if SOFFICE else {}
    for count, path in drawn.items():
        yield "xlsxwriter", count, path
        yield "openpyxl", count, _save_again(path, folder / f"openpyxl-{count}.xlsx")
        if f"office-{count}" in saved:
            yield "LibreOffice", count, saved[f"office-{count}"]


def _save_again(source: Path, target: Path) -> Path:
    """The same workbook as openpyxl writes it."""
    openpyxl.load_workbook(source).save(target)
    return target
