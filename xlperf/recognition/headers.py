"""Header rows: one to three rows whose cells, alone or read downwards, name the columns below them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import Cell
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.stacks import stack_at, stacks_of

_MOST_ROWS = 3
BESIDES = ("extra", "remark", "kinds", "description", "standard")
"""Fields of columns that nothing is computed from; their words are found among indicators too."""

_INSTEAD = {"reason": "remark", "full_year_budget": "initial_budget", "target": "adjusted", "level1": "kinds"}
"""Field → the one that stands for it where it has no column: reasons under 备注, the budget as it was approved."""
_UNLESS = {"level1": "level2"}
"""What tells that the level is not in the column of kinds, but in rows of its own."""

_AMOUNTS = frozenset({"initial_budget", "full_year_budget", "executed"})
_TELLING = frozenset({"level3", "target", "actual", "reason"})
_RUBRIC = frozenset({"level3", "standard", "score"})
"""The columns of a rubric, in which each row is judged by a standard of its own."""


class Named(NamedTuple):
    """A header with the field it names, "" where it is not known; `is_contained`: by a word in its middle."""

    field: str
    column: Column
    is_contained: bool = False


class Header(NamedTuple):
    """The header of a table: its rows, the columns by field, and the headers that were not taken, left to right."""

    top: int
    bottom: int
    columns: dict[str, Column]
    others: tuple[Named, ...]


def read_header(grid: Grid, row: int, block: str) -> Header | None:
    """The header that begins in a row; None where no cell of the row is a label of the block."""
    if (row, block) not in grid.headers:
        grid.headers[row, block] = _read(grid, row, block) if _begins(grid, row, block) else None
    found = grid.headers[row, block]
    return found if isinstance(found, Header) else None


def _begins(grid: Grid, row: int, block: str) -> bool:
    """A label of the block, and not a lone one above the header proper, such as a goal's 实际完成情况."""
    count = grid.count_labels(row, block)
    return count > 1 or (count == 1 and grid.count_labels(row + 1, block) < 2)


def _read(grid: Grid, row: int, block: str) -> Header:
    bottom = _bottom(grid, row, block)
    named = tuple(_named(grid, row, bottom, block))
    columns: dict[str, Column] = {}
    for each in sorted(named, key=lambda name: _telling(grid, block, name.column)):
        if each.field:
            columns.setdefault(each.field, each.column)
    for field, instead in _INSTEAD.items():
        if field not in columns and instead in columns and _UNLESS.get(field) not in columns:
            columns[field] = columns.pop(instead)
    others = tuple(each for each in named if all(each.column is not column for column in columns.values()))
    return Header(row, bottom, columns, others)


def _telling(grid: Grid, block: str, column: Column) -> tuple[bool, int, int]:
    """What tells a column best comes first: a header of its own before a group's blank share, then the words' rank."""
    area = grid.sheet.merge_at(column.header.row, column.header.column)
    is_share = area.right - area.left > column.right - column.left
    return is_share, grid.lexicon.rank(block, column.text), column.left


def _bottom(grid: Grid, row: int, block: str) -> int:
    """The last row of the header: its cells may cover several rows, or words go on in the rows below."""
    bottoms = sorted(grid.sheet.merge_at(*cell.ref[1:]).bottom for cell in grid.rows[row] if cell.text)
    bottom = bottoms[(len(bottoms) - 1) // 2]  # a block label merged down beside the table is none of the header
    while bottom - row + 1 < _MOST_ROWS and _goes_on(grid, row, bottom + 1, block):
        bottom += 1
    return bottom


def _goes_on(grid: Grid, top: int, row: int, block: str) -> bool:
    """The row holds words only, and one of them names a column, alone or behind what stands above it."""
    cells = grid.rows.get(row, ())
    if not cells or any(isinstance(cell.value, Decimal) or cell.formula for cell in cells):
        return False
    return any(_names_column(grid, [*stack_at(grid, top, row - 1, cell.ref.column), cell], block) for cell in cells)


def _names_column(grid: Grid, stack: list[Cell], block: str) -> bool:
    """The lowest cell names a column, and the one above it does not already, unless it covers several."""
    fields = {grid.lexicon.meanings(text).get(block) for text in _readings(stack, len(stack) - 1)}
    if not fields - {None, *BESIDES}:
        return False
    areas = [grid.sheet.merge_at(*cell.ref[1:]) for cell in stack[-2:]]
    is_below_group = len(areas) == 2 and areas[0].right - areas[0].left > areas[1].right - areas[1].left
    return len(areas) < 2 or is_below_group or not _field(grid, stack[:-1], block).field


def _field(grid: Grid, stack: list[Cell], block: str, left: int = 0, right: int = 0) -> Named:
    """What the cells over some columns say together: the lowest one first, then joined, then the ones above."""
    words = "".join(cell.text for cell in stack)
    for at in range(len(stack) - 1, -1, -1):
        for text in _readings(stack, at):
            field = grid.lexicon.meanings(text).get(block)
            if field and (field != "remark" or grid.lexicon.contained(block, words) is None):
                return Named(field, Column(left, right, stack[at].ref, text))
    field = grid.lexicon.contained(block, words)
    return Named(field or "", Column(left, right, stack[-1].ref, words), field is not None)


def _readings(stack: list[Cell], at: int) -> Iterator[str]:
    """A cell's text together with those above it, then alone, then the other way round."""
    for start in range(at + 1):
        yield "".join(cell.text for cell in stack[start : at + 1])
    if at > 0:
        yield stack[at].text + stack[at - 1].text


def _named(grid: Grid, top: int, bottom: int, block: str) -> Iterator[Named]:
    """Each header from left to right, over all the columns that it covers."""
    for stack, left, right in stacks_of(grid, top, bottom, block):
        yield _field(grid, stack, block, left, right)


def funds_header(grid: Grid, row: int) -> Header | None:
    """The header of a funds block that begins in a row: three columns at least, two of them amounts."""
    header = read_header(grid, row, "funds_columns")
    fields = header.columns.keys() if header else set()
    return header if len(fields) >= 3 and len(fields & _AMOUNTS) >= 2 else None


def indicators_header(grid: Grid, row: int) -> Header | None:
    """The header of an indicator table that begins in a row: three columns at least, two of them telling."""
    header = read_header(grid, row, "indicator_columns")
    fields = header.columns.keys() if header else set()
    is_table = (len(fields) >= 3 and len(fields & _TELLING) >= 2) or fields >= _RUBRIC
    return header if is_table else None


def tasks_header(grid: Grid, top: int, bottom: int) -> Header | None:
    """The header of a department's tasks among some rows: their names, and an amount beside them; None without one."""
    for row, _ in grid.between(top, bottom):
        header = read_header(grid, row, "task_columns") if grid.count_labels(row, "task_columns") else None
        if header is not None and header.columns.keys() >= {"name", "total"}:
            return header
    return None
