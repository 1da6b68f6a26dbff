"""The goals: what was expected, and what was reached, beside each other or one below the other."""

from __future__ import annotations

from typing import NamedTuple

from xlperf.cells import Cell
from xlperf.form import Entry
from xlperf.recognition.grid import Grid
from xlperf.recognition.reading import read_entry


class Goals(NamedTuple):
    """The goals' first and last row, and field → label."""

    top: int
    bottom: int
    labels: dict[str, Cell]


def find_goals(grid: Grid, top: int, bottom: int) -> Goals | None:
    """The labels of the goals among some rows; None where there is none."""
    rows = [row for row, _ in grid.between(top, bottom) if grid.count_labels(row, "goals")]
    if not rows:
        return None
    labels: dict[str, Cell] = {}
    found = [label for row in rows for label in grid.labels(row, "goals")]
    for field, cell in sorted(found, key=lambda label: grid.lexicon.rank("goals", label[1].text)):
        labels.setdefault(field, cell)
    return Goals(rows[0], bottom, labels)


def read_goals(grid: Grid, goals: Goals | None) -> dict[str, Entry]:
    """Field → text; below its label where the labels stand beside each other, else to the right of it."""
    if goals is None:
        return {}
    in_one_row = len({cell.ref.row for cell in goals.labels.values()}) == 1 and len(goals.labels) > 1
    found = {field: _value(grid, cell, below=in_one_row) for field, cell in goals.labels.items()}
    if found.keys() == {"expected"}:
        found |= _unlabelled(grid, goals.labels["expected"], found["expected"])
    return {field: read_entry(cell) for field, cell in found.items()}


def _unlabelled(grid: Grid, label: Cell, expected: Cell) -> dict[str, Cell]:
    """What was reached, where both texts stand beside the one label of the block."""
    actual = grid.right_of(expected)
    is_prose = bool(actual.text) and not grid.lexicon.meanings(actual.text) and actual.ref.row == label.ref.row
    return {"actual": actual} if is_prose and expected.ref.row == label.ref.row else {}


def _value(grid: Grid, label: Cell, *, below: bool) -> Cell:
    area = grid.sheet.merge_at(*label.ref[1:])
    under, beside = grid.sheet.at(area.bottom + 1, area.left), grid.right_of(label)
    is_under = bool(under.text) and not beside.text and not grid.lexicon.meanings(under.text)
    return under if below or is_under else beside
