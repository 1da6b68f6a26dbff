"""A recognised form: every value with its cell and the text as it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from xlperf.budget import BudgetTable, MainTask
from xlperf.cells import Area, CellRef
from xlperf.entries import NIL_MARKS as NIL_MARKS
from xlperf.entries import Entry as Entry
from xlperf.entries import Figure as Figure
from xlperf.entries import Measure as Measure
from xlperf.messages import Message
from xlperf.quantity import Quantity, Unparsed

NOT_APPLICABLE = "不适用"

STATEMENTS = ("project-targets", "department-targets")
"""The kinds of a form that states targets before the year: nothing is reached or scored in it yet."""

PLANNED = (*STATEMENTS, "budget")
"""The kinds of what is planned: neither spending nor scores."""


@dataclass(frozen=True, slots=True)
class FundLine:
    """A line of the funds block. A column that the form does not have is None.

    `role`: ``total``, ``part`` (adds up to the total) or ``within`` (其中 below another part, never added twice).
    """

    label: Entry
    role: str
    initial_budget: Figure | None
    full_year_budget: Figure | None
    executed: Figure | None
    weight: Figure | None
    execution_rate: Figure | None
    score: Figure | None

    @property
    def amounts(self) -> tuple[Figure, ...]:
        """The line's amounts, in the order of the form's columns."""
        return tuple([f for f in (self.initial_budget, self.full_year_budget, self.executed) if f is not None])


@dataclass(frozen=True, slots=True)
class Block:
    """A level-1 block: `kind` OUTPUT, BENEFIT, SATISFACTION, COST or OTHER; `points` from its label (50分), if any."""

    label: Entry
    kind: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator row. A column that the form does not have is None; `block` is the level-1 block it stands in."""

    block: Block
    level2: Entry
    level3: Entry
    target: Measure
    actual: Measure
    weight: Figure | None
    score: Figure | None
    reason: Entry | None

    @property
    def is_applicable(self) -> bool:
        """False for a 不适用 row, whose points the rows beside it carry."""
        return NOT_APPLICABLE not in (self.level3.text, self.target.text, self.actual.text)

    @property
    def is_quantitative(self) -> bool:
        """Target and actual are both quantities."""
        return isinstance(self.target.quantity, Quantity) and isinstance(self.actual.quantity, Quantity)

    @property
    def kind(self) -> str:
        """quantitative, qualitative or not-applicable."""
        if not self.is_applicable:
            return "not-applicable"
        return "quantitative" if self.is_quantitative else "qualitative"

    @property
    def row(self) -> int:
        """The row of the sheet."""
        return self.target.ref.row


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a rubric: what is judged, by which printed standard. A column that the form does not have is None."""

    block: Block
    level2: Entry
    level3: Entry
    weight: Figure | None
    score: Figure | None
    description: Entry | None
    standard: Entry | None

    @property
    def is_applicable(self) -> bool:
        """False for a 不适用 row, whose points the rows beside it carry."""
        return self.score is None or NOT_APPLICABLE not in self.score.text

    @property
    def row(self) -> int:
        """The row of the sheet."""
        return self.level3.ref.row


Scored = Indicator | Criterion
"""A row that carries points."""


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a rubric's scores rest on: `key` is its name in the rule pack, `label` what stands before it.

    `figure` is the number, an amount in 元, a percentage as a ratio; `quantity` what a text such as 99%以上 says.
    """

    key: str
    label: Entry
    figure: Figure
    quantity: Quantity | Unparsed | None


@dataclass(frozen=True, slots=True)
class Total:
    """The row 总分: points and score; `grade` where the form prints one."""

    label: Entry
    weight: Figure | None
    score: Figure | None
    grade: Entry | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a form: each None where the form has no such label. `year` is the year as a number.

    `code` is the project's code, 项目编码.
    """

    title: Entry | None
    project: Entry | None
    department: Entry | None
    unit: Entry | None
    year_entry: Entry | None
    year: int | None
    code: Entry | None = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """A row whose values stand in the wrong columns: where, and how far to the right (negative: to the left)."""

    ref: CellRef
    columns: int


@dataclass(frozen=True, slots=True)
class Spending:
    """基本支出总额 or 项目支出总额 of a department's form, as its head states it, in the form's unit."""

    label: Entry
    amount: Figure


class Recognised(NamedTuple):
    """What a cell was taken for: a block of the form, a field of it, the cell with its text, and why.

    `field` is empty for a cell that was not understood: a column under no known header, a row without a place. `header`
    is that of a column as it was read over all its rows, empty for anything else.
    """

    block: str
    field: str
    entry: Entry
    why: Message
    header: str = ""


@dataclass(frozen=True)
class Form:
    """One form as it was read. `definition` is the form's id, `money_unit` 元 or 万元.

    `kind`: project, department, department-rubric, department-completion (what came of a department's targets, without
    points), or one of STATEMENTS, whose indicators have a blank actual value and no score.
    `missing` names the required columns and blocks that were not found; `shifted` the rows that were set aside.
    """

    definition: str
    sheet: str
    area: Area
    head: Head
    money_unit: str
    funds: tuple[FundLine, ...]
    goal_expected: Entry | None
    goal_actual: Entry | None
    indicators: tuple[Indicator, ...]
    total: Total | None
    missing: tuple[str, ...] = ()
    shifted: tuple[Shifted, ...] = ()
    errors: tuple[Entry, ...] = ()
    """Cells that hold an Excel error."""
    stale: tuple[Entry, ...] = ()
    """Cells whose formula has no stored value and could not be worked out."""
    reason: Entry | None = None
    """The one reason for the whole form, where the form has such a cell and no column for it."""
    notes: tuple[Entry, ...] = ()
    """What the form says about itself: notes above and below the tables, captions and headers that state a rule."""
    kind: str = "project"
    spending: tuple[Spending, ...] = ()
    """What a department's head states beside the funds block."""
    recognised: tuple[Recognised, ...] = ()
    """What each block, column and label was taken for, in the order of the sheet."""
    table: BudgetTable | None = None
    """The amounts of a budget table, which has no indicators."""
    tasks: tuple[MainTask, ...] = ()
    """The tasks that a department's form lists, with the row that adds them up."""

    criteria: tuple[Criterion, ...] = ()
    """The rows of a rubric, which has no indicators with a target."""
    inputs: tuple[Input, ...] = ()
    """What a rubric's scores rest on, from whichever sheet of the workbook says it; one stated twice comes twice."""

    @property
    def is_statement(self) -> bool:
        """It states targets, before the year."""
        return self.kind in STATEMENTS

    @cached_property
    def total_line(self) -> FundLine | None:
        """The line 年度资金总额, which carries the execution points."""
        return next((line for line in self.funds if line.role == "total"), None)

    @cached_property
    def weighed(self) -> tuple[Indicator, ...]:
        """The indicators that are applicable; every check asks for them."""
        return tuple(row for row in self.indicators if row.is_applicable)

    @cached_property
    def rows(self) -> tuple[Scored, ...]:
        """The rows that may carry points: indicators, or a rubric's criteria."""
        return (*self.indicators, *self.criteria)

    @cached_property
    def scored(self) -> tuple[Scored, ...]:
        """Those that are applicable."""
        return tuple(row for row in self.rows if row.is_applicable)

    def computed_figures(self) -> Iterator[Figure]:
        """The figures that may be computed: each line's rate, the execution score, the indicators' scores, 总分.

        A score cell merged over rows comes once.
        """
        found: dict[CellRef, Figure] = {}
        for line in self.funds:
            for figure in (line.execution_rate, line.score if line.role == "total" else None):
                if figure is not None:
                    found.setdefault(figure.ref, figure)
        for row in self.scored:
            if row.score is not None:
                found.setdefault(row.score.ref, row.score)
        if self.total is not None and self.total.score is not None:
            found.setdefault(self.total.score.ref, self.total.score)
        return iter(found.values())
