"""The approved budget (`--budget`): a table with a project a row, or several rows that add up to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from xlperf.across.money import Money, make_money, sum_money
from xlperf.across.published_budget import Published, published_budget
from xlperf.across.reference_files import (
    Table,
    Unused,
    Whose,
    find_rows,
    find_tables,
    read_reference,
    read_year,
    unused_file,
)
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.recognition.reading import read_amount

Column = Literal["initial_budget", "full_year_budget", "budget"]
COLUMNS: tuple[Column, ...] = ("initial_budget", "full_year_budget", "budget")
"""Which amount of a form a column is of; `budget` where its header does not say."""

_FIELDS = ("project", "code", "year", *COLUMNS)
_NEEDED = (COLUMNS, ("project", "code"))
_UNIT = re.compile("亿元|百万元|万元|千元|元")
_UNIT_NOTE = re.compile("单位[:：]?(?:人民币)?(亿元|百万元|万元|千元|元)|[(（](亿元|百万元|万元|千元|元)[)）]")
READABLE_UNITS = ("元", "万元", "亿元")


class ApprovedBudget(NamedTuple):
    """The approved amounts of a project, each by its column; None where the table has no such column or no amount."""

    whose: Whose
    amounts: dict[Column, Money]


class Budget(NamedTuple):
    """The approved budget of a file."""

    projects: tuple[ApprovedBudget, ...]
    unused: tuple[Unused, ...]


def read_budget(path: Path) -> Budget:
    """The approved budget of a file, or of all workbooks below a folder.

    Raises UnreadableError where a file cannot be read, none has a table of amounts by project, or one does not say
    whether its amounts are in 元 or in 万元.
    """
    reading, is_found = _Reading(), False
    for name, snapshot in read_reference(path, say("批复预算")):
        published = published_budget(name, snapshot)
        tables = [] if published else find_tables(name, snapshot, _FIELDS, _NEEDED)
        reading.take(published)
        for table in tables:
            reading.read(table)
        if not tables and not published:
            reading.unused.append(unused_file(name, say("文件里没有找到项目的预算数")))
        is_found = is_found or bool(tables) or bool(published)
    if not is_found:
        raise UnreadableError(
            say("批复预算 {name} 里找不到写着项目和预算数的表头。", name=path.name),
            say("请在表头写“单位名称、项目名称（或项目编码）、年初预算数（万元）”等列名，一行一个项目。"),
        )
    return Budget(tuple(reading.sums()), tuple(reading.unused))


class _Reading:
    """The rows of all tables: those of one project are added up, as a budget lists them by source or subject."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, str, int | None], list[ApprovedBudget]] = {}
        self.unused: list[Unused] = []

    def take(self, published: Iterable[Published]) -> None:
        """Adds the projects of published tables, which say what was given at the beginning of the year."""
        for whose, money in published:
            if money is None:
                self.unused.append(Unused(whose, say("这个项目在几张预算表上的预算数不一样")))
            else:
                self._rows.setdefault(whose[1:], []).append(ApprovedBudget(whose, {"initial_budget": money}))

    def read(self, table: Table) -> None:
        """Adds the rows of a table."""
        units = {column: money_unit(table, column) for column in COLUMNS if table.listing.column(column) is not None}
        unit = ""
        for row in find_rows(table):
            unit = table.text(row, "unit") or unit
            self._add(table, row, unit, units)

    def _add(self, table: Table, row: int, unit: str, units: dict[Column, str]) -> None:
        code, project = table.text(row, "code"), table.text(row, "project")
        year = read_year(table.text(row, "year"), table.year)
        whose = Whose(table.source(row, "project" if project else "code"), code, unit, project, year)
        amounts = {column: money for column, name in units.items() if (money := _amount(table, row, column, name))}
        if not code and not project:
            if amounts and not table.text(row, "unit"):  # a unit alone heads the rows below it, with their sum
                self.unused.append(Unused(whose, say("这一行没有项目名称和编码")))
        elif not amounts:
            self.unused.append(Unused(whose, say("这一行的金额是空的，或不是数字")))
        else:
            self._rows.setdefault(whose[1:], []).append(ApprovedBudget(whose, amounts))

    def sums(self) -> Iterator[ApprovedBudget]:
        """The projects in their order; a column counts where each row of the project has it."""
        for rows in self._rows.values():
            columns = [column for column in COLUMNS if all(column in row.amounts for row in rows)]
            amounts = {column: sum_money(row.amounts[column] for row in rows) for column in columns}
            yield ApprovedBudget(rows[0].whose, amounts)


def _amount(table: Table, row: int, column: Column, unit: str) -> Money | None:
    cell = table.cell(row, column)
    figure = read_amount(cell, unit) if cell is not None and cell.ref.row == row else None
    return make_money(figure.number, figure.text, unit) if figure is not None and figure.number is not None else None


def money_unit(table: Table, column: Column) -> str:
    """The unit of a column: by its header, else by what stands above the table. Raises UnreadableError for none."""
    header = next(heading.text for heading in table.listing.headings if heading.field == column)
    named = _UNIT.search(fold(header))
    unit = named[0] if named else _unit_above(table)
    if unit not in READABLE_UNITS:
        raise UnreadableError(
            say("批复预算 {file} 的“{header}”没有写金额单位是元还是万元。", file=table.file, header=header),
            say("请在表头写明，如“年初预算数（万元）”，或在表上方写“单位：万元”。"),
        )
    return unit


def _unit_above(table: Table) -> str:
    """The one unit that lines above the rows name; "" where there is none, or several."""
    cells = table.listing.sheet.cells.items()
    found = (_UNIT_NOTE.search(fold(cell.text)) for (row, _), cell in cells if row <= table.listing.bottom)
    units = {match[1] or match[2] for match in found if match is not None}
    return units.pop() if len(units) == 1 else ""
