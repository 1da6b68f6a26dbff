"""Cells of an earlier run are found again after rows and columns came in or went."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.packages import make_workbook
from xlperf.cells import column_letters
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.package import open_package
from xlperf.ooxml.places import Position
from xlperf.ooxml.relocation import find_original, follow
from xlperf.ooxml.workbook_read import SheetPart, read_sheets

ROWS, COLUMN = 20, 8
CELLS = tuple(
    CellMemory("表", (row, COLUMN), Decimal(4), note=f"＋ 填入\n第{row}行", formula=f"G{row}*F{row}/$E$1")
    for row in range(1, ROWS + 1)
)
WITHOUT_NOTES = tuple(cell._replace(figure=Decimal(n) / 4, note=None) for n, cell in enumerate(CELLS, 1))


def sheet_with(path: Path, figures: dict[Position, Decimal], name: str = "表") -> SheetPart:
    """A worksheet with numbers at these places."""
    cells = {f"{column_letters(column)}{row}": float(figure) for (row, column), figure in figures.items()}
    make_workbook(path, cells, lambda book: setattr(book.active, "title", name))
    return read_sheets(open_package(path))[0]


Steps = list[tuple[bool, int]]


def apply_steps(steps: Steps) -> dict[int, int]:
    """Where each row is after rows came in (True) before a row or that row went."""
    rows = list(range(1, ROWS + 1))
    for comes, at in steps:
        if comes:
            rows.insert(at % (len(rows) + 1), 0)
        elif len(rows) > 1:
            rows.pop(at % len(rows))
    return {row: now for now, row in enumerate(rows, 1) if row}


@settings(deadline=None, max_examples=60)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=6))
def test_rows_are_followed_by_their_notes(tmp_path_factory: pytest.TempPathFactory, steps: Steps) -> None:
    now = apply_steps(steps)
    part = sheet_with(tmp_path_factory.mktemp("r") / "表.xlsx", {(row, COLUMN): Decimal(4) for row in now.values()})
    words = {(now[row], COLUMN): f"张三：＋填入第{row}行" for row in now}
    found = follow(CELLS, part, words)
    standing = [
        cell for cell in found if cell.note is not None and words.get(cell.position, "").endswith(cell.note[5:])
    ]
    assert {cell.note: cell.position[0] for cell in standing} == {CELLS[row - 1].note: now[row] for row in now}


@settings(deadline=None, max_examples=60)
@given(before=st.integers(1, ROWS - 6), count=st.integers(-3, 5))
def test_rows_without_notes_are_followed_by_their_figures(
    tmp_path_factory: pytest.TempPathFactory, before: int, count: int
) -> None:
    gone = range(before, before - min(count, 0))
    now = {row: row if row < before else row + count for row in range(1, ROWS + 1) if row not in gone}
    figures = {(now[row], COLUMN): WITHOUT_NOTES[row - 1].figure or Decimal(0) for row in now}
    part = sheet_with(tmp_path_factory.mktemp("r") / "表.xlsx", figures)
    found = {cell.figure: cell.position[0] for cell in follow(WITHOUT_NOTES, part, {})}
    assert {figure: found.get(figure) for (_, _), figure in figures.items()} == {f: at[0] for at, f in figures.items()}


def test_columns_are_followed_by_their_notes(tmp_path: Path) -> None:
    part = sheet_with(tmp_path / "表.xlsx", {(row, COLUMN + 2): Decimal(4) for row in range(1, ROWS + 1)})
    found = follow(CELLS, part, {(row, COLUMN + 2): f"＋填入第{row}行" for row in range(1, ROWS + 1)})
    assert [cell.position for cell in found] == [(row, COLUMN + 2) for row in range(1, ROWS + 1)]


def test_formulas_move_with_their_cells(tmp_path: Path) -> None:
    part = sheet_with(tmp_path / "表.xlsx", {(row + 3, COLUMN): Decimal(4) for row in range(1, ROWS + 1)})
    found = follow(CELLS, part, {(row + 3, COLUMN): f"＋填入第{row}行" for row in range(1, ROWS + 1)})
    assert [cell.formula for cell in found] == [f"G{row + 3}*F{row + 3}/$E$4" for row in range(1, ROWS + 1)]


def test_one_figure_that_was_changed_is_not_looked_for_elsewhere(tmp_path: Path) -> None:
    """The 4 in the next row is the clerk's own."""
    part = sheet_with(tmp_path / "表.xlsx", {(3, COLUMN): Decimal(3), (4, COLUMN): Decimal(4), (2, COLUMN): Decimal(4)})
    (found,) = follow([CELLS[2]._replace(note=None)], part, {})
    assert found.position == (3, COLUMN)


def test_a_copy_is_known_by_its_notes_and_a_renamed_sheet_by_its_figures(tmp_path: Path) -> None:
    figures = {(row, COLUMN): Decimal(row) / 4 for row in range(1, ROWS + 1)}
    part = sheet_with(tmp_path / "表.xlsx", figures, "副本")
    words = {(row, COLUMN): f"＋填入第{row}行" for row in range(1, ROWS + 1)}
    other = sheet_with(tmp_path / "原.xlsx", figures)
    assert find_original({"表": CELLS}, part, words, [part, other]) == CELLS
    assert find_original({"表": CELLS}, part, {}, [part, other]) == ()
    assert find_original({"表": WITHOUT_NOTES}, part, {}, [part]) == WITHOUT_NOTES
    assert find_original({"表": WITHOUT_NOTES}, part, {}, [part, other]) == ()
