"""Where the parts of a form lie, found by header rows and labels, never by position."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.cells import Cell
from xlperf.recognition.folding import fold
from xlperf.recognition.goals import Goals, find_goals
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.headers import Header, Named, funds_header, indicators_header, tasks_header
from xlperf.recognition.sections import Section, split_sections
from xlperf.recognition.totals import find_total

_FEWEST_ORDINALS, _LONGEST_ORDINAL = 3, 6


@dataclass(frozen=True, slots=True)
class Band:
    """A table: the row where its header begins, its columns, and the rows below, `top` to `bottom`, both included.

    `others` are the headers that were not taken for a column.
    """

    header: int
    columns: dict[str, Column]
    top: int
    bottom: int
    others: tuple[Named, ...] = ()

    @property
    def last_words(self) -> str:
        """The last column of an indicator table that holds words of the unit's own."""
        return "actual" if "actual" in self.columns else "target"


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of one form: the part above its tables from `top`, tasks, funds block, indicators, the total row.

    `end` is the last row that may say something about the form; `breaks` are rows that a new page repeats.
    """

    top: int
    bottom: int
    end: int
    funds: Band | None
    goals: Goals | None
    indicators: Band | None
    total_row: int | None
    breaks: frozenset[int]
    tasks: Band | None = None

    @property
    def head_bottom(self) -> int:
        """The last row of the head: the one above the first block."""
        headers = [band.header for band in (self.tasks, self.funds, self.indicators) if band is not None]
        goals = [self.goals.top] if self.goals else []
        return min([*headers, *goals], default=self.bottom + 1) - 1


def locate_forms(grid: Grid) -> tuple[Layout, ...]:
    """The layouts of every form on a sheet, from top to bottom."""
    layouts = (_lay_out(grid, section) for section in split_sections(grid))
    return tuple(layout for layout in layouts if layout is not None)


def _lay_out(grid: Grid, section: Section) -> Layout | None:
    if section.indicators is None and section.funds in (None, section.top):  # a list with such columns is no form
        return None
    table = indicators_header(grid, section.indicators) if section.indicators else None
    listed = tasks_header(grid, section.top, section.indicators - 1) if section.indicators else None
    goals = _goals(grid, section, listed.bottom + 1 if listed else section.top)
    starts = [goals.top] if goals else []
    starts += [row for row in (section.funds, section.indicators) if row is not None]
    money = funds_header(grid, section.funds) if section.funds else None
    body = _band(table, starts, section.bottom) if table else None
    total = find_total(grid, body.columns, body.top, body.bottom) if body else None
    end = total or (body.bottom if body else section.bottom)
    if body and total:
        body = Band(body.header, body.columns, body.top, total - 1, body.others)
    funds = _band(money, starts, section.bottom) if money else None
    tables = [band for band in (funds, body) if band is not None]
    breaks = section.breaks.union(*(_repeated(grid, band) for band in tables))
    tasks = _band(listed, starts, section.bottom) if listed else None
    return Layout(section.top, end, section.bottom, funds, goals, body, total, breaks, tasks)


def _goals(grid: Grid, section: Section, top: int) -> Goals | None:
    """The goals stand above the indicators, below the tasks; in a form without indicators, below the funds."""
    last = (section.indicators or section.bottom + 1) - 1
    return find_goals(grid, top, last)


def _band(header: Header, starts: list[int], bottom: int) -> Band:
    """The table down to the next block, or to the end of the form."""
    below = min((row for row in starts if row > header.bottom), default=bottom + 1)
    return Band(header.top, header.columns, header.bottom + 1, below - 1, header.others)


def _repeated(grid: Grid, band: Band) -> frozenset[int]:
    """The rows of headers that are printed again on a new page of the same table, and rows that number its columns."""
    rows = list(grid.between(band.top, band.bottom))
    headers = (funds_header(grid, row) or indicators_header(grid, row) for row, _ in rows if grid.has_labels(row))
    again = {row for header in headers if header for row in range(header.top, header.bottom + 1)}
    return frozenset(again | {row for row, cells in rows if _numbers_columns(cells)})


def _numbers_columns(cells: list[Cell]) -> bool:
    """A row such as 栏次 1 2 3, or A B C: nothing but ordinals, each the one after the last."""
    texts = [cell.text for cell in cells]
    if len(texts) < _FEWEST_ORDINALS or len(max(texts, key=len)) > _LONGEST_ORDINAL:
        return False
    words = [word for text in texts if (word := fold(text)) not in ("栏次", "行次", "序号", "")]
    runs = ("".join(str(n) for n in range(1, 21)), "ABCDEFGHIJKLMNOP", "甲乙丙丁戊己庚辛壬癸")
    joined = "".join(words)
    is_run = len(words) >= _FEWEST_ORDINALS and any(joined in run for run in runs)
    return is_run and all(len(word) <= 2 for word in words)
