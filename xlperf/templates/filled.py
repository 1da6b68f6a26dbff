"""Forms that are filled in, as workbooks: each on a sheet of its template, or cell by cell where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from xlperf.cells import Cell, Sheet
from xlperf.templates.drawing import draw_form, new_book
from xlperf.templates.page import Page
from xlperf.templates.plan import Plan
from xlperf.templates.transcript import draw_sheet


class FilledForm(NamedTuple):
    """A form on the way into a workbook: its template's plan and what each of its cells says."""

    name: str
    plan: Plan
    said: Mapping[str, Cell]
    is_draft: bool = False
    """What is not said is left to the template: its formulas, and points that are set."""


def render_workbook(title: str, sheets: Sequence[FilledForm | Sheet]) -> bytes:
    """A workbook of these sheets under their names, the same bytes every time. Texts never become formulas."""
    content = BytesIO()
    with new_book(content, title) as book:
        for sheet in sheets:
            target = book.add_worksheet(sheet.name)
            if isinstance(sheet, Sheet):
                draw_sheet(book, target, sheet)
            else:
                draw_form(Page(book, target, sheet.said, sheet.is_draft), sheet.plan)
    return content.getvalue()
