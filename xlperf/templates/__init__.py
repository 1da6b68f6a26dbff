"""Blank workbooks of the forms, with their formulas, drop-downs and print set-up, built from layout data."""

from __future__ import annotations

from pathlib import Path

from xlperf.templates.department_layouts import CompletionLayout, RubricLayout
from xlperf.templates.loading import load_all, load_layout
from xlperf.templates.plan import place
from xlperf.templates.statement_layout import StatementLayout

__all__ = ["build_template", "template_file", "template_ids"]


def template_ids() -> tuple[str, ...]:
    """The ids of the forms that there is a blank workbook of."""
    return tuple(sorted(load_all()))


def template_file(form_id: str) -> str:
    """The usual file name of a form's blank workbook. Raises UsageError for an unknown form."""
    return load_layout(form_id).file


def build_template(form_id: str, target: Path) -> None:
    """Writes the blank workbook of a form to `target`, the same bytes every time.

    Raises UsageError for an unknown form, OSError where the target cannot be written.
    """
    layout = load_layout(form_id)
    match layout:
        case StatementLayout():
            from xlperf.templates.statements import draw_statement

            draw_statement(layout, target)
        case RubricLayout():
            from xlperf.templates.rubrics import draw_rubric

            draw_rubric(layout, target)
        case CompletionLayout():
            from xlperf.templates.completions import draw_completion

            draw_completion(layout, target)
        case _:
            from xlperf.templates.drawing import draw

            draw(place(layout), target)
