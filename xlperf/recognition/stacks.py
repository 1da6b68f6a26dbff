"""The cells of a header, column by column: in one row, or read downwards over several."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Cell
from xlperf.recognition.grid import Grid

_WIDEST = 50
"""Columns that a header cell may cover; what is merged further covers whole rows."""


def stacks_of(grid: Grid, top: int, bottom: int, block: str) -> Iterator[tuple[list[Cell], int, int]]:
    """Each header from left to right: its cells from top to bottom, its first and its last column."""
    return _in_one_row(grid, top, block) if top == bottom else _in_rows(grid, top, bottom, block)


def _in_one_row(grid: Grid, row: int, block: str) -> Iterator[tuple[list[Cell], int, int]]:
    """All headers in one row, as in most forms."""
    for cell in grid.rows[row]:
        if cell.text and not _is_caption(grid, cell, row, block):
            area = grid.sheet.merge_at(row, cell.ref.column)
            yield [cell], area.left, min(area.right, area.left + _WIDEST)


def _in_rows(grid: Grid, top: int, bottom: int, block: str) -> Iterator[tuple[list[Cell], int, int]]:
    """Words that go on in the rows below; a header ends where the cells of the next column are others."""
    cells = [cell for row in range(top, bottom + 1) for cell in grid.rows.get(row, ())]
    last = max(min(grid.sheet.merge_at(*cell.ref[1:]).right, cell.ref.column + _WIDEST) for cell in cells)
    stack, left = list[Cell](), 1
    for column in range(1, last + 2):
        found = [cell for cell in stack_at(grid, top, bottom, column) if not _is_caption(grid, cell, bottom, block)]
        if found != stack:
            if stack:
                yield stack, left, column - 1
            stack, left = found, column
    if stack:
        yield stack, left, last + 1


def stack_at(grid: Grid, top: int, bottom: int, column: int) -> list[Cell]:
    """The cells of a header in one column, from top to bottom, each once."""
    stack: list[Cell] = []
    for row in range(top, bottom + 1):
        cell = grid.sheet.at(row, column)
        if cell.text and cell not in stack:
            stack.append(cell)
    return stack


def _is_caption(grid: Grid, cell: Cell, bottom: int, block: str) -> bool:
    """The label of the whole block, beside its rows, and mostly merged down beside them."""
    meanings = grid.lexicon.meanings(cell.text)
    return grid.sheet.merge_at(*cell.ref[1:]).bottom > bottom or ("captions" in meanings and block not in meanings)
