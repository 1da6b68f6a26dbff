"""The law: filled in the open workbook or as a file, a workbook holds the same values, fills and notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.desks import sit_down, sit_down_plainly
from tests.support.meaning import of_cell
from tests.support.office import needs_office, recalculate
from xlperf.cells import Sheet
from xlperf.excel import marking_up
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET
from xlperf.task import Task, run_task

ROOT = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted([*ROOT.glob("inbox/**/*.xlsx"), *ROOT.glob("blank-scores/**/*.xlsx")])


def held(path: Path) -> dict[str, tuple[object, ...]]:
    """What every cell holds, looks like and says."""
    cells = {}
    for sheet in load_workbook(path).worksheets:
        if sheet.title != RESULT_SHEET:
            found = {f"{sheet.title}!{cell.coordinate}": of_cell(cell) for row in sheet.iter_rows() for cell in row}
            cells |= {place: told for place, told in found.items() if any(told)}
    return cells


def merged(sheet: Sheet) -> Sheet:
    """The sheet with its merges in one order: programs write them in any."""
    return replace(sheet, merges=tuple(sorted(sheet.merges)))


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(ROOT)) for path in EXAMPLES])
def test_the_same_stands_after_filling(path: Path, tmp_path: Path) -> None:
    sitting = sit_down(path, tmp_path)
    marking_up.fill(sitting.desk)
    sitting.open.save(tmp_path / "live.xlsx")
    assert run_task(Task(path, path.name, tmp_path / "file.xlsx", "file.xlsx")).error is None
    assert held(tmp_path / "live.xlsx") == held(tmp_path / "file.xlsx")


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(ROOT)) for path in EXAMPLES])
def test_the_open_workbook_is_read_like_the_file(path: Path, tmp_path: Path) -> None:
    live, file = sit_down(path, tmp_path).desk.open().ground.snapshot(), read_book(path).snapshot
    assert [merged(sheet) for sheet in live.sheets] == [merged(sheet) for sheet in file.sheets]


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(ROOT)) for path in EXAMPLES])
def test_undone_nothing_is_left(path: Path, tmp_path: Path) -> None:
    sitting = sit_down(path, tmp_path)
    sitting.open.save(tmp_path / "before.xlsx")
    marking_up.fill(sitting.desk)
    marking_up.undo(sitting.desk)
    sitting.open.save(tmp_path / "after.xlsx")
    assert held(tmp_path / "after.xlsx") == held(tmp_path / "before.xlsx")
    assert sitting.open.parts == []


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=[str(path.relative_to(ROOT)) for path in EXAMPLES[::3]])
def test_an_application_that_has_only_what_xlwings_offers_will_do(path: Path, tmp_path: Path) -> None:
    desk, opened, _ = sit_down_plainly(path, tmp_path)
    opened.save(tmp_path / "before.xlsx")
    assert [merged(sheet) for sheet in desk.open().ground.snapshot().sheets] == [
        merged(sheet) for sheet in read_book(path).snapshot.sheets
    ]
    marking_up.fill(desk)
    opened.save(tmp_path / "live.xlsx")
    run_task(Task(path, path.name, tmp_path / "file.xlsx", "file.xlsx"))
    assert held(tmp_path / "live.xlsx") == held(tmp_path / "file.xlsx")
    marking_up.undo(desk)
    opened.save(tmp_path / "after.xlsx")
    assert held(tmp_path / "after.xlsx") == held(tmp_path / "before.xlsx")


@needs_office
def test_formulas_come_to_the_same(tmp_path: Path) -> None:
    """The application works them out anew by itself; in the copy they were worked out and stored."""
    for folder in ("bare", "live", "done"):
        (tmp_path / folder).mkdir()
    book = load_workbook(ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx")
    book.active["H43"] = "=I5+SUM(H12:H42)"
    book.save(tmp_path / "bare" / "表.xlsx")
    recalculate([tmp_path / "bare" / "表.xlsx"], tmp_path)
    source = tmp_path / "表.xlsx"
    sitting = sit_down(source, tmp_path)
    marking_up.fill(sitting.desk)
    sitting.open.save(tmp_path / "live" / "表.xlsx")
    recalculate([tmp_path / "live" / "表.xlsx"], tmp_path / "done")
    run_task(Task(source, source.name, tmp_path / "file.xlsx", "file.xlsx"))
    of_live, of_file = (load_workbook(tmp_path / name, data_only=True).active for name in ("done/表.xlsx", "file.xlsx"))
    assert of_file["H43"].value == 98.96
    assert round(of_live["H43"].value, 10) == of_file["H43"].value
    assert sitting.open.sheets[0].formula((43, 8)) == "=I5+SUM(H12:H42)"
