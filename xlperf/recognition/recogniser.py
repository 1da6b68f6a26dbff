"""From a snapshot to its forms."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Area, CellError, Sheet, Snapshot
from xlperf.form import Entry, Form, Head, Total
from xlperf.recognition.definitions import FormDefinition, load_forms
from xlperf.recognition.folding import fold
from xlperf.recognition.funds import recognise_funds
from xlperf.recognition.grid import Grid
from xlperf.recognition.head import recognise_head, recognise_money_unit
from xlperf.recognition.indicators import recognise_indicators
from xlperf.recognition.layout import Band, Layout, locate_forms
from xlperf.recognition.reading import read_entry, read_number
from xlperf.recognition.strips import split_beside

_READABLE = frozenset({"level3", "target", "actual"})
"""Without these columns an indicator table cannot be read at all."""


def recognise(snapshot: Snapshot) -> tuple[Form, ...]:
    """Every form of a workbook, sheet by sheet, from top to bottom; empty where there is none."""
    return tuple(form for sheet in snapshot.sheets for form in _forms_of(sheet))


def _forms_of(sheet: Sheet) -> Iterator[Form]:
    for grid in split_beside(Grid(sheet)):
        for layout in locate_forms(grid):
            yield _recognise_form(grid, layout)


def _recognise_form(grid: Grid, layout: Layout) -> Form:
    head = recognise_head(grid, layout)
    definition = _choose_definition(head, grid.sheet.name)
    money_unit = recognise_money_unit(grid, layout, definition.money_unit)
    band = layout.indicators
    readable = band is not None and band.columns.keys() >= _READABLE
    indicators, shifted = recognise_indicators(grid, band) if band and readable else ((), ())
    goals = _goals(grid, layout.goals)
    return Form(
        definition=definition.id,
        sheet=grid.sheet.name,
        area=_area(grid, layout),
        head=head,
        money_unit=money_unit,
        funds=recognise_funds(grid, layout.funds, money_unit) if layout.funds else (),
        goal_expected=goals.get("expected"),
        goal_actual=goals.get("actual"),
        indicators=indicators,
        total=_total(grid, layout),
        missing=tuple(_missing(definition, layout)),
        shifted=shifted,
        errors=tuple(_errors(grid, layout)),
        stale=tuple(_stale(grid, layout)),
    )


def _choose_definition(head: Head, sheet: str) -> FormDefinition:
    """The definition whose region the head names, or the sheet's name, as templates do; else the one of no region."""
    forms = load_forms()
    entries = (head.title, head.department, head.unit, head.project)
    text = " ".join([*(fold(entry.text) for entry in entries if entry), sheet])
    for form in forms.values():
        if any(word in text for word in form.regions):
            return form
    return forms["project"]


def _goals(grid: Grid, band: Band | None) -> dict[str, Entry]:
    if band is None:
        return {}
    rows = [row for row, _ in grid.between(band.top, band.bottom)]
    row = rows[0] if rows else band.top
    return {field: read_entry(grid.pick(row, column)) for field, column in band.columns.items()}


def _total(grid: Grid, layout: Layout) -> Total | None:
    row, band = layout.total_row, layout.indicators
    if row is None or band is None:
        return None
    label = next(cell for cell in grid.rows[row] if cell.text)
    weight, score = band.columns.get("weight"), band.columns.get("score")
    return Total(
        read_entry(label),
        read_number(grid.pick(row, weight)) if weight else None,
        read_number(grid.pick(row, score)) if score else None,
    )


def _area(grid: Grid, layout: Layout) -> Area:
    """The cells of the form, with the merged ranges that begin among them."""
    refs = [cell.ref for _, cells in grid.between(layout.top, layout.bottom) for cell in cells]
    merges = [area for area in grid.sheet.merges if layout.top <= area.top <= layout.bottom]
    left = min(ref.column for ref in refs)
    right = max([ref.column for ref in refs] + [area.right for area in merges])
    return Area(layout.top, left, max([layout.bottom] + [area.bottom for area in merges]), right)


def _missing(definition: FormDefinition, layout: Layout) -> Iterator[str]:
    if layout.indicators is None:
        yield "indicators"
    else:
        yield from (c for c in definition.required_columns if c not in layout.indicators.columns)
    if layout.funds is None and "funds" in definition.required_blocks:
        yield "funds"
    elif layout.funds:
        yield from (c for c in definition.required_funds if c not in layout.funds.columns)
    if layout.indicators and layout.total_row is None and "total" in definition.required_blocks:
        yield "total"


def _errors(grid: Grid, layout: Layout) -> Iterator[Entry]:
    for _, cells in grid.between(layout.top, layout.bottom):
        yield from (read_entry(cell) for cell in cells if isinstance(cell.value, CellError))


def _stale(grid: Grid, layout: Layout) -> Iterator[Entry]:
    for _, cells in grid.between(layout.top, layout.bottom):
        yield from (read_entry(cell) for cell in cells if cell.formula and cell.value is None)
