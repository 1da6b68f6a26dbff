"""A reviewer at 问题清单: rows read and changed by another library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Any]

HEADER = 3


def headers(sheet: Worksheet) -> dict[str, int]:
    """Header → 1-based column."""
    return {cell.value: cell.column for cell in sheet[HEADER] if cell.value is not None}


def list_rows(out: Path, name: str = "问题清单") -> list[dict[str, Any]]:
    """The rows of a sheet of the summary, by header."""
    sheet = openpyxl.load_workbook(out / "汇总.xlsx")[name]
    columns = headers(sheet)
    return [
        {header: row[at - 1] for header, at in columns.items()} for row in sheet.iter_rows(HEADER + 1, values_only=True)
    ]


def decide(out: Path, choose: Callable[[Row], Mapping[str, str | None]]) -> None:
    """Puts into each row of the list what `choose` gives for it, by header."""
    path = out / "汇总.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    columns = headers(sheet)
    for cells in sheet.iter_rows(HEADER + 1):
        row = {header: cells[at - 1].value for header, at in columns.items()}
        for header, value in choose(row).items():
            cells[columns[header] - 1].value = value
    book.save(path)


def number_of(out: Path, code: str, project: str) -> str:
    """The number of the one finding of a check in a project's form."""
    (found,) = [row["编号"] for row in list_rows(out) if (row["代码"], row["项目名称"]) == (code, project)]
    return str(found)
