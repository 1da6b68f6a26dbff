"""Sheets that are one table: title, remark, column headers, a numbered row for each subject, and what stands below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from xlperf.messages import Message, say
from xlperf.pages.parts import full_line
from xlperf.sheets import Line, Page, Spot

T = TypeVar("T")

HEADER = 3
"""Row of the column headers, below title and remark."""

NUMBER_WIDTH = 6.0


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: header, width in characters, its cell for a subject.

    `end` is what stands below it: the sum, the mean, or (``share``) the sum of the column before it as a part of the
    sum of the one before that.
    """

    header: Message
    width: float
    cell: Callable[[T], Spot]
    end: Literal["", "sum", "mean", "share"] = ""


def table_page(
    name: str,
    title: Message,
    remark: Message,
    columns: tuple[Column[T], ...],
    subjects: tuple[T, ...],
    frozen: int,
    ends: tuple[Line, ...] = (),
) -> Page:
    """The table as a sheet: filterable, its header repeated on each printed page, its first columns in view."""
    span = len(columns) + 1
    lines = (
        full_line(title, "title", span),
        full_line(remark, "note", span),
        Line((Spot(say("序号"), "heading"), *(Spot(column.header, "heading") for column in columns))),
        *(Line((Spot(n, "integer"), *(column.cell(it) for column in columns))) for n, it in enumerate(subjects, 1)),
    )
    widths = (NUMBER_WIDTH, *(column.width for column in columns))
    return Page(name, widths, (*lines, *ends), repeat=HEADER, frozen=frozen, filtered=len(subjects))
