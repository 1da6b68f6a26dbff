"""From a snapshot to what goes into workbooks: each form with its place in a template, and what has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlperf.cells import Cell, Sheet, Snapshot
from xlperf.converting.content import Content, content_of
from xlperf.converting.fitting import fit_layout
from xlperf.converting.leftovers import find_leftovers, rows_of_forms
from xlperf.converting.placing import Placed, place_content
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.recognition.library import Library
from xlperf.templates.ending import LEGEND
from xlperf.templates.layout import Layout
from xlperf.templates.loading import load_layouts
from xlperf.templates.plan import Plan, place
from xlperf.templates.statements import LEGEND as STATEMENT_LEGEND

LEGENDS = (LEGEND, STATEMENT_LEGEND)


@dataclass(frozen=True, slots=True)
class Converted:
    """A form on its way into another workbook or format. `sheet` holds its cells as they stood.

    `plan` and `placed` are None for a form that there is no template of: the cells go as they are. `left`: the cells of
    the document that have no place in the template.
    """

    content: Content
    sheet: Sheet
    plan: Plan | None = None
    placed: Placed | None = None
    left: tuple[Cell, ...] = ()

    @property
    def name(self) -> str:
        """What the form is about: its project, or the unit, or its title."""
        told = (self.content.head.get(field) for field in ("project", "unit", "title"))
        return next((cell.text.strip() for cell in told if cell is not None and cell.text.strip()), "")


def convert_forms(snapshot: Snapshot, library: Library) -> tuple[Converted, ...]:
    """Every form of a snapshot, in its order."""
    forms = recognise(snapshot, library)
    return tuple(
        _convert(form, sheet, rows, library)
        for sheet in map(_without_legends, snapshot.sheets)
        for form, rows in rows_of_forms(forms, sheet)
    )


def _convert(form: Form, sheet: Sheet, rows: range, library: Library) -> Converted:
    content = content_of(form, sheet, library.lexicon)
    layout = load_layouts().get(form.definition)
    if layout is None:
        return Converted(content, _part(sheet, rows))
    plan, placed = fill_template(layout, content, library)
    shown = (*_labels(plan), *(cell.text for cell in placed.values()))
    left = find_leftovers(sheet, rows, placed.values(), shown)
    return Converted(content, _part(sheet, rows), plan, placed, tuple(left))


def fill_template(layout: Layout, content: Content, library: Library) -> tuple[Plan, Placed]:
    """The template for a content, and what goes into each of its cells."""
    plan = place(fit_layout(layout, content))
    return plan, place_content(plan, content, library.lexicon)


def _labels(plan: Plan) -> Iterator[str]:
    """Every text that the template prints."""
    layout = plan.layout
    yield from (layout.title, layout.funds.caption, layout.goal.caption, layout.goal.expected, layout.goal.actual)
    yield from (layout.indicators.caption, layout.total.label, layout.total.mark, *layout.reasons, *layout.notes)
    yield from (label for labels in layout.head for label in labels)
    yield from (*layout.funds.columns.values(), *layout.indicators.columns.values())
    yield from (label for block, group, _ in plan.level2() for label in (block.label, group.label))


def _without_legends(sheet: Sheet) -> Sheet:
    """The sheet without what our own templates tell the clerk below the form."""
    told = {at for at, cell in sheet.cells.items() if cell.text in LEGENDS}
    return replace(sheet, cells={at: cell for at, cell in sheet.cells.items() if at not in told}) if told else sheet


def _part(sheet: Sheet, rows: range) -> Sheet:
    """The cells of some rows, where they stood."""
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] in rows}
    return Sheet(sheet.name, cells, tuple(merge for merge in sheet.merges if merge.top in rows))
