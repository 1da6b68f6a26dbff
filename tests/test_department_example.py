"""The published department form as a workbook: every word and figure as printed, and what its blank copy leaves out."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.printed import merges, row_of, sheet_of, shown, texts

EXAMPLES = Path(__file__).parents[1] / "examples"
FORM: dict[str, Any] = json.loads((EXAMPLES / "data/xiangyang-2021/01.json").read_text("utf-8"))
NAME = "襄阳/01-襄阳市科学技术协会.xlsx"
LINE = 6
"""The row of the amounts."""


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return sheet_of(EXAMPLES / "inbox" / NAME)


def unbroken(text: str | None) -> str | None:
    """A label without the line breaks of the print."""
    return None if text is None else text.replace("\n", "")


def test_head_is_as_printed(sheet: Worksheet) -> None:
    assert sheet["A1"].value == FORM["title"]
    assert sheet["A2"].value == "单位名称：襄阳市科学技术协会       填报日期：2022年3月"
    assert [sheet["A3"].value, sheet["B3"].value] == ["单位名称", FORM["header"]["单位名称"]]
    assert {sheet["A4"].value: sheet["B4"].value, sheet["E4"].value: sheet["F4"].value} == FORM["totals"]


def test_execution_is_as_printed(sheet: Worksheet) -> None:
    block = FORM["budget_execution"]
    assert unbroken(sheet["A5"].value) == block["label"]
    assert [unbroken(text) for text in texts(sheet, LINE - 1, 4, 7)] == block["columns"]
    figures = [block[key] for key in ("budget", "executed", "execution_rate", "score")]
    assert [sheet.cell(LINE, 2).value, *texts(sheet, LINE, 4, 7)] == [block["row"], *figures]
    assert [sheet.cell(LINE, column).value for column in range(4, 8)] == [2634.17, 3014.42, 1.1444, 20]


def test_goal_is_as_printed_but_for_the_undecoded_sign(sheet: Worksheet) -> None:
    assert sheet["A7"].value == FORM["goal"]["label"]
    assert sheet["B7"].value.split("\n") == [item.replace("\ufffd", "") for item in FORM["goal"]["expected"]]
    assert {"A7:A13", "B7:G13"} <= merges(sheet)


def test_indicators_are_as_printed(sheet: Worksheet) -> None:
    captions = row_of(sheet, "三级指标", 4)
    names = ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"]
    assert texts(sheet, captions, 1, 7) == ["年度绩效指标", *names]
    fields = ("level2", "level3", "target", "actual", "score")
    for row, line in enumerate(FORM["indicators"], captions + 1):
        assert texts(sheet, row, 3, 7) == [line[field] for field in fields]
    row = captions + 1
    for level1, lines in groupby(FORM["indicators"], lambda line: line["level1"]):
        rows = len(list(lines))
        assert sheet.cell(row, 2).value == level1
        assert rows == 1 or f"B{row}:B{row + rows - 1}" in merges(sheet)
        row += rows
    assert sheet.cell(row, 1).value == "总分"


def test_end_is_as_printed(sheet: Worksheet) -> None:
    total = row_of(sheet, "总分", 1)
    assert (shown(sheet.cell(total, 7)), sheet.cell(total, 7).value) == (FORM["total"]["score"], 93)
    for row, part in enumerate((FORM["deviation"], FORM["improvement"]), total + 1):
        assert [unbroken(sheet.cell(row, 1).value), sheet.cell(row, 2).value] == [part["label"], part["text"]]
    below = [sheet.cell(row, 1).value for row in range(total + 3, sheet.max_row + 1)]
    assert below == ["备注：", *FORM["remarks"]]
    assert sheet.print_area.endswith(f"$A$1:$G${sheet.max_row}")


def test_the_blank_copy_leaves_out_what_follows(sheet: Worksheet) -> None:
    blank = sheet_of(EXAMPLES / "blank-scores" / NAME)
    total = row_of(sheet, "总分", 1)
    different = [
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value != blank[cell.coordinate].value
    ]
    assert different == [f"F{LINE}", f"G{LINE}", f"G{total}"]
    assert [blank[cell].value for cell in different] == [None, None, None]
