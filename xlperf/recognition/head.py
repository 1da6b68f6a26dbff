"""The head of a form: title, project, department, unit, year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.cells import Cell
from xlperf.form import Entry, Head
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_entry
from xlperf.recognition.spoken import spoken_field, spoken_value

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LONGEST_YEAR, _LONGEST_UNIT = 10, 60
_ABOVE = 2
"""Rows above a form's first one that may say its year or its money unit."""
_PERIOD = re.compile(r"20\d\d[年.\-/][\d年月日.\-/]*[至到~—\-]+[\d年月日.\-/]+")
_UNIT_NOTE = re.compile(r"\(?(?:金额)?单位:(?:人民币)?(?:万元|元)\)?$")
"""The money unit behind the year on one line, as in （2023年度）　单位：万元."""
_MONEY_UNIT = re.compile(r"(?:单位[:：]|[(（])\s*(?:人民币)?\s*(万元|元)")


def recognise_head(grid: Grid, layout: Layout) -> Head:
    """The head's entries; a label without a value gives a blank entry at the cell where the value belongs."""
    found: dict[str, Entry] = {}
    for row, _ in grid.between(layout.top, layout.head_bottom):
        for field, label in head_labels(grid, row):
            value = _value_beside(grid, label)
            if field not in found or (found[field].is_blank and not value.is_blank):  # 单位名称 may stand twice
                found[field] = value
    titles = list(_titles(grid, layout))
    year_entry = found.get("year") or _year_line(grid, layout) or _within_a_year(found.get("period"))
    year = next(filter(None, map(_year_in, (year_entry, *titles))), None)
    return Head(
        titles[0] if titles else None,
        found.get("project"),
        found.get("department"),
        found.get("unit"),
        year_entry,
        year,
        found.get("code"),
    )


def recognise_money_unit(grid: Grid, layout: Layout, default: str) -> str:
    """元 or 万元, as printed above the indicators; the definition's own where nothing is printed."""
    found = find_money_unit(grid, layout)
    return found[1] if found else default


def find_money_unit(grid: Grid, layout: Layout) -> tuple[Cell, str] | None:
    """Where 元 or 万元 is printed above the indicators, and which; None where neither is."""
    bottom = layout.indicators.header if layout.indicators else layout.bottom
    funds = layout.funds
    below = grid.between(funds.header, funds.top - 1) if funds and funds.header > bottom else ()
    for _, cells in (*below, *grid.between(layout.top - _ABOVE, bottom)):
        for cell in cells:
            match = _MONEY_UNIT.search(fold(cell.text)) if len(cell.text) <= _LONGEST_UNIT else None
            if match:
                return cell, match[1]
    return None


def head_labels(grid: Grid, row: int) -> list[tuple[str, Cell]]:
    """(field, cell) of each label of a row of the head; one with its value behind a colon is one too."""
    labels = [label for label in grid.labels(row, "head") if not fold(label[1].text).startswith("(")]
    known = {cell.ref for _, cell in labels}
    spoken = (cell for cell in grid.rows.get(row, ()) if cell.ref not in known)
    return labels + [(field, cell) for cell in spoken if (field := spoken_field(grid.lexicon, cell.text, "head"))]


def _value_beside(grid: Grid, label: Cell) -> Entry:
    if spoken_field(grid.lexicon, label.text, "head"):
        return spoken_value(label)
    value = grid.right_of(label)
    if grid.lexicon.meanings(value.text).get("head"):  # a label directly behind a label: the value was left out
        return Entry("", value.ref)
    return read_entry(value)


def _titles(grid: Grid, layout: Layout) -> Iterator[Entry]:
    """The lines of the head that are titles, from top to bottom."""
    rows = (row for row, _ in grid.between(layout.top, layout.head_bottom))
    return (read_entry(cell) for row in rows for cell in grid.titles.get(row, ()))


def _year_line(grid: Grid, layout: Layout) -> Entry | None:
    """A line of its own below the title, such as (2020 年度); blank where the year is left out of it."""
    rows = grid.between(layout.top - _ABOVE, layout.head_bottom)  # where no title stands, above the first label
    return next((found for _, cells in rows if (found := _year_in_row(cells))), None)


def _year_in_row(cells: list[Cell]) -> Entry | None:
    for cell in cells:
        label = _UNIT_NOTE.sub("", fold(cell.text)).strip("()_")
        if label == "年度" and len(cells) == 1:
            return Entry("", cell.ref)
        if _YEAR.search(label) and len(label) <= _LONGEST_YEAR and label.endswith(("年度", "年")):
            return read_entry(cell)
        if _PERIOD.fullmatch(label):
            return _within_a_year(read_entry(cell))
    return _year_in_pieces(cells)


def _year_in_pieces(cells: list[Cell]) -> Entry | None:
    """The year where the line is spread over cells, （ | 2021 | 年度）; blank where it is left out."""
    words = [fold(cell.text).strip("()_") for cell in cells]
    digits = [cell for cell, word in zip(cells, words, strict=True) if _YEAR.fullmatch(word)]
    rest = "".join(word for word in words if not _YEAR.fullmatch(word))
    if rest not in ("年度", "年") or len(digits) > 1:
        return None
    return read_entry(digits[0]) if digits else Entry("", cells[-1].ref)


def _within_a_year(period: Entry | None) -> Entry | None:
    """A period such as 2021年1月1日至2021年12月31日, None where it lies in several years or in none."""
    return period if period and len(set(_YEAR.findall(fold(period.text)))) == 1 else None


def _year_in(entry: Entry | None) -> int | None:
    match = _YEAR.search(fold(entry.text)) if entry else None
    return int(match[1]) if match else None
