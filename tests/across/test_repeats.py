"""X601: of several forms of one project and year the newest counts; where nothing tells, none does."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.support.folders import ROWS, form, write
from xlperf.batch import BatchResult, run_batch
from xlperf.evaluation import Options
from xlperf.settings import read_settings

OLD, NEW = datetime(2022, 1, 1), datetime(2022, 2, 1)
OTHER = ("84.6", "8.46")
"""Figures that differ from the usual ones."""


def run(tmp_path: Path, options: Options = Options(batch=True)) -> BatchResult:
    return run_batch(tmp_path / "in", tmp_path / "out", options, force=True)


def standings(batch: BatchResult) -> dict[str, tuple[str, str | None]]:
    return {
        repeat.place.path: (repeat.standing, repeat.evidence.value if repeat.evidence else None)
        for repeat in batch.repeats
    }


def set_time(path: Path, when: datetime) -> None:
    os.utime(path, (when.timestamp(), when.timestamp()))


def files(tmp_path: Path) -> Path:
    return tmp_path / "in"


def two(tmp_path: Path, one: str, other: str, *, saved: Sequence[datetime] = (OLD, OLD)) -> BatchResult:
    """Two workbooks of one project with different figures, whose files are of one time."""
    for name, figures, when in zip((one, other), (("96.4", "9.64"), OTHER), saved, strict=True):
        set_time(write(files(tmp_path) / name, form(*figures), saved=when), OLD)
    return run(tmp_path)


def test_the_newer_by_its_name(tmp_path: Path) -> None:
    batch = two(tmp_path, "区/自评表.xlsx", "区/自评表最终版2.xlsx")
    assert standings(batch) == {"区/自评表.xlsx": ("older", "name"), "区/自评表最终版2.xlsx": ("counts", "name")}


def test_the_newer_by_what_the_workbook_says(tmp_path: Path) -> None:
    batch = two(tmp_path, "a.xlsx", "b.xlsx", saved=(NEW, OLD))
    assert standings(batch) == {"a.xlsx": ("counts", "saved"), "b.xlsx": ("older", "saved")}


def test_the_newer_by_the_file_s_time_where_nothing_else_tells(tmp_path: Path) -> None:
    two(tmp_path, "a.xlsx", "b.xlsx")
    set_time(files(tmp_path) / "b.xlsx", NEW)
    assert standings(run(tmp_path)) == {"a.xlsx": ("older", "touched"), "b.xlsx": ("counts", "touched")}


@pytest.mark.parametrize("saved", [(OLD, OLD), (NEW, OLD)])
def test_without_evidence_or_against_each_other_both_stay_open(tmp_path: Path, saved: Sequence[datetime]) -> None:
    names = ("a.xlsx", "b.xlsx") if saved == (OLD, OLD) else ("a.xlsx", "a最终版.xlsx")
    assert standings(two(tmp_path, *names, saved=saved)) == dict.fromkeys(names, ("undecided", None))


def test_a_copy_counts_once_whatever_its_name(tmp_path: Path) -> None:
    write(files(tmp_path) / "表.xlsx", form())
    shutil.copy(files(tmp_path) / "表.xlsx", files(tmp_path) / "表 - 副本.xlsx")
    book = openpyxl.load_workbook(files(tmp_path) / "表.xlsx")
    book.save(files(tmp_path) / "另存.xlsx")  # other bytes, the same words
    assert standings(run(tmp_path)) == {
        "另存.xlsx": ("same", "content"), "表 - 副本.xlsx": ("same", "content"), "表.xlsx": ("counts", "content"),
    }  # fmt: skip


def test_of_three_versions_one_counts(tmp_path: Path) -> None:
    for name, figures in (("表.xlsx", ("96.4", "9.64")), ("表(1).xlsx", OTHER), ("表(2).xlsx", ("92.3", "9.23"))):
        set_time(write(files(tmp_path) / name, form(*figures)), OLD)
    assert {path: standing for path, (standing, _) in standings(run(tmp_path)).items()} == {
        "表.xlsx": "older", "表(1).xlsx": "older", "表(2).xlsx": "counts",
    }  # fmt: skip


def test_a_validated_copy_that_came_back(tmp_path: Path) -> None:
    blank = [*ROWS[:2], ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, None, None)]
    write(files(tmp_path) / "表.xlsx", form(rows=blank))
    run(tmp_path)
    returned = files(tmp_path) / "退回 表.xlsx"
    shutil.copy(tmp_path / "out" / "表.xlsx", returned)
    assert standings(run(tmp_path))["退回 表.xlsx"] == ("same", "content")
    book = openpyxl.load_workbook(returned)
    book.worksheets[0]["F5"] = 950
    book.save(returned)  # openpyxl drops the memory: the name alone is left
    assert standings(run(tmp_path))["退回 表.xlsx"][0] == "counts"


def test_units_share_names_of_projects(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(project="物业管理费", unit="甲中心"))
    write(files(tmp_path) / "b.xlsx", form(project="物业管理费", unit="乙中心"))
    write(files(tmp_path) / "c.xlsx", form(project="物业管理费", unit="甲中心", year="2022年"))
    assert run(tmp_path).repeats == ()


def test_one_unit_written_in_two_ways(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(unit="甲中心（本级）"))
    write(files(tmp_path) / "b.xlsx", form(unit="甲 中心"))
    write(files(tmp_path) / "c.xlsx", form(unit="甲中心 "))
    assert {path: standing for path, (standing, _) in standings(run(tmp_path)).items()} == {
        "a.xlsx": "undecided", "b.xlsx": "undecided", "c.xlsx": "undecided",
    }  # fmt: skip
    (files(tmp_path) / "a.xlsx").unlink()
    assert {standing for standing, _ in standings(run(tmp_path)).values()} == {"counts", "same"}


def test_one_code_is_one_project_whatever_its_name(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(project="物业费", code="440300211234567890001"))
    write(
        files(tmp_path) / "b.xlsx", form(*OTHER, project="物业管理费", code="４４０３００211234567890001 "), saved=NEW
    )
    write(
        files(tmp_path) / "c.xlsx", form(*OTHER, project="物业费"), saved=datetime(2022, 3, 1)
    )  # without a code: by its name
    assert {path: standing for path, (standing, _) in standings(run(tmp_path)).items()} == {
        "a.xlsx": "older", "b.xlsx": "older", "c.xlsx": "counts",
    }  # fmt: skip


def test_two_codes_are_two_projects_whatever_their_names(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(code="440300211234567890001"))
    write(files(tmp_path) / "b.xlsx", form(*OTHER, code="440300211234567890002"))
    write(files(tmp_path) / "c.xlsx", form("92.3", "9.23"))  # of which of the two, nobody knows
    assert run(tmp_path).repeats == ()


def test_units_share_codes_and_years_do_not(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(code="440300211234567890001", unit="甲中心"))
    write(files(tmp_path) / "b.xlsx", form(code="440300211234567890001", unit="乙中心"))
    write(files(tmp_path) / "c.xlsx", form(code="440300211234567890001", unit="甲中心", year="2022年"))
    assert run(tmp_path).repeats == ()


def test_the_code_stands_in_the_report(tmp_path: Path) -> None:
    write(
        files(tmp_path) / "a.xlsx",
        form(code=" ４４０300211234567890001"),
        form(project="440300211234567890002-物业费"),
        form(code="-"),
    )
    run(tmp_path)
    (file,) = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    codes = ["440300211234567890001", "440300211234567890002", None]
    assert [each["project_code"] for each in file["forms"]] == codes


def test_forms_of_one_workbook_are_no_repeats(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form(), form(*OTHER))
    assert run(tmp_path).repeats == ()


def test_only_the_form_that_is_there_twice_is_left_out(tmp_path: Path) -> None:
    write(files(tmp_path) / "合.xlsx", form(project="甲"), form(project="乙"))
    write(files(tmp_path) / "合2.xlsx", form(project="丙"), form(*OTHER, project="乙"), saved=NEW)
    run(tmp_path)
    rows = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")["汇总"].iter_rows(min_row=4, values_only=True)
    assert [(row[2], row[5]) for row in rows if isinstance(row[0], int)] == [("甲", 1000), ("丙", 1000), ("乙", 1000)]


def test_what_the_reports_say(tmp_path: Path) -> None:
    wrong = ("84.6", "9.99")
    set_time(write(files(tmp_path) / "表.xlsx", form(*wrong)), OLD)
    set_time(write(files(tmp_path) / "表最终版2.xlsx", form()), OLD)
    batch = run(tmp_path)
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    own = {file["path"]: file["findings"] for file in report["files"]}
    for path, other in (("表.xlsx", "表最终版2.xlsx"), ("表最终版2.xlsx", "表.xlsx")):
        (found,) = own[path]
        assert (found["code"], found["severity"], found["cell"]) == ("X601", "warning", "自评表1!B2")
        assert other in found["message"]
    assert [file["status"] for file in report["files"]] == ["findings", "findings"]
    assert [outcome.found.warnings for outcome in batch.outcomes] == [
        sum(f["severity"] == "warning" for f in [*file["findings"], *file["forms"][0]["findings"]])
        for file in report["files"]
    ]
    book = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")
    assert book.sheetnames[:3] == ["汇总", "重复报送", "问题清单"]
    listed = book["重复报送"].iter_rows(min_row=4, values_only=True)
    assert [(row[4], row[7], row[8]) for row in listed] == [
        ("表.xlsx", "较旧，不计入", "看文件名"), ("表最终版2.xlsx", "计入", "看文件名"),
    ]  # fmt: skip
    codes = {(row[2], row[8]) for row in book["问题清单"].iter_rows(min_row=4, values_only=True)}
    assert ("表.xlsx", "F202") not in codes  # put right in the version that counts
    assert {("表.xlsx", "X601"), ("表最终版2.xlsx", "X601")} <= codes


def test_switched_off_nothing_is_left_out(tmp_path: Path) -> None:
    write(files(tmp_path) / "a.xlsx", form())
    write(files(tmp_path) / "b.xlsx", form(*OTHER))
    batch = run(tmp_path, Options(batch=True, settings=read_settings(None, ["X601.off=true"])))
    rows = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")["汇总"].iter_rows(min_row=4, values_only=True)
    assert (batch.repeats, sum(isinstance(row[0], int) for row in rows)) == ((), 2)


def test_what_is_superseded_says_nothing_of_the_practice(tmp_path: Path) -> None:
    for number in range(4):
        write(files(tmp_path) / f"表({number}).xlsx", form("84.6", "4.6"))
    write(files(tmp_path) / "b.xlsx", form("78.1", "0", project="另一个"))
    assert run(tmp_path).practices == ()
