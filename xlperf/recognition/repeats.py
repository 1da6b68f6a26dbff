"""Sheets whose merged cells were taken apart and filled: every cell of a former range says what the range said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from xlperf.cells import Area, Cell, Sheet

Is = Callable[[str], bool]
"""What a text is."""

_FIGURE = re.compile(r"[-+≥≤<>=]?[\d.,]+\D{0,4}")
_FEWEST = 6
"""Words stood in one range where they repeat so often: target and actual, over two columns each, are but four."""


def count_repeats(rows: Iterable[Sequence[tuple[object, Cell]]]) -> int:
    """How many labels stand right beside the same one; target and actual 预算数 in a dozen forms are but one."""
    return len(
        {
            one.text
            for labels in rows
            for (_, one), (_, other) in pairwise(labels)
            if one.ref.column + 1 == other.ref.column and one.text == other.text
        }
    )


def make_whole(sheet: Sheet, is_label: Is, is_head: Is) -> Sheet:
    """The sheet with such ranges merged again: labels over columns and rows, other words over columns.

    In a row with numbers only the head's labels are sure to be labels: target and actual may both say 预算数.
    """
    numbered = {row for (row, _), cell in sheet.cells.items() if isinstance(cell.value, Decimal)}
    areas = list(_stacked(_runs(sheet, lambda row, text: (is_head if row in numbered else is_label)(text))))
    covered = {at for area in areas for at in area.positions() if at != (area.top, area.left)}
    cells = {at: cell for at, cell in sheet.cells.items() if at not in covered}
    return Sheet(sheet.name, cells, (*sheet.merges, *areas), sheet.state, sheet.percent_blanks)


def _runs(sheet: Sheet, is_label: Callable[[int, str], bool]) -> Iterator[tuple[str, Area]]:
    """The text and the range of each run of equal cells in a row; a label is a run of one."""
    run: list[Cell] = []
    for at in sorted(sheet.cells):
        cell = sheet.cells[at]
        if run and (cell.text != run[-1].text or at != (run[-1].ref.row, run[-1].ref.column + 1)):
            yield from _as_range(run, is_label)
            run = []
        run.append(cell)
    yield from _as_range(run, is_label)


def _as_range(run: list[Cell], is_label: Callable[[int, str], bool]) -> Iterator[tuple[str, Area]]:
    first, last = run[0], run[-1]
    is_prose = len(run) >= _FEWEST and len(first.text) > 1 and not _FIGURE.fullmatch(first.text)
    if is_prose or is_label(first.ref.row, first.text):
        yield first.text, Area(first.ref.row, first.ref.column, last.ref.row, last.ref.column)


def _stacked(runs: Iterable[tuple[str, Area]]) -> Iterator[Area]:
    """The ranges, those that say the same in rows below each other as one; a single cell is none."""
    open_ranges: dict[tuple[str, int, int], Area] = {}
    for text, area in runs:
        key = text, area.left, area.right
        above = open_ranges.get(key)
        if above is not None and above.bottom + 1 == area.top:
            area = area._replace(top=above.top)
        elif above is not None and above.size > 1:
            yield above
        open_ranges[key] = area
    yield from (area for area in open_ranges.values() if area.size > 1)
