"""The rows 合计 and 平均 below a table: live formulas that follow the filter, with their values over all rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from xlperf.cells import column_letters
from xlperf.messages import say
from xlperf.pages.table import HEADER, Column, Spots
from xlperf.sheets import Line, Spot

SUM, MEAN = 109, 101
"""Excel's SUBTOTAL functions over the rows that a filter leaves."""

_NOTHING = Spot(None, "label")


class Ends:
    """Adds up a table's columns while its rows pass by, which are too many to be held."""

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        """A table of these columns, without a row so far."""
        self._columns = columns
        self._rows = 0
        self._sums = [Decimal(0) for _ in columns]
        self._numbers = [0 for _ in columns]
        self._money = [False for _ in columns]

    def watch(self, rows: Iterable[Spots]) -> Iterator[Spots]:
        """The same rows, added up."""
        places = [place for place, column in enumerate(self._columns) if column.end or self._is_below(place)]
        for row in rows:
            self._rows += 1
            for place in places:
                self._add(place, row[place])
            yield row

    def lines(self) -> Iterator[Line]:
        """合计 below amounts, counts and rates, 平均 below scores; nothing below an empty table."""
        if self._rows:
            places = range(len(self._columns))
            yield Line((Spot(say("合计"), "label"), *map(self._sum_spot, places)))
            yield Line((Spot(say("平均"), "label"), *map(self._mean_spot, places)))

    def _is_below(self, place: int) -> bool:
        """A share is worked out from this column."""
        return any(column.end == "share" for column in self._columns[place + 1 : place + 3])

    def _add(self, place: int, spot: Spot) -> None:
        if isinstance(spot.value, (Decimal, int)):
            self._sums[place] += spot.value
            self._numbers[place] += 1
        self._money[place] |= spot.style == "money"

    def _sum_spot(self, place: int) -> Spot:
        """The end of a column in the row 合计; `place` counts the columns from 0, behind the numbering."""
        end = self._columns[place].end
        if end == "sum":
            style = "money" if self._money[place] else "integer"
            return Spot(self._sums[place], style, formula=self._subtotal(SUM, place))
        below = self._sums[place - 2] if end == "share" else Decimal(0)
        if not below:
            return _NOTHING
        parts = [self._subtotal(SUM, place - back) for back in (1, 2)]
        return Spot(self._sums[place - 1] / below, "percent", formula=f'IFERROR({parts[0]}/{parts[1]},"")')

    def _mean_spot(self, place: int) -> Spot:
        """The end of a column in the row 平均: blank where no row has a number."""
        if self._columns[place].end != "mean" or not self._numbers[place]:
            return _NOTHING
        formula = f'IFERROR({self._subtotal(MEAN, place)},"")'
        return Spot(self._sums[place] / self._numbers[place], "money", formula=formula)

    def _subtotal(self, function: int, place: int) -> str:
        letters = column_letters(place + 2)
        return f"SUBTOTAL({function},{letters}{HEADER + 1}:{letters}{HEADER + self._rows})"
