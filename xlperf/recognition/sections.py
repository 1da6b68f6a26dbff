"""Which rows of a sheet belong to which form: a form begins with its title or its first label."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.headers import funds_header, indicators_header
from xlperf.recognition.totals import is_total_row

_OPENING = ("project", "unit", "department")


@dataclass(frozen=True, slots=True)
class Section:
    """The rows `top` to `bottom` of a form; `breaks` are those that a new page of the print repeats.

    `funds` and `indicators` are the rows where the first header of each begins, None where there is none.
    """

    top: int
    bottom: int
    funds: int | None
    indicators: int | None
    breaks: frozenset[int] = frozenset()


def split_sections(grid: Grid) -> tuple[Section, ...]:
    """The sections of a sheet that hold a table, from top to bottom."""
    tops = _tops(grid)
    ends = [*(top - 1 for top in tops[1:]), grid.last_row][: len(tops)]
    sections: list[Section] = []
    waiting: int | None = None
    for top, end in zip(tops, ends, strict=True):
        section = _section(grid, top, end)
        if section.funds is None and section.indicators is None:
            waiting = _set_aside(sections, section, waiting)
        elif sections and _continues(grid, sections[-1], section):
            sections[-1] = _joined(grid, sections[-1], section)
        else:
            sections.append(replace(section, top=waiting) if waiting and not _names_itself(grid, section) else section)
            waiting = None
    return tuple(sections)


def _tops(grid: Grid) -> list[int]:
    """The rows where a form may begin: each title, else the first label of a head, else the first header."""
    tops: list[int] = []
    in_head = has_title = False
    for row in grid.rows:
        titled = row in grid.titles
        if (titled and not (in_head and has_title)) or (not in_head and _opens_head(grid, row)):
            tops.append(row)
            in_head, has_title = True, titled
        elif in_head and _has_table(grid, row):
            in_head = False
    return tops if any(_has_table(grid, row) for row in grid.rows if tops and row >= tops[0]) else _first_table(grid)


def _first_table(grid: Grid) -> list[int]:
    return [row for row in grid.rows if _has_table(grid, row)][:1]


def _has_table(grid: Grid, row: int) -> bool:
    if not grid.has_labels(row):
        return False
    return funds_header(grid, row) is not None or indicators_header(grid, row) is not None


def _opens_head(grid: Grid, row: int) -> bool:
    return any(field in _OPENING for field, _ in grid.labels(row, "head"))


def _section(grid: Grid, top: int, bottom: int) -> Section:
    rows = [row for row, _ in grid.between(top, bottom) if grid.has_labels(row)]
    funds = next((row for row in rows if funds_header(grid, row)), None)
    below = [row for row in rows if row > (funds or 0)] or rows
    indicators = next((row for row in below if indicators_header(grid, row)), None)
    if indicators is None:
        indicators = next((row for row in rows if indicators_header(grid, row)), None)
    return Section(top, bottom, funds, indicators)


def _set_aside(sections: list[Section], section: Section, waiting: int | None) -> int | None:
    """Rows without a table belong to the form above; before the first form they wait for it."""
    if sections:
        sections[-1] = replace(sections[-1], bottom=section.bottom)
        return None
    return waiting or section.top


def _names_itself(grid: Grid, section: Section) -> bool:
    """The section has a head of its own, so that what stands above it are instructions."""
    head = min(row for row in (section.funds, section.indicators) if row is not None)
    return any(_opens_head(grid, row) for row, _ in grid.between(section.top, head - 1))


def _continues(grid: Grid, before: Section, section: Section) -> bool:
    """The table of the section above goes on under a repeated title: it had no total, and nothing new begins here."""
    if before.indicators is None or section.indicators is None:
        return False
    if section.funds is not None and (before.funds is not None or section.funds < section.indicators):
        return False
    if _columns(grid, before.indicators) != _columns(grid, section.indicators):
        return False
    has_total = any(is_total_row(grid, row) for row, _ in grid.between(before.indicators, before.bottom))
    return not has_total and _head_values(grid, section) <= _head_values(grid, before)


def _columns(grid: Grid, row: int) -> set[str]:
    """The fields of a table's header."""
    header = indicators_header(grid, row)
    return set(header.columns) if header else set()


def _head_values(grid: Grid, section: Section) -> set[str]:
    head = min(row for row in (section.funds, section.indicators) if row is not None) - 1
    labels = (found for row, _ in grid.between(section.top, head) for found in grid.labels(row, "head"))
    return {fold(grid.right_of(cell).text) for field, cell in labels if field in _OPENING}


def _joined(grid: Grid, before: Section, section: Section) -> Section:
    assert section.indicators is not None  # _continues has seen to it
    repeated = frozenset(range(section.top, section.indicators))
    funds = before.funds if before.funds is not None else section.funds
    return replace(before, bottom=section.bottom, funds=funds, breaks=before.breaks | repeated)
