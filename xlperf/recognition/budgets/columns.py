"""The columns of a budget table: what each holds, and what it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xlperf.budget import EXPENDITURE, INCOME, BudgetColumn
from xlperf.recognition.budgets.places import WORDS, Place
from xlperf.recognition.budgets.words import load_budget_words
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.stacks import stack_at

_YEAR = re.compile(r"20\d\d")


class Spot(NamedTuple):
    """A column with its field; of a list, the items in `item` and their side, where the header tells it."""

    field: str
    column: Column
    item: Column | None = None
    side: str = ""


def find_columns(place: Place) -> list[tuple[str, Column]]:
    """Every column from left to right; a field may come more than once, an unknown one is empty.

    Of amounts of several years those of an earlier one are what the later ones changed from.
    """
    named = [*place.header.columns.items(), *((other.field, other.column) for other in place.header.others)]
    years = {column.left: _year(column) for field, column in named if field == "amount"}
    last = max(years.values(), default=0)
    fields = [("prior" if 0 < years.get(column.left, 0) < last else field, column) for field, column in named]
    return sorted(fields, key=lambda found: found[1].left)


def _year(column: Column) -> int:
    match = _YEAR.search(fold(column.text))
    return int(match[0]) if match else 0


def find_spots(grid: Grid, place: Place) -> Iterator[Spot]:
    """The columns of amounts, each with the column of items to its left, if there is one."""
    item: Column | None = None
    for field, column in find_columns(place):
        if field == "item":
            item = column
        elif field and field not in WORDS:
            yield Spot(field, column, item, _side(grid, place, column))


def _side(grid: Grid, place: Place, column: Column) -> str:
    """Income or expenditure, where a header above the column says nothing else."""
    texts = {fold(cell.text) for cell in stack_at(grid, place.header.top - 1, place.header.bottom, column.left)}
    return INCOME if "收入" in texts else EXPENDITURE if "支出" in texts else ""


def related(columns: Mapping[str, Column]) -> tuple[BudgetColumn, ...]:
    """The columns of amounts by field, each with what it is a part of or a share of, where the table has that."""
    meanings = load_budget_words().columns
    return tuple(
        BudgetColumn(
            field,
            fold(column.text).removeprefix("其中").lstrip(":"),
            first_of(meanings[field].of, columns),
            first_of(meanings[field].within, columns),
        )
        for field, column in columns.items()
    )


def first_of(wanted: tuple[str, ...], present: Mapping[str, object]) -> str:
    """The first that is there, empty where none is."""
    return next((field for field in wanted if field in present), "")
