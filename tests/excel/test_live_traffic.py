"""How many calls a command makes: over COM each of them takes as long as much of the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.support.com_cells import Enumerator, Range
from tests.support.desks import WPS, attach, sit_down
from tests.support.fake_com import Application
from tests.support.open_book import open_book
from tests.support.pywin32 import SHOWN
from tests.support.snapshots import project_rows
from xlperf.excel import callbacks, marking_up, navigating
from xlperf.excel.dialogs import Dialogs

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


def press(button: str, com: Application, folder: Path) -> list[str]:
    """The calls from the click of a button to the message."""
    app = attach(com)
    before = len(com.traffic)
    callbacks.act(button, app, Dialogs(app), folder)
    return com.traffic.calls[before:]


@pytest.mark.parametrize(("painted", "most"), [(False, 40), (True, 50)])
def test_a_check_of_sixty_rows_takes_forty_calls_and_one_a_note(tmp_path: Path, painted: bool, most: int) -> None:
    """From the click to the message. A clerk's own fills are read kind by kind."""
    com = Application(open_book(sixty_rows(tmp_path / "表.xlsx", painted=painted)))
    calls = press("check", com, tmp_path)
    notes = count(calls, "AddComment")
    assert notes == 32
    assert len(calls) - notes <= most


class OneByOne(Enumerator):
    """Gives one cell however many are asked for, as enumerators may."""

    def Next(self, count: int = 1) -> tuple[Range, ...]:  # noqa: N802
        return super().Next(1)


class AnotherOrder(Enumerator):
    """Gives the cells in another order."""

    def Next(self, count: int = 1) -> tuple[Range, ...]:  # noqa: N802
        return tuple(reversed(super().Next(count)))


@pytest.mark.parametrize("kind", [OneByOne, AnotherOrder, None])
def test_cells_that_are_not_handed_out_as_asked_are_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Enumerator] | None
) -> None:
    """A note never goes to another cell; it takes a call more."""
    path = sixty_rows(tmp_path / "表.xlsx")
    usual, other = open_book(path), open_book(path)
    press("check", Application(usual), tmp_path / "usual")
    monkeypatch.setattr(Range, "_NewEnum", (lambda cells: kind(cells)) if kind else (lambda cells: None))
    calls = press("check", Application(other), tmp_path / "other")
    assert len(calls) - 2 * count(calls, "AddComment") <= 40
    noted = {at: usual.sheets[0].cell(at).comment.text for at in usual.sheets[0].notes()}
    assert {at: other.sheets[0].cell(at).comment.text for at in other.sheets[0].notes()} == noted
    assert len(noted) == 32


def test_an_application_busy_while_cells_are_handed_out_is_told(tmp_path: Path) -> None:
    com = Application(open_book(sixty_rows(tmp_path / "表.xlsx")))
    com.traffic.busy_after = press("check", Application(open_book(tmp_path / "表.xlsx")), tmp_path).index(
        "Range._NewEnum"
    )
    SHOWN.clear()
    press("check", com, tmp_path)
    assert SHOWN[0].startswith("表格程序正忙")


def test_marks_alone_stop_neither_the_calculation_nor_events(tmp_path: Path) -> None:
    """To switch automatic calculation on again would have the whole workbook calculated."""
    com = Application(open_book(sixty_rows(tmp_path / "表.xlsx")))
    assert count(press("check", com, tmp_path), "Calculation") == 0
    com = Application(open_book(BUSY))
    assert count(press("fill", com, tmp_path), "Calculation=") == 2


def test_filling_takes_two_more_calls_a_column(tmp_path: Path) -> None:
    calls = press("fill", Application(open_book(BUSY)), tmp_path)
    notes, blocks = count(calls, "AddComment"), count(calls, "Range.Value=")
    assert (notes, blocks) == (39, 5)
    assert len(calls) - notes - 2 * blocks <= 50


def test_clearing_takes_the_notes_off_in_one_call(tmp_path: Path) -> None:
    com = Application(open_book(BUSY))
    press("fill", com, tmp_path)
    assert len(press("clear", com, tmp_path)) <= 40


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
