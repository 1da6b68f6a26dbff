"""Where budget tables lie on a sheet: below a title that tells one, or on a sheet that is named like one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.cells import Cell, Sheet
from xlperf.recognition.budgets.words import COLUMNS, subject_of
from xlperf.recognition.grid import Grid
from xlperf.recognition.headers import Header, read_header

_MOST_HEAD_ROWS = 6
"""Rows between a title and the header of its table."""

WORDS = frozenset({"unit", "code", "name", "item", "project", "purpose", "year", "extra"})
"""Columns that hold no amounts."""

_NAMING = WORDS - {"extra", "year"}


class Place(NamedTuple):
    """A table: its subject and title, the rows from the title to its end, and its header."""

    subject: str
    title: Cell | None
    top: int
    bottom: int
    header: Header


def names_budget(sheet: Sheet) -> bool:
    """Some cell, or the sheet's name, is the title of a budget table."""
    texts = (cell.text for cell in sheet.cells.values())
    return bool(subject_of(sheet.name)) or any(subject_of(text) for text in texts if "表" in text or "情况" in text)


def find_tables(grid: Grid) -> Iterator[Place]:
    """The tables from top to bottom, each down to the next title, be it that of a form."""
    titles = [(row, cell) for row, cells in grid.rows.items() if (cell := _title(cells)) is not None]
    if not titles and subject_of(grid.sheet.name):
        yield from _place(grid, subject_of(grid.sheet.name), None, 1, grid.last_row)
    ends = [*(row for row, _ in titles), *grid.titles, grid.last_row + 1]
    for row, cell in titles:
        yield from _place(grid, subject_of(cell.text), cell, row, min(end for end in ends if end > row) - 1)


def _title(cells: list[Cell]) -> Cell | None:
    """The title that a row holds; a row of a table may name another one, with figures beside it."""
    texts = [cell for cell in cells if cell.text]
    return next((cell for cell in texts if subject_of(cell.text)), None) if len(texts) <= 2 else None


def _place(grid: Grid, subject: str, title: Cell | None, top: int, bottom: int) -> Iterator[Place]:
    for row, _ in grid.between(top, min(bottom, top + _MOST_HEAD_ROWS)):
        header = read_header(grid, row, COLUMNS)
        fields = header.columns.keys() if header is not None else set[str]()
        if header is not None and fields & _NAMING and fields - WORDS:
            yield Place(subject, title, top, bottom, header)
            return
