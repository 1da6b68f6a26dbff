"""Every workbook reads as openpyxl, a second reader, reads it; what differs is listed with its reason."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.corpus import CORPUS, corpus_files, needs_corpus
from xlperf.cells import Cell, CellError, Sheet, Snapshot
from xlperf.errors import UnreadableError
from xlperf.numberformats import is_date_format
from xlperf.ooxml.package import open_package
from xlperf.ooxml.workbook_read import make_sheet, read_sheets

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.xlsx"))

DIFFERENCES = {
    "52575_main.xlsx": "an inline string held in v, which openpyxl does not read",
    "57914.xlsx": "strict: openpyxl finds no sheets in it",
    "SampleSS.strict.xlsx": "strict: openpyxl finds no sheets in it",
    "SimpleStrict.xlsx": "strict: openpyxl finds no sheets in it",
    "sample.strict.xlsx": "strict: openpyxl finds no sheets in it",
    "sample-beta.xlsx": "namespaces of a beta of Office 2007, in which openpyxl finds no cells",
    "64420.xlsm": "openpyxl counts a macro sheet as a worksheet",
    "xlmmacro.xlsm": "openpyxl counts a macro sheet as a worksheet",
    "duplicate-filename.xlsx": "two members of one name: openpyxl takes the last one, xlperf the first",
    "60289.xlsx": "openpyxl leaves _x000d_ as it is",
}
"""Files in which the two readers differ for a good reason."""


def snapshot_of(path: Path) -> Snapshot:
    package = open_package(path)
    return Snapshot(path.name, tuple(make_sheet(part) for part in read_sheets(package)))


def load(path: Path, data_only: bool) -> openpyxl.Workbook | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(path, data_only=data_only)
        except Exception:
            return None  # what openpyxl cannot read says nothing about us


def differences(path: Path) -> Iterator[str]:
    snapshot, values, formulas = snapshot_of(path), load(path, True), load(path, False)
    if values is None or formulas is None:
        return
    names = [sheet.title for sheet in values.worksheets]
    if [sheet.name for sheet in snapshot.sheets] != names:
        yield f"sheets {[sheet.name for sheet in snapshot.sheets]} / {names}"
        return
    for sheet in snapshot.sheets:
        yield from sheet_differences(sheet, values[sheet.name], formulas[sheet.name])


def sheet_differences(sheet: Sheet, values: Worksheet, formulas: Worksheet) -> Iterator[str]:
    if sheet.state != values.sheet_state:
        yield f"{sheet.name}: state {sheet.state} / {values.sheet_state}"
    merges = {(r.min_row, r.min_col, r.max_row, r.max_col) for r in values.merged_cells.ranges}
    if {tuple(area) for area in sheet.merges} != merges:
        yield f"{sheet.name}: merges"
    covered = {p for area in sheet.merges for p in list(area.positions())[1:]}
    theirs = {(c.row, c.column): c for row in values.iter_rows() for c in row if c.value not in (None, "")}
    for position in sorted((theirs.keys() | sheet.cells.keys()) - covered):
        mine, other = sheet.cells.get(position), theirs.get(position)
        if not same(mine, other.value if other is not None else None):
            yield f"{sheet.name} {position}: {mine and mine.value!r} / {other.value if other else None!r}"
        formula = formula_of(formulas.cell(*position))
        if squeezed(mine.formula if mine else None) != squeezed(formula):
            yield f"{sheet.name} {position}: formula {mine and mine.formula!r} / {formula!r}"


def formula_of(cell: object) -> str | None:
    value = cell.value
    if isinstance(value, ArrayFormula):
        value = value.text
    if isinstance(value, DataTableFormula):
        return ""
    return str(value).removeprefix("=") if cell.data_type == "f" else None


def squeezed(formula: str | None) -> str | None:
    """Without blanks, which openpyxl drops from the shared formulas that it moves."""
    return "".join(formula.split()) if formula is not None else None


def same(mine: Cell | None, other: object) -> bool:
    value = mine.value if mine else None
    if isinstance(other, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return isinstance(value, str) or (isinstance(value, Decimal) and is_date_format(mine.number_format))
    if isinstance(value, Decimal) and isinstance(other, int | float):
        return value == Decimal(format(other, ".15g"))
    if value == "":
        return other is None  # openpyxl does not tell an empty text that a formula gives from no value
    if isinstance(value, CellError | bool) or value is None:
        return value == other or (value is None and other in (None, ""))
    return str(value).replace("\r\n", "\n") == str(other).replace("\r\n", "\n")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_examples(path: Path) -> None:
    assert list(differences(path)) == []


@needs_corpus
@pytest.mark.parametrize("path", corpus_files(), ids=lambda p: p.name)
def test_corpus(path: Path) -> None:
    try:
        snapshot_of(path)
    except UnreadableError:
        pytest.skip("refused: tests/ooxml/test_read_refusals.py")
    found = list(differences(path))
    assert found == [] or path.name in DIFFERENCES, found[:5]


@needs_corpus
def test_every_difference_is_still_one() -> None:
    assert [name for name in DIFFERENCES if not list(differences(CORPUS / "poi" / name))] == []
