"""A table that has more rows than a sheet."""

from __future__ import annotations

from itertools import count, islice

import pytest

from xlperf.messages import say
from xlperf.pages.table import FULL, HEADER, Column, table_frame, table_lines, table_row
from xlperf.sheets import Spot

COLUMNS: tuple[Column[int], ...] = (Column(say("甲"), 10, lambda number: Spot(number)),)


@pytest.mark.parametrize(("rows", "is_full"), [(4, False), (5, False), (6, True), (None, True)])
def test_the_last_row_says_that_there_are_more(
    monkeypatch: pytest.MonkeyPatch, rows: int | None, is_full: bool
) -> None:
    """Five rows stand for Excel's million; of rows without end no more is read than is needed."""
    monkeypatch.setattr("xlperf.pages.table.MOST_ROWS", 5)
    found = (table_row(COLUMNS, number) for number in islice(count(), rows))
    lines = list(table_lines(say("表"), say("备注"), COLUMNS, found))
    table = lines[HEADER:]
    assert [line.spots[1].value for line in table if len(line.spots) > 1] == list(range(min(rows or 5, 5)))
    assert ([line.spots[0].value for line in table if len(line.spots) == 1] == [FULL]) is is_full
    assert table_frame("表", COLUMNS, rows or 10**7, 1).filtered == min(rows or 5, 5)
