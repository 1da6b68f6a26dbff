"""How many calls a command makes: over COM each of them takes as long as much of the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.support.desks import WPS, sit_down
from tests.support.snapshots import project_rows
from xlperf.excel import marking_up, navigating

ROOT = Path(__file__).parents[2] / "examples"
BUSY = ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx"


def sixty_rows(path: Path, *, painted: bool = False) -> Path:
    """A form of 60 indicators, every second with a score that is wrong, saved as a workbook."""
    levels = (
        ("产出指标（30分）", "数量指标"),
        ("效益指标（30分）", "社会效益指标"),
        ("满意度指标（30分）", "服务对象满意度指标"),
    )
    rows = []
    for number in range(60):
        level1, level2 = levels[number // 20]
        score = 3 if number % 2 == 0 else 1.5
        rows.append((level1, level2, f"完成第{number}项工作的数量", "≥10次", "10次", 1.5, score, None))
    book = Workbook()
    for row in project_rows(indicators=rows, total=(100, 99)):
        book.active.append(row)
    if painted:
        for cells in book.active.iter_rows(min_row=10):
            for cell in cells:
                cell.fill = PatternFill("solid", fgColor="FFFFF2CC" if cell.row % 2 else "FFE2EFDA")
    book.save(path)
    return path


def count(calls: list[str], name: str) -> int:
    return sum(name in call for call in calls)


@pytest.mark.parametrize("painted", [False, True])
def test_a_check_of_sixty_rows_takes_forty_calls_and_two_a_note(tmp_path: Path, painted: bool) -> None:
    """A note takes the look-up of its cell, and one call that puts it. A clerk's own fills are read kind by kind."""
    sitting = sit_down(sixty_rows(tmp_path / "表.xlsx", painted=painted), tmp_path)
    before = len(sitting.com.traffic)
    marking_up.check(sitting.desk)
    calls = sitting.com.traffic.calls[before:]
    notes = count(calls, "AddComment")
    assert notes >= 30
    assert len(calls) - 2 * notes <= (60 if painted else 40)


def test_filling_takes_two_more_calls_a_column(tmp_path: Path) -> None:
    sitting = sit_down(BUSY, tmp_path)
    before = len(sitting.com.traffic)
    marking_up.fill(sitting.desk)
    calls = sitting.com.traffic.calls[before:]
    notes, blocks = count(calls, "AddComment"), count(calls, "Range.Value=")
    assert (notes, blocks) == (39, 5)
    assert len(calls) - 2 * notes - 2 * blocks <= 45


def test_clearing_takes_the_notes_off_in_one_call(tmp_path: Path) -> None:
    sitting = sit_down(BUSY, tmp_path)
    marking_up.fill(sitting.desk)
    before = len(sitting.com.traffic)
    marking_up.clear(sitting.desk)
    assert len(sitting.com.traffic) - before <= 40


def test_a_check_that_finds_the_same_again_writes_nothing(tmp_path: Path) -> None:
    sitting = sit_down(BUSY, tmp_path)
    marking_up.fill(sitting.desk)
    before = len(sitting.com.traffic)
    marking_up.check(sitting.desk)
    calls = sitting.com.traffic.calls[before:]
    assert [call for call in calls if call.endswith("=") or "Add(" in call or "AddComment" in call] == []
    assert len(calls) <= 22


def test_the_next_problem_is_a_few_calls_away(tmp_path: Path) -> None:
    sitting = sit_down(BUSY, tmp_path)
    before = len(sitting.com.traffic)
    navigating.next_problem(sitting.desk)
    assert len(sitting.com.traffic) - before <= 40


def test_without_the_looks_in_one_call_it_takes_hundreds(tmp_path: Path) -> None:
    """As in an application that lacks them: slower, but not cell by cell (486 cells)."""
    sitting = sit_down(BUSY, tmp_path, lacks=WPS)
    marking_up.check(sitting.desk)
    assert len(sitting.com.traffic) <= 800
