"""A filled copy that a clerk has gone on with in LibreOffice: renewed, never stacked, and taken back whole."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.support.busy_forms import FORM, busy_form
from tests.support.clerks import Job, save_in_office
from tests.support.meaning import Meaning, meaning
from tests.support.office import needs_office
from tests.support.runs import fill, restore
from xlperf.evaluation import Options
from xlperf.sheets import RESULT_SHEET

pytestmark = needs_office

NOTE = f'note = sheets.getByName("{FORM}").getCellRangeByName("%s").Annotation'
CHANGED = {
    "nothing": [],
    "rows above": ["sheet.Rows.insertByIndex(0, 3)"],
    "a row within": ["sheet.Rows.insertByIndex(13, 1)"],
    "rows within, twice": ["sheet.Rows.insertByIndex(20, 2)", "sheet.Rows.insertByIndex(5, 1)"],
    "a row below": ["sheet.Rows.insertByIndex(32, 2)"],
    "a row before the total": ["sheet.Rows.insertByIndex(31, 1)"],
    "a row taken out": ["sheet.Rows.removeByIndex(13, 1)"],
    "a column before": ["sheet.Columns.insertByIndex(0, 1)"],
    "amounts": [f'sheet.getCellRangeByName("F{row}").Value = 9000000' for row in (5, 6)],
    "an actual value": ['sheet.getCellRangeByName("F13").String = "3次"'],
    "a figure": ['sheet.getCellRangeByName("H13").Value = 2'],
    "a figure taken out": ['sheet.getCellRangeByName("H13").clearContents(1)'],
    "a figure for a text": ['sheet.getCellRangeByName("H14").String = "4分"'],
    "fills": [f'sheet.getCellRangeByName("{at}").CellBackColor = {to}' for at, to in (("H13", 66051), ("H16", -1))],
    "the form's name": ['sheet.Name = "自评表（终稿）"'],
    "the form twice": ['sheets.copyByName(sheet.Name, "副本", 1)'],
}
"""What a clerk changed, in the filled copy and in a twin of it that was never filled."""

OF_OURS = {
    "the result sheet renamed": [f'sheets.getByName("{RESULT_SHEET}").Name = "核对"'],
    "the result sheet first": [f'sheets.moveByName("{RESULT_SHEET}", 0)'],
    "the result sheet out": [f'sheets.removeByName("{RESULT_SHEET}")'],
    "the result sheet shown": [f'doc.CurrentController.setActiveSheet(sheets.getByName("{RESULT_SHEET}"))'],
    "a note out": ['sheet.getCellRangeByName("H14").clearContents(8)'],
    "all notes out": ['sheet.getCellRangeByName("H13:I32").clearContents(8)'],
}
"""What a clerk changed of what a run had put there."""

LINES = {**CHANGED, **OF_OURS}
RUNS = {
    "": Options(),
    "correct": Options(correct=True),
    "formulas": Options(formulas=True),
    "clean": Options(clean=True),
}
SCENES = [
    *((scene, "") for scene in (*CHANGED, *OF_OURS)),
    *(("nothing", run) for run in RUNS if run),
    *(("rows above", run) for run in RUNS if run),
    ("amounts", "correct"),
    ("a row within", "formulas"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All scenes, LibreOffice started twice: once for the clerk, once so that the same program wrote what is compared.

    Of each scene there are `saved`, `renewed` and `restored`, of each change the `twin`, which was never filled.
    """
    home = tmp_path_factory.mktemp("renewal")
    source = busy_form(home / "表.xlsx")
    for run, options in RUNS.items():
        fill(source, at(home, "filled", "", run), options)
    twins = [Job(source, at(home, "twin", scene), lines) for scene, lines in CHANGED.items()]
    save_in_office(*twins, *(Job(at(home, "filled", "", r), at(home, "saved", s, r), LINES[s]) for s, r in SCENES))
    for scene, run in SCENES:
        fill(at(home, "saved", scene, run), at(home, "renewed", scene, run), RUNS[run])
        fill(at(home, "twin", twin_of(scene)), at(home, "twin-filled", twin_of(scene), run), RUNS[run])
        restore(at(home, "saved", scene, run), at(home, "restored", scene, run))
    compared = [at(home, "restored", *scene) for scene in SCENES] + [job.target for job in twins]
    save_in_office(*(Job(path, again(path)) for path in compared))
    return home


def at(home: Path, name: str, scene: str, run: str = "") -> Path:
    return home / f"{scene} {run} {name}.xlsx"


def again(path: Path) -> Path:
    return path.with_stem(f"{path.stem} again")


def twin_of(scene: str) -> str:
    """The scene with the same changes but those of what a run had put there."""
    return scene if scene in CHANGED else "nothing"


@cache
def of_clerk(path: Path) -> Meaning:
    """All but the words of the result sheet, which say what the run before had done."""
    return {key: value for key, value in meaning(path).items() if not key.startswith(RESULT_SHEET)}


def differences(one: Meaning, other: Meaning) -> dict[str, tuple[object, object]]:
    return {key: (one.get(key), other.get(key)) for key in one.keys() | other if one.get(key) != other.get(key)}


@pytest.mark.parametrize("scene", SCENES, ids=" ".join)
def test_renewing_is_filling_for_the_first_time(home: Path, scene: tuple[str, str]) -> None:
    renewed, first = at(home, "renewed", *scene), at(home, "twin-filled", twin_of(scene[0]), scene[1])
    assert differences(of_clerk(renewed), of_clerk(first)) == {}


@pytest.mark.parametrize("scene", SCENES, ids=" ".join)
def test_what_is_taken_back_was_never_filled(home: Path, scene: tuple[str, str]) -> None:
    taken_back, never = again(at(home, "restored", *scene)), again(at(home, "twin", twin_of(scene[0])))
    assert differences(of_clerk(taken_back), of_clerk(never)) == {}
