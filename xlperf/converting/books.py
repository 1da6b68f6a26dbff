"""Converted forms as workbooks, what has no place in them listed behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlperf.cells import Cell, CellRef, Sheet
from xlperf.converting.forms import Converted
from xlperf.templates.filled import FilledForm, render_workbook

LEFT_SHEET = "未放置"
"""Name of the sheet that lists what a template has no place for."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""What Excel takes in no sheet's name, and what XML cannot hold: the workbook would be none."""
_LONGEST_NAME = 31


def render_forms(forms: Sequence[Converted], source: str) -> bytes:
    """A workbook with a sheet for each form; `source` is the document's name."""
    names = tuple(_sheet_names(forms))
    sheets = [_sheet(form, name) for form, name in zip(forms, names, strict=True)]
    left = [(name, cell) for form, name in zip(forms, names, strict=True) for cell in form.left]
    return render_workbook(source, [*sheets, *([_left_sheet(left)] if left else [])])


def render_sheets(sheets: Sequence[Sheet], source: str) -> bytes:
    """A workbook of another program's sheets; names that no workbook can have are cut and put right, no two are one."""
    taken, named = set[str](), []
    for number, sheet in enumerate(sheets, 1):
        name = _FORBIDDEN.sub(" ", sheet.name).strip()[:_LONGEST_NAME].strip() or f"表{number}"
        name = f"{number:02} {name}"[:_LONGEST_NAME].strip() if name.casefold() in taken else name
        taken.add(name.casefold())
        named.append(Sheet(name, sheet.cells, sheet.merges, sheet.state))
    return render_workbook(source, named)


def _sheet(form: Converted, name: str) -> FilledForm | Sheet:
    if form.plan is None or form.placed is None:
        return Sheet(name, form.sheet.cells, form.sheet.merges)
    return FilledForm(name, form.plan, form.placed)


def _sheet_names(forms: Sequence[Converted]) -> Iterator[str]:
    """A name for each sheet: numbered where there are several, so that no two are one."""
    for number, form in enumerate(forms, 1):
        name = _FORBIDDEN.sub(" ", form.name).strip() or "自评表"
        yield name[:_LONGEST_NAME] if len(forms) == 1 else f"{number:02} {name}"[:_LONGEST_NAME].strip()


def _left_sheet(left: Sequence[tuple[str, Cell]]) -> Sheet:
    """For which form, where it stood, what it says."""
    rows = [("表", "原位置", "内容（表样中没有对应的格，请人工核对）")]
    rows += [(name, str(cell.ref), cell.text) for name, cell in left]
    cells = (
        Cell(CellRef(LEFT_SHEET, row, column), text, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    )
    return Sheet(LEFT_SHEET, {cell.ref[1:]: cell for cell in cells})
