"""A form in the abstract: its tables by field, before anything has a place on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from xlperf.cells import Cell

Content = str | Cell | None
Row = Mapping[str, Content]
Pair = tuple[str, Content]
"""A label and the value beside it."""

LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field it holds, its header, and how many columns of the sheet it takes."""

    key: str
    header: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its label merged down the left side; where that is None, nothing stands there, not even a column."""

    caption: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Columns of the sheet, the label's own left out."""
        return sum(column.width for column in self.columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of the columns, from left to right."""
        return tuple(column.key for column in self.columns)

    def changed(self, change: Callable[[Row], Row]) -> Table:
        """The table with each row changed."""
        return replace(self, rows=tuple(change(row) for row in self.rows))

    def ordered(self, keys: tuple[str, ...]) -> Table:
        """The columns in another order; those that are not named follow."""
        named = [column for key in keys for column in self.columns if column.key == key]
        return replace(self, columns=(*named, *(column for column in self.columns if column not in named)))

    def without(self, *keys: str) -> Table:
        """The table without some columns."""
        return replace(self, columns=tuple(column for column in self.columns if column.key not in keys))

    def with_beside(self, key: str, *added: Column, before: bool = False) -> Table:
        """The table with columns added behind (or before) that of a field, where it has it."""
        columns: list[Column] = []
        for column in self.columns:
            here = column.key == key
            columns += [*(added if here and before else ()), column, *(added if here and not before else ())]
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True, slots=True)
class Plan:
    """A form: lines above its title and below it, rows of labelled values, tables, labelled rows and notes below."""

    title: str
    head: tuple[tuple[Pair, ...], ...]
    funds: Table
    goals: tuple[Pair, ...]
    indicators: Table
    total: Row
    above: tuple[str, ...] = ()
    below_title: tuple[str, ...] = ()
    goals_caption: str = "年度总体目标"
    tail: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()
    before_total: tuple[Row, ...] = ()
    """Rows between the indicators and the total that are laid out as the total is."""
    order: tuple[str, ...] = ("funds", "goals", "indicators")
    """The blocks from top to bottom."""


def text_of(content: Content) -> str:
    """A content as it shows."""
    return content.text if isinstance(content, Cell) else content or ""
