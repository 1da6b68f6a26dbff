"""From a sheet to its budget tables, each a form of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlperf.budget import BudgetTable
from xlperf.cells import Area, CellError, Sheet
from xlperf.form import PLANNED, Entry, Form, Head, Recognised
from xlperf.messages import say
from xlperf.recognition.budgets.columns import find_columns, related
from xlperf.recognition.budgets.places import WORDS, Place, find_tables, names_budget
from xlperf.recognition.budgets.rows import read_rows
from xlperf.recognition.budgets.words import budget_lexicon
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.head import find_money_unit, recognise_head
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_entry

KIND = "budget"
_YEAR = re.compile(r"20\d\d")


def recognise_budgets(sheet: Sheet, money_unit: str) -> tuple[Form, ...]:
    """The budget tables of a sheet; `money_unit` is that of their amounts where none is printed."""
    if not names_budget(sheet):
        return ()
    grid = Grid(sheet, budget_lexicon())
    forms = (_read(grid, place, money_unit) for place in find_tables(grid))
    return tuple(form for form in forms if form.table is not None and form.table.rows)


def with_shared_year(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Budget tables of one workbook are of one year: the only one that any of them, or a statement, says."""
    planned = [form for form in forms if form.kind in PLANNED]
    years = {form.head.year for form in planned} - {None}
    if len(years) != 1 or all(form.table is None for form in planned):
        return forms
    (year,) = years
    return tuple(replace(f, head=replace(f.head, year=f.head.year or year)) if f.table else f for f in forms)


def without_budgets(sheet: Sheet, budgets: Sequence[Form]) -> Sheet:
    """The sheet without the rows of its budget tables, for the forms beside them."""
    if not budgets:
        return sheet
    rows = {row for form in budgets for row in range(form.area.top, form.area.bottom + 1)}
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] not in rows}
    merges = tuple(area for area in sheet.merges if area.top not in rows)
    return replace(sheet, cells=cells, merges=merges)


def _read(grid: Grid, place: Place, default: str) -> Form:
    upper = _layout(place.top, place.header.top - 1)
    found = find_money_unit(grid, _layout(place.top, place.header.bottom))
    money_unit = found[1] if found else default
    head, rows = _head(grid, place, upper), read_rows(grid, place, money_unit)
    columns: dict[str, Column] = {}
    for field, column in find_columns(place):
        if field and field not in WORDS:
            columns.setdefault(field, column)
    units = [row.label for row in rows if row.kind == "unit"]
    title = head.title or Entry(grid.sheet.name, grid.sheet.ref(place.header.top, 1))
    table = BudgetTable(
        subject=place.subject,
        title=title,
        columns=related(columns),
        rows=rows,
        is_whole=all(other.field for other in place.header.others),
        unit=units[0] if len(units) == 1 else None,
    )
    return Form(
        definition=KIND,
        sheet=grid.sheet.name,
        area=_area(grid, place, rows[-1].number if rows else place.header.bottom),
        head=replace(head, unit=head.unit or table.unit),
        money_unit=money_unit,
        funds=(),
        goal_expected=None,
        goal_actual=None,
        indicators=(),
        total=None,
        errors=tuple(_cells(grid, place, is_error=True)),
        stale=tuple(_cells(grid, place, is_error=False)),
        kind=KIND,
        table=table,
        recognised=tuple(_trace(grid, place, title)),
    )


def _layout(top: int, bottom: int) -> Layout:
    """Rows that are nothing but a head."""
    return Layout(top, bottom, bottom, None, None, None, None, frozenset())


def _head(grid: Grid, place: Place, upper: Layout) -> Head:
    """Title, unit and year; the year may stand in a header, as in 2022年预算数."""
    head = recognise_head(grid, upper)
    title = read_entry(place.title) if place.title is not None else None
    headers = [column.text for _, column in find_columns(place)]
    years = [int(year) for text in headers for year in _YEAR.findall(text)]
    return replace(head, title=title, year=head.year or max(years, default=None))


def _area(grid: Grid, place: Place, bottom: int) -> Area:
    refs = [cell.ref for _, cells in grid.between(place.top, bottom) for cell in cells]
    right = max(column.right for _, column in find_columns(place))
    return Area(place.top, min(ref.column for ref in refs), bottom, max(right, *(ref.column for ref in refs)))


def _cells(grid: Grid, place: Place, *, is_error: bool) -> Iterator[Entry]:
    """The cells with an Excel error, or those whose formula has no value."""
    for _, cells in grid.between(place.top, place.bottom):
        for cell in cells:
            if isinstance(cell.value, CellError) if is_error else (cell.formula and cell.value is None):
                yield read_entry(cell)


def _trace(grid: Grid, place: Place, title: Entry) -> Iterator[Recognised]:
    """What the title and each header were taken for."""
    yield Recognised("head", "title", title, say("预算表的标题"))
    for field, column in find_columns(place):
        entry = read_entry(grid.sheet.at(column.header.row, column.header.column))
        why = say("通行的叫法") if field else say("没有认识的叫法，这一列没有用到")
        yield Recognised("budget", field, entry, why, column.text)
