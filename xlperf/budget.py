"""Money that is planned: the tasks of a department, and budget tables with their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xlperf.entries import Entry, Figure

INCOME, EXPENDITURE = "income", "expenditure"
"""The sides of a table of income and expenditure."""


class TaskAmount(NamedTuple):
    """An amount of a task: `field` full_year_budget or executed, `role` total or part, `source` its header."""

    field: str
    role: str
    source: Entry
    figure: Figure


@dataclass(frozen=True, slots=True)
class MainTask:
    """A task of a department's form with its amounts by source, or (`is_total`) the row that adds them up."""

    label: Entry
    content: Entry | None
    amounts: tuple[TaskAmount, ...]
    is_total: bool = False


class BudgetColumn(NamedTuple):
    """A column of amounts: its field and name, the field that it is a part of, and the one that it is a share of."""

    field: str
    name: str
    part_of: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row of amounts by field.

    `kind`: ``total`` (合计), ``unit``, ``code``, ``project``, ``purpose`` (a part of the project above), ``year``,
    ``change`` and ``rate`` (of the years above), ``item`` (of a list of income or expenditure, on its `side`).
    `field` is what an item's words stand for, empty where they are its own; `part_of` the field that it then belongs
    to; `level` that of its numbering (一、 is 1, 1. is 3), 0 without one; `year` that of a row of one.
    """

    kind: str
    label: Entry
    amounts: Mapping[str, Figure]
    code: str = ""
    side: str = ""
    field: str = ""
    part_of: str = ""
    level: int = 0
    year: int = 0

    @property
    def number(self) -> int:
        """The row of the sheet."""
        return self.label.ref.row


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """`subject` is what the title says that the table is about; `is_whole`: every column of amounts is known.

    `unit` is the one that a column names for all rows, None where there is none or several.
    """

    subject: str
    title: Entry
    columns: tuple[BudgetColumn, ...]
    rows: tuple[BudgetRow, ...]
    is_whole: bool
    unit: Entry | None = None

    def of_kind(self, *kinds: str) -> Iterator[BudgetRow]:
        """The rows of some kinds, from top to bottom."""
        return (row for row in self.rows if row.kind in kinds)

    def item(self, side: str, field: str) -> BudgetRow | None:
        """The row of a side whose words stand for a field; None where there is none, or more than one."""
        found = [row for row in self.rows if row.side == side and row.field == field]
        return found[0] if len(found) == 1 else None

    @property
    def sum_row(self) -> BudgetRow | None:
        """The row of all amounts: 合计, else that of the only unit."""
        totals, units = list(self.of_kind("total")), list(self.of_kind("unit"))
        if len(totals) == 1:
            return totals[0]
        return units[0] if len(units) == 1 and not totals else None
