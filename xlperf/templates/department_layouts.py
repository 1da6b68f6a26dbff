"""How a department's blank rubric and completion form look: layouts/rubrics, layouts/completions as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.templates.layout import BlockLayout, YearLayout
from xlperf.templates.plan import Rows


@dataclass(frozen=True, slots=True)
class InputsLayout:
    """The sheet for what the scores rest on: its name, title, headers and widths."""

    sheet: str
    title: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RubricLayout:
    """A blank rubric: its criteria are those of the pack `rules`; `group` stands above the first four headers."""

    id: str
    file: str
    source: str
    title: str
    rules: str
    unit: str
    widths: tuple[float, ...]
    group: str
    columns: tuple[str, ...]
    total: str
    grade: str
    year: YearLayout
    inputs: InputsLayout


@dataclass(frozen=True, slots=True)
class CompletionTasks:
    """The tasks: their headers, `rows` blank rows, and the row that adds them up."""

    caption: str
    name: str
    content: str
    budget: str
    executed: str
    whole: str
    share: str
    rows: int
    sum: str


@dataclass(frozen=True, slots=True)
class CompletionGoal:
    """What was expected beside what was reached."""

    caption: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class CompletionIndicators:
    """The headers of the indicators."""

    caption: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompletionLayout:
    """A blank completion form: tasks with their money, goals, indicators without points."""

    id: str
    file: str
    source: str
    title: str
    widths: tuple[float, ...]
    unit: str
    year: YearLayout
    tasks: CompletionTasks
    goal: CompletionGoal
    indicators: CompletionIndicators
    blocks: tuple[BlockLayout, ...]

    @property
    def task_rows(self) -> Rows:
        """The blank rows of the tasks, below two rows of headers."""
        return Rows(5, 4 + self.tasks.rows)

    @property
    def goal_row(self) -> int:
        """The headers of the goals; their texts stand in the row below."""
        return self.task_rows.last + 2

    @property
    def indicator_rows(self) -> Rows:
        """The rows of the indicators below their headers."""
        first = self.goal_row + 3
        return Rows(first, first + sum(block.rows for block in self.blocks) - 1)

    def groups(self) -> Iterator[tuple[str, Rows]]:
        """Level 2 with its rows."""
        first = self.indicator_rows.first
        for group in (group for block in self.blocks for group in block.level2):
            yield group.label, Rows(first, first + group.rows - 1)
            first += group.rows

    def levels(self) -> Iterator[tuple[str, Rows]]:
        """Level 1 with its rows."""
        first = self.indicator_rows.first
        for block in self.blocks:
            yield block.label, Rows(first, first + block.rows - 1)
            first += block.rows
