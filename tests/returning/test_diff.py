"""From a finding to what became of it: batch, the list, letters, a mended workbook, batch and diff again."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call, call
from tests.numbering.test_laws import WRONG
from tests.support.folders import form, write
from tests.support.lists import decide, number_of
from xlperf.batch import run_batch
from xlperf.changes.fates import Fate
from xlperf.errors import UnreadableError
from xlperf.returning.comparing import compare

__all__ = ["call"]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Two units: one with five wrong rows, one with a wrong execution score."""
    write(tmp_path / "old" / "甲" / "表.xlsx", form("96.4", "9.5", project="甲项目", unit="甲局", rows=WRONG))
    write(tmp_path / "old" / "乙.xlsx", form("84.6", "9", project="乙项目", unit="乙局"))
    return tmp_path / "old"


@pytest.fixture
def new(old: Path) -> Path:
    """What came back: one workbook mended in one place, marred in another, with a row put in; under another name."""
    folder = old.with_name("new")
    shutil.copytree(old, folder)
    path = folder / "甲" / "表.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["H5"] = 9.64
    sheet["F12"], sheet["H13"] = "基本达成预期", 11
    sheet["I10"] = "纸张延期到货，已催供货单位补送"
    sheet.insert_rows(9)
    for column, value in enumerate(["产出指标（50分）", "时效指标", "及时率", "100%", "100%", 0, 0], 2):
        sheet.cell(9, column).value = value
    book.save(folder / "甲" / "表（修改后）.xlsx")
    path.unlink()
    return folder


def fates(old: Path, new: Path) -> dict[Fate, set[str]]:
    """Fate → the checks that came to it, each with its indicator's cell in the latest."""
    found: dict[Fate, set[str]] = {}
    for each in compare(old, new).comparison.fates:
        found.setdefault(each.fate, set()).add(f"{each.latest.finding.code} {each.latest.finding.cell}")
    return found


EXPECTED_CLEARED = {"F202 H5", "D401 I10"}
"""The execution score, and the reason that was written."""


def test_folders_of_sources(old: Path, new: Path) -> None:
    found = fates(old, new)
    assert found["cleared"] >= EXPECTED_CLEARED
    assert {"S301 H10", "S301 H11", "S301 H12", "D401 I10", "D401 I12"} <= found["unchanged"]
    assert "S302 H14" in found["added"]
    assert "missing" not in found


def test_outputs_of_runs_say_the_same_whatever_xlperf_put_into_the_copies(old: Path, new: Path, tmp_path: Path) -> None:
    for folder in (old, new):
        run_batch(folder, tmp_path / f"{folder.name}-out")
    plain, judged = compare(old, new), compare(tmp_path / "old-out", tmp_path / "new-out")
    mixed = compare(tmp_path / "old-out", new)
    assert [(each.fate, each.latest.finding) for each in plain.comparison.fates] == [
        (each.fate, each.latest.finding) for each in judged.comparison.fates
    ]
    assert (
        [book.change for book in plain.books]
        == [book.change for book in judged.books]
        == [b.change for b in mixed.books]
    )


def test_what_else_was_changed(old: Path, new: Path) -> None:
    changes = {book.old.path: book.change for book in compare(old, new).books}
    assert changes["乙.xlsx"] is not None
    assert changes["乙.xlsx"].is_empty
    change = changes["甲/表.xlsx"]
    assert change is not None
    assert [(cell.old.address, cell.new.address, cell.before, cell.after) for cell in change.cells] == [
        ("H5", "H5", "9.5", "9.64"),
        ("I10", "I11", "", "纸张延期到货，已催供货单位补送"),
        ("F12", "F13", "未达成预期", "基本达成预期"),
        ("H13", "H14", "10", "11"),
    ]
    assert [(line.place, line.is_new) for line in change.lines] == [("9", True)]


def test_a_cell_that_was_changed_and_is_still_wrong(old: Path, tmp_path: Path) -> None:
    write(tmp_path / "new" / "乙.xlsx", form("84.6", "8", project="乙项目", unit="乙局"))
    difference = compare(old / "乙.xlsx", tmp_path / "new" / "乙.xlsx")
    (fate,) = [each for each in difference.comparison.fates if each.latest.finding.code == "F202"]
    touched = difference.touched(fate)
    assert fate.fate == "unchanged"
    assert touched is not None
    assert (touched.before, touched.after) == ("9", "8")


def test_what_did_not_come_back_is_not_cleared(old: Path, new: Path) -> None:
    (new / "乙.xlsx").unlink()
    difference = compare(old, new)
    assert [file.path for file in difference.gone] == ["乙.xlsx"]
    missing = {each.latest.finding.code for each in difference.comparison.fates if each.fate == "missing"}
    assert "F202" in missing
    assert all(each.latest.file.path == "乙.xlsx" for each in difference.comparison.fates if each.fate == "missing")


def test_a_project_under_another_name_keeps_its_findings(old: Path, tmp_path: Path) -> None:
    write(tmp_path / "new" / "乙.xlsx", form("84.6", "9", project="乙项目（改名）", unit="乙局"))
    difference = compare(old / "乙.xlsx", tmp_path / "new" / "乙.xlsx")
    (fate,) = [each for each in difference.comparison.fates if each.latest.finding.code == "F202"]
    assert fate.fate == "unchanged"
    assert fate.old is not None
    assert fate.old.finding.number != fate.latest.finding.number


def test_decisions_are_told(old: Path, new: Path, tmp_path: Path) -> None:
    run_batch(old, tmp_path / "out")
    number = number_of(tmp_path / "out", "F202", "乙项目")
    decide(tmp_path / "out", lambda row: {"处理": "已说明", "处理理由": "取整"} if row["编号"] == number else {})
    (fate,) = [each for each in compare(tmp_path / "out", new).comparison.fates if each.fate == "explained"]
    assert fate.latest.finding.number == number
    assert fate.decision is not None
    assert fate.decision.reason == "取整"


def test_the_same_twice(old: Path) -> None:
    difference = compare(old, old)
    assert {each.fate for each in difference.comparison.fates} == {"unchanged"}
    assert all(book.change is not None and book.change.is_empty for book in difference.books)
    assert difference.status == 1


def test_on_the_command_line(old: Path, new: Path, tmp_path: Path, call: Call) -> None:
    ended = call("diff", old, new)
    assert ended.status == 1
    assert "已消除" in ended.out
    assert "自评表1 插入第 9 行" in ended.out
    document = call("diff", old, new, "--format", "json").document
    assert document["schema"] == "xlperf.diff/1"
    assert sum(document["counts"].values()) == len(document["findings"])
    assert {each["fate"] for each in document["findings"]} == {"cleared", "unchanged", "added"}
    write(tmp_path / "good" / "乙.xlsx", form("84.6", "8.46", project="乙项目", unit="乙局"))
    assert call("diff", old / "乙.xlsx", tmp_path / "good" / "乙.xlsx").status == 0
    (tmp_path / "good" / "坏.xlsx").write_bytes(b"x")
    bad = call("diff", old, tmp_path / "good")
    assert bad.status == 3
    assert "坏.xlsx" in bad.err
    assert call("diff", old, tmp_path / "nowhere").status == 3


def test_what_is_not_there(old: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        compare(old, tmp_path / "没有.xlsx")


def test_sources_and_outputs_stay_as_they_are(old: Path, new: Path, tmp_path: Path) -> None:
    run_batch(old, tmp_path / "out")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    compare(tmp_path / "out", new)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
