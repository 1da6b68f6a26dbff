"""Sheets of the summary that stand in the page as they are: what failed, who is missing, what is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from xlperf.messages import Message, say
from xlperf.pages.failures import failures_page
from xlperf.pages.losses import ranking_page
from xlperf.pages.overview import Overview
from xlperf.pages.repeats import repeats_page
from xlperf.pages.roll_call import roll_call_page, strangers_page
from xlperf.pages.spot_checks import spot_checks_page
from xlperf.pages.table import HEADER, LongPage
from xlperf.reports.web.rows import address_of, shown
from xlperf.sheets import Line

SHEETS = (failures_page, roll_call_page, strangers_page, repeats_page, spot_checks_page, ranking_page)
"""Each gives its sheet, or None where it has nothing to tell."""


MOST_ROWS = 100
"""So many rows of a table stand in the page."""


class Cell(NamedTuple):
    """What stands in a cell, its look, where it leads."""

    text: str
    look: str
    address: str | None


class Table(NamedTuple):
    """A table: its title, what is said of it, its head, its rows."""

    title: str
    remark: str
    head: tuple[Cell, ...]
    rows: Iterator[tuple[Cell, ...]]


def make_tables(overview: Overview, lang: str) -> Iterator[Table]:
    """The tables in the order of the sheets."""
    for make_page in SHEETS:
        sheet = make_page(overview)
        if sheet is not None:
            yield _table(sheet, lang)


def _table(sheet: LongPage, lang: str) -> Table:
    """Title and remark stand in the first two lines, the head in the third."""
    rows = (_cells(line, lang) for line in sheet.lines)
    (title,), (remark,), head = islice(rows, HEADER)
    return Table(title.text, _remark(sheet, remark.text).text(lang), head, islice(rows, MOST_ROWS))


def _remark(sheet: LongPage, remark: str) -> Message:
    if sheet.page.filtered <= MOST_ROWS:
        return say("{remark}", remark=remark)
    return say("{remark}本页只列前 {count} 行，其余见 汇总.xlsx。", remark=remark, count=MOST_ROWS)


def _cells(line: Line, lang: str) -> tuple[Cell, ...]:
    return tuple(Cell(shown(spot, lang), spot.style, address_of(spot)) for spot in line.spots)
