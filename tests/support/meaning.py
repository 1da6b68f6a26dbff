"""What a workbook means to those who open it, however its parts are written.

The names of fonts are left out: LibreOffice writes that of a blank cell as the one for Chinese or for Latin signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.packages import read_parts

Meaning = dict[str, object]

_RESULT = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*>[^<]*</f><v>([^<]*)</v>')


def meaning(path: Path) -> Meaning:
    """Sheets, names, views, and every cell's content, look and note, by place."""
    book = load_workbook(path)
    found: Meaning = {"sheets": [(sheet.title, sheet.sheet_state) for sheet in book], "results": _results(path)}
    found["active"] = book.active.title if book.active is not None else None
    found["names"] = {name: defined.attr_text for name, defined in book.defined_names.items()}
    for sheet in book.worksheets:
        found |= {f"{sheet.title}!{key}": value for key, value in _of_sheet(sheet)}
        for row in sheet.iter_rows():
            for cell in row:
                found[f"{sheet.title}!{cell.coordinate}"] = of_cell(cell)
    return found


def _results(path: Path) -> list[tuple[bytes, bytes]]:
    """What formulas have as their stored value, sheet after sheet."""
    parts = read_parts(path)
    return sorted(found for name, part in parts.items() if "/worksheets/" in name for found in _RESULT.findall(part))


def look(path: Path, cell: str) -> tuple[str | None, str | None]:
    """The fill of a cell of the first sheet as RRGGBB, and the words of its note; None where it has none."""
    at = load_workbook(path).worksheets[0][cell]
    note = at.comment.text if at.comment is not None else None
    return (str(at.fill.fgColor.rgb)[-6:] if at.fill.fill_type else None), note


def _of_sheet(sheet: Worksheet) -> Iterator[tuple[str, object]]:
    yield "merges", sorted(map(str, sheet.merged_cells.ranges))
    yield "view", (sheet.freeze_panes, sheet.sheet_view.zoomScale)
    yield "names", {name: defined.attr_text for name, defined in sheet.defined_names.items()}
    yield "print", (sheet.print_area, sheet.print_title_rows, sheet.page_setup.orientation)
    yield "validations", sorted(str((str(v.sqref), v.formula1)) for v in sheet.data_validations.dataValidation)
    yield "conditions", sorted(str(f.sqref) for f in sheet.conditional_formatting)
    yield "widths", {key: round(found.width, 1) for key, found in sheet.column_dimensions.items()}
    yield "heights", {key: found.height for key, found in sheet.row_dimensions.items() if found.height}


def of_cell(cell: Cell) -> tuple[object, ...]:
    """Fill, font, border, alignment, number format, lock, note and value."""
    fill = cell.fill
    painted = (fill.fill_type, str(fill.fgColor.rgb), fill.fgColor.theme) if fill.fill_type else None
    font = (cell.font.sz, cell.font.b, cell.font.i, cell.font.color and str(cell.font.color.rgb))
    border = tuple(side and side.style for side in (cell.border.left, cell.border.right, cell.border.top))
    text = cell.comment.text if cell.comment is not None else None
    wrap = (cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.wrap_text)
    return painted, font, border, wrap, cell.number_format, cell.protection.locked, text, cell.value
