"""Reading the example workbooks with openpyxl: what a cell shows, where a text stands."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def sheet_of(path: Path) -> Worksheet:
    """The first sheet."""
    return openpyxl.load_workbook(path).worksheets[0]


def shown(cell: Cell) -> str | None:
    """What a cell shows, for the number formats that the examples use."""
    value, number_format = cell.value, cell.number_format
    if value is None or isinstance(value, str):
        return value
    number = Decimal(repr(value))
    if number_format.startswith("General"):
        return f"{value}{number_format.removeprefix('General').strip(chr(34))}"
    percent = number_format.endswith("%")
    body = number_format.removesuffix("%")
    places = Decimal(1).scaleb(-len(body.partition(".")[2]))
    rounded = (number * (100 if percent else 1)).quantize(places, ROUND_HALF_UP)
    return f"{rounded:,}" if "," in body else f"{rounded}{'%' * percent}"


def texts(sheet: Worksheet, row: int, first: int, last: int) -> list[str | None]:
    """What the cells of a row show, from one column to another."""
    return [shown(sheet.cell(row, column)) for column in range(first, last + 1)]


def row_of(sheet: Worksheet, text: str, column: int) -> int:
    """The first row whose cell in this column shows the text."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def merges(sheet: Worksheet) -> set[str]:
    """The merged areas."""
    return {area.coord for area in sheet.merged_cells.ranges}
