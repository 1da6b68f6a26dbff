"""The benchmark that writes into every workbook of a folder: what it says of each file is so."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks import batch_folder, writeback
from benchmarks.batch_rivals import Turns
from benchmarks.writeback_plan import make_plans
from tests.support.broken import INBOX, make_truncated
from tests.support.packages import compressed, differences
from xlperf.batch import run_batch
from xlperf.cells import Area, Cell, CellRef, Sheet

SHEET = "xl/worksheets/sheet1.xml"
ALLOWED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five published forms, one file that is broken, one that is no workbook, and the copies below them."""
    place = tmp_path_factory.mktemp("writeback")
    for source in sorted(INBOX.rglob("*.xlsx"))[::6]:
        target = place / source.relative_to(INBOX)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)
    make_truncated(place / "broken.xlsx")
    (place / "notes.txt").write_text("no workbook", "utf-8")
    writeback.main([str(place), "-o", str(place / "out")])
    return place


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, dict[str, Any]]:
    found = json.loads((folder / "out" / "edits.json").read_text("utf-8"))["files"]
    return {entry["path"]: entry for entry in found}


def test_every_file_is_told(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    sources = {path for path in folder.rglob("*.*") if "out" not in path.relative_to(folder).parts}
    assert set(files) == {path.relative_to(folder).as_posix() for path in sources}
    assert {path for path, entry in files.items() if entry["status"] != "written"} == {"broken.xlsx", "notes.txt"}
    assert "不完整" in files["broken.xlsx"]["reason"]
    assert not (folder / "out" / "broken.xlsx").exists()


def test_only_the_cells_told_differ(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for path, entry in written(files):
        source, copy = folder / path, folder / "out" / path
        cells = [f"{SHEET}!{cell.rpartition('!')[2]}" for cell in entry["cells"]]
        assert len(cells) >= 3
        assert differences(source, copy, cells, ALLOWED) == []
        before, after = compressed(source), compressed(copy)
        assert entry["parts_untouched"] == sum(before[part] == after[part] for part in before)


def test_number_fill_note_and_sheet_are_there(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for path, entry in written(files):
        before, after = (openpyxl.load_workbook(place) for place in (folder / path, folder / "out" / path))
        cells = [cell.rpartition("!")[2] for cell in entry["cells"]]
        old, new = before.worksheets[0], after.worksheets[0]
        assert [new[at].value for at in cells if old[at].value != new[at].value] == [42.5]
        assert [at for at in cells if old[at].fill != new[at].fill]
        assert [at for at in cells if new[at].comment]
        assert after.sheetnames == [*before.sheetnames, entry["new_sheet"]]


def written(files: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, entry) for path, entry in files.items() if entry["status"] == "written"]


def test_takes_numbers_before_blanks_and_never_a_covered_cell() -> None:
    at = {(1, 1): "题", (2, 1): Decimal(3), (2, 3): Decimal(4)}
    cells = {place: Cell(CellRef("表", *place), value, str(value)) for place, value in at.items()}
    plans = list(make_plans(Sheet("表", cells, (Area(1, 1, 1, 3),))))
    assert [str(plan.edits[0].ref) for plan in plans][:4] == ["表!A2", "表!C2", "表!B2", "表!A3"]
    assert [str(plans[0].highlights[0].ref), str(plans[0].notes[0].ref)] == ["表!A1", "表!C2"]


def test_the_folder_of_the_batch_holds_other_projects_in_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_folder, "SOFFICE", None)
    monkeypatch.setattr(batch_folder, "_DRAWN", 4)
    batch_folder.fill_folder(tmp_path / "in", 6)
    batch = run_batch(tmp_path / "in", tmp_path / "out")
    assert not any(outcome.is_failure for outcome in batch.outcomes)
    files = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    assert [len(file["forms"]) for file in files] == [1, 2, 3, 1, 1, 2]
    projects = [form["project"] for file in files for form in file["forms"]]
    assert None not in projects
    assert len(set(projects)) == len(projects)


def test_the_rivals_take_their_turn_on_every_workbook_once(tmp_path: Path) -> None:
    sources, seen = [tmp_path / f"{number}.xlsx" for number in range(5)], list[Path]()
    turns = Turns(sources, {"rival": lambda source, _: seen.append(source)}, tmp_path, block=2)
    seen.clear()  # the first is opened once before, to warm up
    for done in range(1, len(sources) + 1):
        turns(done, len(sources))
    assert seen == sources
