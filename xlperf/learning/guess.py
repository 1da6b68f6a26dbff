"""A form that was not recognised at all, by what its header rows look like: a draft for a person to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Area, Cell, CellRef, Snapshot
from xlperf.form import Entry, Form, Head, Recognised
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.lexicon import LONGEST_LABEL, Lexicon
from xlperf.recognition.library import GENERAL
from xlperf.recognition.reading import read_entry

_FEWEST = 5
"""Headers that a table of a form has at least; the pairs of a head are fewer."""

_TABLES = {"funds": "funds_columns", "indicators": "indicator_columns"}


def guess_form(snapshot: Snapshot, lexicon: Lexicon, sheet: str | None) -> Form | None:
    """A form of nothing but labels: the first two rows like headers are taken for funds and indicators, one for these.

    None where no row is like headers. `sheet`: the only one to look at.
    """
    for each in snapshot.sheets:
        grid = Grid(each, lexicon)
        rows = [row for row in grid.rows if _is_header(grid.rows[row])][:2]
        if rows and sheet in (None, each.name):
            return _form(grid, dict(zip(list(_TABLES)[-len(rows) :], rows, strict=True)))
    return None


def _is_header(cells: list[Cell]) -> bool:
    """Short words alone, enough of them different."""
    words = [fold(cell.text) for cell in cells if cell.text]
    is_plain = all(isinstance(cell.value, str) for cell in cells if cell.text)
    return (
        is_plain
        and len(set(words)) >= _FEWEST
        and all(len(word) <= LONGEST_LABEL and word and not word[0].isdigit() for word in words)
    )


def _form(grid: Grid, tables: dict[str, int]) -> Form:
    top, sheet = min(tables.values()), grid.sheet.name
    recognised = [*_head(grid, top)]
    for block, row in tables.items():
        recognised += (_column(grid, block, cell) for cell in grid.rows[row] if cell.text)
    return Form(
        definition=GENERAL["project"],
        sheet=sheet,
        area=Area(1, 1, max(grid.last_row, 1), 1),
        head=Head(_title(grid, top), None, None, None, None, None),
        money_unit="万元",
        funds=(),
        goal_expected=None,
        goal_actual=None,
        indicators=(),
        total=None,
        recognised=tuple(recognised),
    )


def _title(grid: Grid, bottom: int) -> Entry | None:
    """The first row with one text alone."""
    alone = (cells[0] for _, cells in grid.between(1, bottom - 1) if len(cells) == 1)
    return next((read_entry(cell) for cell in alone), None)


def _head(grid: Grid, bottom: int) -> Iterator[Recognised]:
    """Words with a neighbour above the first table: a label with its value."""
    values: set[CellRef] = set()
    for _, cells in grid.between(1, bottom - 1):
        for cell in cells:
            if cell.ref not in values and cell.text and grid.right_of(cell).text:
                values.add(grid.right_of(cell).ref)
                yield _label(grid, "head", "head", cell)


def _column(grid: Grid, block: str, cell: Cell) -> Recognised:
    return _label(grid, block, _TABLES[block], cell, cell.text)


def _label(grid: Grid, block: str, words: str, cell: Cell, header: str = "") -> Recognised:
    field = grid.lexicon.meanings(cell.text).get(words, "")
    why = say("通行的叫法") if field else say("没有认识的叫法")
    return Recognised(block, field, read_entry(cell), why, header)
