"""xlperf batch --targets and --budget: what was approved, as a clerk meets it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.across.test_approved_targets import HEADER
from tests.across.test_roster import save
from tests.cli.conftest import Call
from tests.support.folders import form, write

UNIT = "云川市图书馆"
TARGETS = (
    HEADER,
    (UNIT, "全民阅读", None, "产出指标", "数量指标", "培训次数", None, "8次", None, 50),
    (UNIT, "全民阅读", None, "效益指标", "社会效益指标", "影响力", None, "提升", None, 30),
    (UNIT, "全民阅读", None, "满意度指标", "满意度指标", "满意度", None, "90%", None, 10),
    (UNIT, "古籍修复", None, "产出指标", "数量指标", "册数", None, "9册", None, 50),
)
BUDGET = (("单位", "项目名称", "年初预算数（万元）"), (UNIT, "全民阅读", 0.1), (UNIT, "物业费", 0.3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in" / "a.xlsx", form(unit=UNIT, project="全民阅读"))
    write(tmp_path / "in" / "b.xlsx", form(unit=UNIT, project="物业费"))
    save(tmp_path / "in" / "批复目标.xlsx", TARGETS)
    save(tmp_path / "预算.xlsx", BUDGET)
    return tmp_path / "in"


def test_both_are_held_against_the_folder(folder: Path, tmp_path: Path, call: Call) -> None:
    approved = ("--targets", folder / "批复目标.xlsx", "--budget", tmp_path / "预算.xlsx")
    ended = call("batch", folder, "-o", tmp_path / "out", *approved)
    assert ended.status == 1
    assert "批复目标 批复目标.xlsx：核对 1 张表，没有对上、不能判断的 2 处" in ended.out
    assert "批复预算 预算.xlsx：核对 2 张表，没有对上、不能判断的 0 处" in ended.out
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    found = {(file["path"], f["code"], f["cell"], f["expected"]) for file in report["files"] for f in file["findings"]}
    assert found == {("a.xlsx", "X602", "自评表1!E9", "8次"), ("b.xlsx", "X603", "自评表1!C5", "3000")}
    assert {file["path"]: file["status"] for file in report["files"]}["批复目标.xlsx"] == "skipped"
    assert [(each["side"], each["project"]) for each in report["references"][0]["alone"]] == [
        ("form", "物业费"), ("reference", "古籍修复"),
    ]  # fmt: skip
    (source,) = {f["source"] for file in report["files"] for f in file["findings"] if f["code"] == "X602"}
    assert source == "批复目标 批复目标.xlsx 名单!H2"


def test_what_stands_alone_has_a_sheet_with_links(folder: Path, tmp_path: Path, call: Call) -> None:
    call("batch", folder, "-o", tmp_path / "out", "--targets", folder / "批复目标.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")["核对情况"]
    rows = list(sheet.iter_rows(min_row=4))
    assert [[cell.value for cell in row[2:6]] for row in rows] == [
        ["报来的表", UNIT, "物业费", "b.xlsx"], ["对照的文件", UNIT, "古籍修复", "批复目标.xlsx"],
    ]  # fmt: skip
    assert rows[0][7].hyperlink.target.endswith("b.xlsx")
    assert rows[1][7].hyperlink is None


def test_last_year_is_compared(folder: Path, tmp_path: Path, call: Call) -> None:
    (folder / "批复目标.xlsx").unlink()
    write(tmp_path / "上年" / "a.xlsx", form(unit=UNIT, project="全民阅读", year="2020年"))
    ended = call("batch", folder, "-o", tmp_path / "out", "--previous", tmp_path / "上年")
    assert "上年的表 上年：核对 1 张表，没有对上、不能判断的 1 处" in ended.out
    ended = call("batch", folder, "-o", tmp_path / "另", "--previous", tmp_path / "没有")
    assert (ended.status, "没有" in ended.err) == (3, True)
    assert not (tmp_path / "另").exists()


@pytest.mark.parametrize("option", ["--targets", "--budget"])
def test_what_will_not_do_is_told_before_anything_is_written(
    folder: Path, tmp_path: Path, option: str, call: Call
) -> None:
    save(tmp_path / "空.xlsx", (("a", "b"),))
    ended = call("batch", folder, "-o", tmp_path / "out", option, tmp_path / "空.xlsx")
    assert (ended.status, "空.xlsx" in ended.err) == (3, True)
    assert not (tmp_path / "out").exists()
