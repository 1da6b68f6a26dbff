"""The open workbook and the file batch see each other's marks: what one has put, the other takes off or renews."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.desks import Sitting, sit_down
from tests.support.meaning import of_cell
from xlperf.excel import marking_up
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET
from xlperf.targets.file import apply_clearing
from xlperf.task import Task, run_task

ROOT = Path(__file__).parents[2] / "examples"
SOURCES = [
    ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx",
    ROOT / "blank-scores/上海/04-2020年科技人才举荐与培育项目.xlsx",
    ROOT / "inbox/上海/03-2020年国际交流与合作项目.xlsx",
]
IDS = [path.stem for path in SOURCES]


def held(path: Path) -> dict[str, object]:
    """What every cell holds, looks like and says, our own sheet left out."""
    sheets = (sheet for sheet in load_workbook(path).worksheets if sheet.title != RESULT_SHEET)
    cells = ((f"{s.title}!{c.coordinate}", of_cell(c)) for s in sheets for row in s.iter_rows() for c in row)
    return {place: told for place, told in cells if any(told)}


def plain(path: Path, folder: Path) -> Path:
    """The workbook as openpyxl writes it: the one that every other is held against."""
    load_workbook(path).save(folder / "plain.xlsx")
    return folder / "plain.xlsx"


def filled_copy(source: Path, folder: Path) -> Path:
    copy = folder / "表_已校验.xlsx"
    assert run_task(Task(source, source.name, copy, copy.name)).error is None
    return copy


def saved(sitting: Sitting, folder: Path) -> Path:
    sitting.open.save(folder / "saved.xlsx")
    return folder / "saved.xlsx"


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_marks_of_a_validated_copy_come_off_in_the_open_workbook(source: Path, tmp_path: Path) -> None:
    sitting = sit_down(filled_copy(source, tmp_path), tmp_path)
    marking_up.clear(sitting.desk)
    apply_clearing(read_book(filled_copy(source, tmp_path / "again")), tmp_path / "cleared.xlsx")
    assert held(saved(sitting, tmp_path)) == held(tmp_path / "cleared.xlsx")
    assert [sheet.sheet.title for sheet in sitting.open.sheets] == load_workbook(source).sheetnames


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_a_validated_copy_filled_in_the_open_workbook_stays_the_same(source: Path, tmp_path: Path) -> None:
    copy = filled_copy(source, tmp_path)
    sitting = sit_down(copy, tmp_path)
    marking_up.fill(sitting.desk)
    assert held(saved(sitting, tmp_path)) == held(copy)
    assert [sheet.sheet.title for sheet in sitting.open.sheets] == load_workbook(copy).sheetnames


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_marks_of_the_open_workbook_come_off_as_a_file(source: Path, tmp_path: Path) -> None:
    sitting = sit_down(source, tmp_path)
    marking_up.fill(sitting.desk)
    marking_up.result(sitting.desk)
    book = read_book(saved(sitting, tmp_path), restore=True)
    apply_clearing(book, tmp_path / "restored.xlsx", restore=True)
    assert held(tmp_path / "restored.xlsx") == held(plain(source, tmp_path))
    assert load_workbook(tmp_path / "restored.xlsx").sheetnames == load_workbook(source).sheetnames


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_marks_of_the_open_workbook_are_renewed_by_a_batch(source: Path, tmp_path: Path) -> None:
    sitting = sit_down(source, tmp_path)
    marking_up.fill(sitting.desk)
    again = filled_copy(saved(sitting, tmp_path), tmp_path)
    assert held(again) == held(filled_copy(plain(source, tmp_path), tmp_path / "once"))


def test_what_was_saved_and_opened_again_is_cleared(tmp_path: Path) -> None:
    """Marks are kept in the workbook, not with the clerk who made them."""
    sitting = sit_down(SOURCES[0], tmp_path / "one")
    marking_up.check(sitting.desk)
    other = sit_down(saved(sitting, tmp_path), tmp_path / "other")
    marking_up.clear(other.desk)
    other.open.save(tmp_path / "cleared.xlsx")
    assert held(tmp_path / "cleared.xlsx") == held(plain(SOURCES[0], tmp_path))
    assert other.open.parts == []


def test_a_workbook_without_a_memory_keeps_its_marks(tmp_path: Path) -> None:
    """What lost its memory is the clerk's own: nothing is guessed."""
    sitting = sit_down(SOURCES[0], tmp_path)
    marking_up.check(sitting.desk)
    marked = held(saved(sitting, tmp_path))
    sitting.open.parts.clear()
    marking_up.clear(sitting.desk)
    assert held(saved(sitting, tmp_path)) == marked
