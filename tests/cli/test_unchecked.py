"""What a run did not look for is neither 已消除 nor 新增: nobody knows."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.across.test_roster import save
from tests.cli.conftest import Call
from tests.cli.test_references import TARGETS, UNIT
from tests.support.folders import form, write
from tests.support.lists import list_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in" / "a.xlsx", form("96.4", "9.5", unit=UNIT, project="全民阅读"))
    save(tmp_path / "批复目标.xlsx", TARGETS)
    return tmp_path / "in"


def touch(folder: Path) -> None:
    """The unit mends the execution score and the total, and nothing else."""
    book = openpyxl.load_workbook(folder / "a.xlsx")
    book["自评表1"]["H5"], book["自评表1"]["H12"] = 9.64, 99.64
    book.save(folder / "a.xlsx")


def fates(out: Path) -> dict[str, str]:
    return {row["编号"][:4]: row["复核结果"] for row in list_rows(out, "复核对照")}


@pytest.mark.parametrize("way", ["--resume", "--force"])
def test_a_run_without_the_targets_does_not_say_that_they_are_met(
    folder: Path, tmp_path: Path, call: Call, way: str
) -> None:
    targets = ("--targets", tmp_path / "批复目标.xlsx")
    call("batch", folder, "-o", tmp_path / "out", *targets)
    touch(folder)
    call("batch", folder, "-o", tmp_path / "out", way)
    assert fates(tmp_path / "out") == {"X602": "这次未核对", "F202": "已消除"}
    call("batch", folder, "-o", tmp_path / "out", way, *targets)
    assert fates(tmp_path / "out") == {"X602": "未改", "F202": "已消除"}


def test_what_was_never_held_against_the_targets_is_not_new(folder: Path, tmp_path: Path, call: Call) -> None:
    call("batch", folder, "-o", tmp_path / "out")
    touch(folder)
    call("batch", folder, "-o", tmp_path / "out", "--resume", "--targets", tmp_path / "批复目标.xlsx")
    assert fates(tmp_path / "out") == {"X602": "上次未核对", "F202": "已消除"}


def test_a_check_that_was_turned_off_has_mended_nothing(folder: Path, tmp_path: Path, call: Call) -> None:
    call("batch", folder, "-o", tmp_path / "out")
    touch(folder)
    call("batch", folder, "-o", tmp_path / "out", "--resume", "--set", "F202.off=true")
    assert fates(tmp_path / "out") == {"F202": "这次未核对"}


def test_a_folder_held_against_the_output_of_a_run(folder: Path, tmp_path: Path, call: Call) -> None:
    call("batch", folder, "-o", tmp_path / "out", "--targets", tmp_path / "批复目标.xlsx")
    touch(folder)
    counts = json.loads(call("diff", tmp_path / "out", folder, "--format", "json").out)["counts"]
    assert {fate: count for fate, count in counts.items() if count} == {"cleared": 1, "unchecked": 1}


def test_the_report_names_what_was_not_looked_for(folder: Path, tmp_path: Path, call: Call) -> None:
    call("batch", folder, "-o", tmp_path / "out", "--targets", tmp_path / "批复目标.xlsx", "--set", "F202.off=true")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["not_checked"] == ["F202", "X603", "X607", "X608", "X609", "X610"]
