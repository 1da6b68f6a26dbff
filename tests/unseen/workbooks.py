"""A transcribed form as a real workbook, written by xlsxwriter as a clerk's would be stored."""

from __future__ import annotations

import re
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.unseen.sheets import SHEET, Placed, place, read_transcript

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RATE = re.compile(r"\d+(?:\.\d+)?%")


def write_workbook(name: str, folder: Path) -> Path:
    """The form in a file: plain numbers as numbers, rates as percentages, merged ranges merged."""
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        percent = {
            digits: book.add_format({"num_format": f"0{'.' * bool(digits)}{'0' * digits}%"}) for digits in (0, 2)
        }
        for placed in place(read_transcript(name)["rows"]):
            _write(sheet, placed, percent)
    return path


def _write(sheet: Worksheet, placed: Placed, percent: dict[int, object]) -> None:
    top, left, bottom, right = (each - 1 for each in placed.area)
    if placed.area.size > 1:
        sheet.merge_range(top, left, bottom, right, "")
    if _NUMBER.fullmatch(placed.text):
        sheet.write_number(top, left, float(placed.text))
    elif _RATE.fullmatch(placed.text):
        digits = 2 if "." in placed.text else 0
        sheet.write_number(top, left, float(placed.text[:-1]) / 100, percent[digits])
    elif placed.text:
        sheet.write_string(top, left, placed.text)
