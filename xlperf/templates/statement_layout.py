"""How a blank statement of targets looks: layouts/statements/*.toml as frozen values, and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.templates.layout import BlockLayout, YearLayout
from xlperf.templates.plan import Rows


@dataclass(frozen=True, slots=True)
class StatedFunds:
    """A project's money: the total, then the sources that make it."""

    caption: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatedTasks:
    """A department's tasks: the headers, `rows` blank rows, and the row that adds them up."""

    caption: str
    name: str
    content: str
    amounts: str
    total: str
    parts: tuple[str, ...]
    rows: int
    sum: str


@dataclass(frozen=True, slots=True)
class StatedGoal:
    """The goal's label."""

    caption: str


@dataclass(frozen=True, slots=True)
class StatedIndicators:
    """The headers of the indicators; a form without points has no `weight`."""

    caption: str
    level1: str
    level2: str
    level3: str
    target: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class StatementLayout:
    """A blank statement: the head's labels two a row, money of a project or tasks of a department, goal, indicators."""

    id: str
    file: str
    source: str
    title: str
    widths: tuple[float, ...]
    head: tuple[tuple[str, ...], ...]
    year: YearLayout
    goal: StatedGoal
    indicators: StatedIndicators
    blocks: tuple[BlockLayout, ...]
    funds: StatedFunds | None = None
    tasks: StatedTasks | None = None

    @property
    def head_rows(self) -> Rows:
        """Below the title and the year."""
        return Rows(3, 2 + len(self.head))

    @property
    def money_rows(self) -> Rows:
        """The lines of the money, or the tasks with their two rows of headers and their sum."""
        first = self.head_rows.last + 1
        if self.tasks is not None:
            return Rows(first, first + 2 + self.tasks.rows)
        return Rows(first, first + len(self.funds.parts)) if self.funds is not None else Rows(first, first - 1)

    @property
    def goal_row(self) -> int:
        """The row of the goal."""
        return self.money_rows.last + 1

    @property
    def indicator_rows(self) -> Rows:
        """The rows of the indicators below their headers."""
        first = self.goal_row + 2
        return Rows(first, first + sum(block.rows for block in self.blocks) - 1)

    @property
    def last_row(self) -> int:
        """The last row that is printed: that of the points' sum, where there are points."""
        return self.indicator_rows.last + bool(self.indicators.weight)

    def groups(self) -> Iterator[tuple[str, str, Rows, Rows]]:
        """Level 1 and level 2 with their rows."""
        first = self.indicator_rows.first
        for block in self.blocks:
            rows = Rows(first, first + block.rows - 1)
            for group in block.level2:
                yield block.label, group.label, rows, Rows(first, first + group.rows - 1)
                first += group.rows
