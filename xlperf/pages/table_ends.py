"""The rows 合计 and 平均 below a table: live formulas that follow the filter, with their values over all rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from xlperf.cells import column_letters
from xlperf.messages import say
from xlperf.pages.table import HEADER, Column
from xlperf.sheets import Line, Spot

T = TypeVar("T")

SUM, MEAN = 109, 101
"""Excel's SUBTOTAL functions over the rows that a filter leaves."""

_NOTHING = Spot(None, "label")


def end_lines(columns: tuple[Column[T], ...], subjects: Sequence[T]) -> tuple[Line, ...]:
    """合计 below amounts, counts and rates, 平均 below scores; nothing below an empty table."""
    if not subjects:
        return ()
    cells = [[column.cell(subject) for subject in subjects] for column in columns]
    sums = (_sum_spot(column.end, cells, place) for place, column in enumerate(columns))
    means = (_mean_spot(column.end, cells, place) for place, column in enumerate(columns))
    return Line((Spot(say("合计"), "label"), *sums)), Line((Spot(say("平均"), "label"), *means))


def _sum_spot(end: str, cells: list[list[Spot]], place: int) -> Spot:
    """The end of a column in the row 合计; `place` counts the columns from 0, behind the numbering."""
    if end == "sum":
        style = "money" if any(spot.style == "money" for spot in cells[place]) else "integer"
        return Spot(sum(_numbers(cells[place]), Decimal(0)), style, formula=_subtotal(SUM, place, len(cells[place])))
    below = sum(_numbers(cells[place - 2]), Decimal(0)) if end == "share" else Decimal(0)
    if not below:
        return _NOTHING
    parts = [_subtotal(SUM, place - back, len(cells[place])) for back in (1, 2)]
    share = sum(_numbers(cells[place - 1]), Decimal(0)) / below
    return Spot(share, "percent", formula=f'IFERROR({parts[0]}/{parts[1]},"")')


def _mean_spot(end: str, cells: list[list[Spot]], place: int) -> Spot:
    """The end of a column in the row 平均: blank where no row has a number."""
    numbers = _numbers(cells[place])
    if end != "mean" or not numbers:
        return _NOTHING
    formula = f'IFERROR({_subtotal(MEAN, place, len(cells[place]))},"")'
    return Spot(sum(numbers, Decimal(0)) / len(numbers), "money", formula=formula)


def _numbers(spots: list[Spot]) -> list[Decimal]:
    return [Decimal(spot.value) for spot in spots if isinstance(spot.value, (Decimal, int))]


def _subtotal(function: int, place: int, rows: int) -> str:
    letters = column_letters(place + 2)
    return f"SUBTOTAL({function},{letters}{HEADER + 1}:{letters}{HEADER + rows})"
