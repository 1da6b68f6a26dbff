"""From a snapshot to its forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.budget import MainTask
from xlperf.cells import Area, CellError, Sheet, Snapshot
from xlperf.form import STATEMENTS, Entry, Form, FundLine, Total
from xlperf.recognition.annual import with_annual_indicators
from xlperf.recognition.budgets import recognise_budgets, with_shared_year, without_budgets
from xlperf.recognition.choice import choose_definition, is_rubric, is_statement
from xlperf.recognition.criteria import recognise_criteria
from xlperf.recognition.dates import with_deadlines
from xlperf.recognition.funds import recognise_funds
from xlperf.recognition.goals import read_goals
from xlperf.recognition.grid import Grid
from xlperf.recognition.head import recognise_head, recognise_money_unit
from xlperf.recognition.indicators import recognise_indicators
from xlperf.recognition.layout import Layout, locate_forms
from xlperf.recognition.library import Library, load_library
from xlperf.recognition.missing import find_missing
from xlperf.recognition.notes import find_form_reason, find_notes, read_form_reason
from xlperf.recognition.pairs import read_pairs
from xlperf.recognition.reading import read_entry
from xlperf.recognition.spending import read_spending
from xlperf.recognition.stated_funds import read_stated_funds
from xlperf.recognition.strips import split_beside
from xlperf.recognition.tasks import read_tasks, spent_lines
from xlperf.recognition.totals import find_head_total, read_total
from xlperf.recognition.trail import trace

_READABLE = frozenset({"level3", "target"})
"""Without these columns an indicator table cannot be read at all; but for a statement, nor without actual values."""


def recognise(snapshot: Snapshot, library: Library | None = None) -> tuple[Form, ...]:
    """Every form of a workbook, sheet by sheet, from top to bottom; empty where there is none."""
    known = library or load_library()
    return with_shared_year(tuple(form for sheet in snapshot.sheets for form in _tables_of(sheet, known)))


def _tables_of(sheet: Sheet, library: Library) -> Iterator[Form]:
    """The forms and the budget tables of a sheet, from top to bottom."""
    budgets = recognise_budgets(sheet, library.form("budget").money_unit)
    forms = _forms_of(without_budgets(sheet, budgets), library)
    yield from sorted((*budgets, *forms), key=lambda form: form.area.top) if budgets else forms


def _forms_of(sheet: Sheet, library: Library) -> Iterator[Form]:
    for grid in split_beside(Grid(sheet, library.lexicon)):
        for located in locate_forms(grid):
            layout = with_annual_indicators(grid, located)
            form = _recognise_form(grid, layout, library)
            yield replace(form, recognised=tuple(trace(grid, layout, form)))


def _recognise_form(grid: Grid, layout: Layout, library: Library) -> Form:
    head, band = recognise_head(grid, layout), layout.indicators
    needed = _READABLE if is_statement(grid, layout, head) else _READABLE | {"actual"}
    readable = band is not None and band.columns.keys() >= needed
    indicators, shifted = recognise_indicators(grid, band, layout.breaks) if band and readable else ((), ())
    kinds = {row.block.kind for row in indicators}
    definition = choose_definition(library, grid, layout, head, kinds)
    money_unit = recognise_money_unit(grid, layout, definition.money_unit)
    goals = read_goals(grid, layout.goals)
    tasks = read_tasks(grid, layout.tasks, money_unit) if layout.tasks else ()
    funds = _funds(grid, layout, money_unit, definition.kind, tasks)
    return Form(
        definition=definition.id,
        sheet=grid.sheet.name,
        area=_area(grid, layout),
        head=head,
        money_unit=money_unit,
        funds=funds,
        goal_expected=goals.get("expected"),
        goal_actual=goals.get("actual"),
        criteria=recognise_criteria(grid, band, layout.breaks) if band and is_rubric(layout) else (),
        indicators=with_deadlines(indicators, head.year),
        total=_total(grid, layout),
        missing=tuple(find_missing(definition, layout, indicators, funds)),
        shifted=shifted,
        errors=tuple(_errors(grid, layout)),
        stale=tuple(_stale(grid, layout)),
        reason=None if band and "reason" in band.columns else read_form_reason(grid, layout),
        notes=tuple(map(read_entry, find_notes(grid, layout))),
        kind=definition.kind,
        spending=read_spending(grid, layout, money_unit),
        tasks=tasks,
    )


def _funds(grid: Grid, layout: Layout, money_unit: str, kind: str, tasks: tuple[MainTask, ...]) -> tuple[FundLine, ...]:
    if kind in STATEMENTS:
        return read_stated_funds(grid, layout, money_unit)
    if kind == "department-completion":
        return spent_lines(tasks)
    if layout.funds is None:
        return read_pairs(grid, layout, money_unit)
    return recognise_funds(grid, layout.funds, money_unit, layout.breaks)


def _total(grid: Grid, layout: Layout) -> Total | None:
    if layout.indicators and layout.total_row:
        return read_total(grid, layout.indicators.columns, layout.total_row)
    return find_head_total(grid, layout.top, layout.head_bottom)


def _area(grid: Grid, layout: Layout) -> Area:
    """The cells of the form, with the merged ranges that begin among them."""
    bottom = max([layout.bottom, *(cell.ref.row for cell in find_form_reason(grid, layout).values())])
    columns = [cell.ref.column for _, cells in grid.between(layout.top, bottom) for cell in cells]
    merges = [area for area in grid.sheet.merges if layout.top <= area.top <= bottom]
    left, right = min(columns), max(columns + [area.right for area in merges])
    return Area(layout.top, left, max([bottom] + [area.bottom for area in merges]), right)


def _errors(grid: Grid, layout: Layout) -> Iterator[Entry]:
    for _, cells in grid.between(layout.top, layout.bottom):
        yield from [read_entry(cell) for cell in cells if isinstance(cell.value, CellError)]


def _stale(grid: Grid, layout: Layout) -> Iterator[Entry]:
    for _, cells in grid.between(layout.top, layout.bottom):
        yield from [read_entry(cell) for cell in cells if cell.formula and cell.value is None]
