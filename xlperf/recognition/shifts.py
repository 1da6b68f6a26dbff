"""Rows whose values stand in the wrong columns: by how many, and what they hold when they are moved back."""

from __future__ import annotations

from xlperf.cells import Cell
from xlperf.quantity import Unparsed
from xlperf.recognition.levels import is_level2_word
from xlperf.recognition.reading import read_number
from xlperf.recognition.rows import Cells, TableRow


def find_shift(row: TableRow, cells: Cells) -> int:
    """How many columns the row's values are off, 0 where they stand right or where nothing tells.

    Values moved to the right leave the indicator's name blank, or the level 2 in its place; values moved to the left
    put the level 2 where level 1 stands. Weight and score must be figures after moving.
    """
    if not {"score", "level1", "level2"} <= cells.keys():
        return 0
    name = cells["level3"].text
    right = (1, 2) if not name or is_level2_word(name) else ()
    left = (-1, -2) if is_level2_word(cells["level1"].text) else ()
    unmoved = cells.get("weight", cells["score"])
    return next((shift for shift in (*right, *left) if _fits(row, shift, unmoved)), 0)


def moved(row: TableRow, shift: int) -> Cells:
    """The cells of a shifted row; its level 2 where one moved with it, else the one that is merged over the rows."""
    unmoved, shifted = row.pick(), row.pick(shift)
    return shifted if is_level2_word(shifted["level2"].text) else {**shifted, "level2": unmoved["level2"]}


def _fits(row: TableRow, shift: int, unmoved: Cell) -> bool:
    if any(column.left + shift < 1 for column in row.band.columns.values()):
        return False
    cells = row.pick(shift)
    weight, score = read_number(cells.get("weight", cells["score"])), read_number(cells["score"])
    is_scored = score.number is not None or (score.is_mark and _is_words(unmoved))
    return weight.number is not None and is_scored and all(cells[f].text for f in ("level3", "target", "actual"))


def _is_words(unmoved: Cell) -> bool:
    """No figure stands where the points belong, so that a nil mark behind them may be a score."""
    return isinstance(read_number(unmoved).value, Unparsed) or unmoved.text.endswith("%")
