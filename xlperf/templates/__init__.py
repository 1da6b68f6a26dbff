"""Blank workbooks of the forms, with their formulas, drop-downs and print set-up, built from layout data."""

from __future__ import annotations

from pathlib import Path

from xlperf.templates.loading import load_layout, load_layouts, load_statements
from xlperf.templates.plan import place
from xlperf.templates.statement_layout import StatementLayout

__all__ = ["build_template", "template_file", "template_ids"]


def template_ids() -> tuple[str, ...]:
    """The ids of the forms that there is a blank workbook of."""
    return tuple(sorted((*load_layouts(), *load_statements())))


def template_file(form_id: str) -> str:
    """The usual file name of a form's blank workbook. Raises UsageError for an unknown form."""
    return load_layout(form_id).file


def build_template(form_id: str, target: Path) -> None:
    """Writes the blank workbook of a form to `target`, the same bytes every time.

    Raises UsageError for an unknown form, OSError where the target cannot be written.
    """
    layout = load_layout(form_id)
    if isinstance(layout, StatementLayout):
        from xlperf.templates.statements import draw_statement

        draw_statement(layout, target)
        return
    from xlperf.templates.drawing import draw

    draw(place(layout), target)
