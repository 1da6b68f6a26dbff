"""Laws of the open workbook: whatever a clerk and xlperf do in turn, what is taken off leaves the clerk's own work."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill

from tests.support.desks import WPS, Sitting, sit_down
from tests.support.meaning import of_cell
from tests.support.open_book import OpenSheet
from tests.support.snapshots import project_rows
from xlperf.cells import Area
from xlperf.excel import marking_up
from xlperf.targets.live.addresses import LONGEST, Position, cover, halve, join

POSITIONS = st.sets(st.tuples(st.integers(1, 200), st.integers(1, 60)), max_size=60)


@given(POSITIONS)
def test_areas_cover_exactly_the_cells(positions: set[Position]) -> None:
    areas = cover(positions)
    covered = [at for area in areas for at in area.positions()]
    assert sorted(covered) == sorted(positions)


@given(POSITIONS)
def test_addresses_hold_all_areas_and_are_short_enough(positions: set[Position]) -> None:
    areas = cover(positions)
    addresses = list(join(areas))
    assert all(len(address) <= LONGEST for address in addresses)
    named = [part for address in addresses for part in address.split(",")]
    assert [part if ":" in part else f"{part}:{part}" for part in named] == [str(area) for area in areas]


@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 30), st.integers(0, 30))
def test_halves_are_the_whole(top: int, left: int, down: int, across: int) -> None:
    area = Area(top, left, top + down, left + across)
    if area.size > 1:
        halves = halve(area)
        assert sorted(at for half in halves for at in half.positions()) == sorted(area.positions())
        assert max(half.size for half in halves) < area.size


@pytest.fixture(scope="module")
def form() -> Path:
    """A form with blanks to fill and faults to find, as a workbook."""
    rows = [
        ("产出指标（50分）", "数量指标", "培训期数", "≥4期", "4期", 20, None, None),
        (None, "质量指标", "合格率", "≥95%", "90%", 30, 30, None),
        ("效益指标（30分）", "社会效益指标", "受益人数", "≥100人", "120人", 30, 31, None),
        ("满意度指标（10分）", "服务对象满意度指标", "满意度", "≥90%", "95%", 10, None, None),
    ]
    book = Workbook()
    funds = (("年度资金总额", 100, 100, 90, 10, None, None),)
    for row in project_rows(funds, rows, total=(100, None)):
        book.active.append(row)
    path = Path(mkdtemp()) / "表.xlsx"
    book.save(path)
    return path


OURS: dict[str, Callable[[Sitting], object]] = {
    "check": lambda sitting: marking_up.check(sitting.desk),
    "fill": lambda sitting: marking_up.fill(sitting.desk),
    "clear": lambda sitting: marking_up.clear(sitting.desk),
    "result": lambda sitting: marking_up.result(sitting.desk),
}

THEIRS: dict[str, Callable[[OpenSheet], object]] = {
    "another budget": lambda sheet: sheet.put((5, 4), 120),
    "another actual value": lambda sheet: sheet.put((10, 6), "96%"),
    "a reason": lambda sheet: sheet.put((10, 9), "天气原因推迟，已改期"),
    "a fill": lambda sheet: sheet.paint((10, 8), patternType="solid", fgColor=Color(rgb="FF00B0F0")),
    "a theme's fill": lambda sheet: sheet.paint((11, 8), patternType="solid", fgColor=Color(theme=5, tint=0.6)),
    "no fill": lambda sheet: setattr(sheet.cell((12, 8)), "fill", PatternFill()),
    "a note": lambda sheet: setattr(sheet.cell((11, 8)), "comment", Comment("请核对", "clerk")),
    "a score of their own": lambda sheet: sheet.put((9, 8), 7),
    "no score": lambda sheet: sheet.put((9, 8), None),
}

STEPS = st.lists(st.sampled_from([*OURS, *THEIRS, "undo"]), max_size=7)


def looks(sitting: Sitting) -> dict[str, object]:
    """Fills, notes and all looks of the clerk's sheet, without what the cells hold."""
    sheet = sitting.open.sheets[0].sheet
    return {cell.coordinate: of_cell(cell)[:-1] for row in sheet.iter_rows() for cell in row}


def contents(sitting: Sitting) -> dict[str, object]:
    return {cell.coordinate: cell.value for row in sitting.open.sheets[0].sheet.iter_rows() for cell in row}


def act(step: str, sitting: Sitting) -> None:
    if step in THEIRS:
        THEIRS[step](sitting.open.sheets[0])
    elif step == "undo":
        marking_up.undo(sitting.desk)
    else:
        OURS[step](sitting)


@pytest.mark.parametrize("lacks", [(), WPS], ids=["excel", "lacking"])
@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_cleared_nothing_of_ours_is_left(form: Path, lacks: tuple[str, ...], steps: list[str]) -> None:
    """The looks are those of a twin in which only the clerk has worked; a format that came with a figure stays."""
    folder = Path(mkdtemp())
    sitting, twin = sit_down(form, folder, lacks=lacks), sit_down(form, folder / "twin")
    for step in steps:
        act(step, sitting)
        if step in THEIRS:
            act(step, twin)
    marking_up.clear(sitting.desk)
    shutil.rmtree(folder)
    ours, theirs = looks(sitting), looks(twin)
    del ours["G5"], theirs["G5"]  # the rate keeps its percentage
    assert ours == theirs
    assert len(sitting.open.sheets) == 1


@settings(max_examples=40, deadline=None)
@given(steps=STEPS, last=st.sampled_from(list(OURS)))
def test_undone_the_workbook_is_as_before_the_step(form: Path, steps: list[str], last: str) -> None:
    folder = Path(mkdtemp())
    sitting = sit_down(form, folder)
    for step in steps:
        act(step, sitting)
    before = looks(sitting), contents(sitting)
    act(last, sitting)
    marking_up.undo(sitting.desk)
    shutil.rmtree(folder)
    assert (looks(sitting), contents(sitting)) == before


def worked_at(sitting: Sitting) -> dict[str, object]:
    """What the cells hold that the clerk's steps change, and their fills."""
    cells = (sitting.open.sheets[0].cell(at) for at in ((5, 4), (9, 8), (10, 6), (10, 9)))
    fills = (sitting.open.sheets[0].cell(at) for at in ((10, 8), (11, 8), (12, 8)))
    return {cell.coordinate: cell.value for cell in cells} | {cell.coordinate: of_cell(cell)[0] for cell in fills}


@pytest.mark.parametrize("lacks", [(), WPS], ids=["excel", "lacking"])
@settings(max_examples=60, deadline=None)
@given(steps=STEPS, last=st.sampled_from([*OURS, "undo"]), theirs=st.sampled_from(list(THEIRS)))
def test_undoing_leaves_what_the_clerk_did_since(
    form: Path, lacks: tuple[str, ...], steps: list[str], last: str, theirs: str
) -> None:
    """What the clerk's last step changed is as it left it."""
    folder = Path(mkdtemp())
    sitting = sit_down(form, folder, lacks=lacks)
    for step in (*steps, last):
        act(step, sitting)
    before = worked_at(sitting)
    act(theirs, sitting)
    changed = {place: told for place, told in worked_at(sitting).items() if told != before[place]}
    marking_up.undo(sitting.desk)
    shutil.rmtree(folder)
    assert {place: worked_at(sitting)[place] for place in changed} == changed


@settings(max_examples=30, deadline=None)
@given(steps=STEPS, last=st.sampled_from(["check", "fill"]))
def test_twice_is_once(form: Path, steps: list[str], last: str) -> None:
    folder = Path(mkdtemp())
    sitting = sit_down(form, folder)
    for step in (*steps, last):
        act(step, sitting)
    once = looks(sitting), contents(sitting)
    act(last, sitting)
    shutil.rmtree(folder)
    assert (looks(sitting), contents(sitting)) == once
