"""Sheets that are one table: title, remark, column headers, a numbered row for each subject, and what stands below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from xlperf.messages import Message, say
from xlperf.pages.parts import full_line
from xlperf.sheets import Line, Page, Spot

T = TypeVar("T")

Spots = tuple[Spot, ...]
"""The cells of a row behind its number."""

HEADER = 3
"""Row of the column headers, below title and remark."""

NUMBER_WIDTH = 6.0

MOST_ROWS = 1_048_000
"""Rows of a table that fit on a sheet of Excel, with what stands above and below them."""

FULL = say("工作表的行数到顶了，其余的没有列出，请看 report.json。")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: header, width in characters, its cell for a subject.

    `end` is what stands below it: the sum, the mean, or (``share``) the sum of the column before it as a part of the
    sum of the one before that. `choices` are the words that people may choose in it.
    """

    header: Message
    width: float
    cell: Callable[[T], Spot]
    end: Literal["", "sum", "mean", "share"] = ""
    choices: tuple[Message, ...] = ()


def table_row(columns: Iterable[Column[T]], subject: T) -> Spots:
    """The cells of one subject."""
    return tuple(column.cell(subject) for column in columns)


class LongPage(NamedTuple):
    """A sheet whose lines may be too many to be held: they are made while they are drawn, once."""

    page: Page
    lines: Iterable[Line]


def table_frame(name: str, columns: Sequence[Column[Any]], count: int, frozen: int) -> Page:
    """The sheet of a table of so many rows, without its lines: filterable, its header on each printed page.

    The first `frozen` columns stay in view.
    """
    widths = (NUMBER_WIDTH, *(column.width for column in columns))
    choices = tuple((place, column.choices) for place, column in enumerate(columns, 1) if column.choices)
    filtered = min(count, MOST_ROWS)
    return Page(name, widths, (), repeat=HEADER, frozen=frozen, filtered=filtered, choices=choices)


def table_lines(
    title: Message, remark: Message, columns: Sequence[Column[Any]], rows: Iterable[Spots]
) -> Iterator[Line]:
    """The lines of a table, each row numbered."""
    span = len(columns) + 1
    yield full_line(title, "title", span)
    yield full_line(remark, "note", span)
    yield Line((Spot(say("序号"), "heading"), *(Spot(column.header, "heading") for column in columns)))
    left = iter(rows)
    for number, row in enumerate(islice(left, MOST_ROWS), 1):
        yield Line((Spot(number, "integer"), *row))
    if next(left, None) is not None:
        yield full_line(FULL, "warning", span)
