"""Forms as a Word document (python-docx): a table for each, with its merged cells, on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlperf.cells import Area, Sheet
from xlperf.converting.pieces import Piece, rows_of, used_area
from xlperf.ooxml.text_size import text_width
from xlperf.ooxml.xml_text import without_control

_SIZE, _MARGIN, _BREADTH = 9, 1.5, 18.0
"""Points of the letters; centimetres of the margins, and between them."""

_NARROWEST, _SHORT = 8, 18
"""Columns of signs; a text of more is wrapped."""


def render_word(sheets: Sequence[Sheet], title: str) -> bytes:
    """The document; texts are texts, whatever they look like."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    document.core_properties.title = without_control(title)[:255]
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime(2022, 9, 1)
    for section in document.sections:
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    _set_font(document)
    for number, sheet in enumerate(sheets):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _add_table(document, sheet)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _set_font(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(_SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def _add_table(document: Any, sheet: Sheet) -> None:
    area = used_area(sheet)
    table = document.add_table(area.bottom - area.top + 1, area.right - area.left + 1, "Table Grid")
    _set_widths(table, sheet, area)
    cells = [list(row.cells) for row in table.rows]  # looked up once: python-docx builds the grid anew each time
    for row, pieces in enumerate(rows_of(sheet)):
        for piece in pieces:
            _fill(cells, row, piece)


def _set_widths(table: Any, sheet: Sheet, area: Area) -> None:
    """Columns in proportion to the short texts in them, as broad as the page together."""
    from docx.shared import Cm

    broad = [_NARROWEST] * (area.right - area.left + 1)
    for (row, column), cell in sheet.cells.items():
        if sheet.merge_at(row, column).right == column and len(cell.text) <= _SHORT:
            broad[column - area.left] = max(broad[column - area.left], text_width(cell.text) + 2)
        elif sheet.merge_at(row, column).right == column:
            broad[column - area.left] = max(broad[column - area.left], _SHORT)
    table.autofit = False
    for column, width in zip(table.columns, broad, strict=True):
        column.width = Cm(_BREADTH * width / sum(broad))


def _fill(cells: list[list[Any]], row: int, piece: Piece) -> None:
    cell = cells[row][piece.column]
    if piece.columns > 1 or piece.rows > 1:
        cell = cell.merge(cells[row + piece.rows - 1][piece.column + piece.columns - 1])
    if piece.text:
        cell.text = piece.text
