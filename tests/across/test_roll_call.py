"""催报表: who is missing, who may have submitted something unread, whom the list does not know."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from tests.across.test_roster import save
from tests.support.folders import form, write
from xlperf.across.roster import read_roster
from xlperf.batch import BatchResult, run_batch
from xlperf.batch.wishes import Wishes

LIST = (
    ("单位名称", "别名", "联系人"),
    ("某市教育局", "市教委", "甲"),
    ("某市教育局幼儿园", None, "乙"),
    ("某市体育局", None, "丙"),
    ("某市民政局", None, "=1+1"),
    ("某局", None, "戊"),
    ("某市第一中学", "一中", "己"),
    ("某市实验学校", "一中", "庚"),
)


def run(tmp_path: Path) -> BatchResult:
    roster = read_roster(save(tmp_path / "in" / "名单.xlsx", LIST))
    return run_batch(tmp_path / "in", tmp_path / "out", force=True, wishes=Wishes(roster=roster))


def folder(tmp_path: Path) -> Path:
    """教育局 has submitted under an alias, the kindergarten's file is damaged; of 某局 a unit below is there."""
    source = tmp_path / "in"
    write(source / "a.xlsx", form(project="甲", unit="市教委（本级）"))
    write(source / "b.xlsx", form(project="乙", unit="某局信息中心"))  # the form's department is 某局
    write(source / "c.xlsx", form(project="丙", unit="一中"))
    (source / "某市教育局幼儿园").mkdir()
    (source / "某市教育局幼儿园" / "自评表.xlsx").write_bytes(b"PK")
    (source / "民政局 说明.xls").write_bytes(b"old")
    return source


def test_who_is_missing(tmp_path: Path) -> None:
    folder(tmp_path)
    call = run(tmp_path).roll_call
    assert call is not None
    assert call.arrived == 1
    assert [(each.unit.unit.name, each.situation, each.paths) for each in call.missing] == [
        ("某市教育局幼儿园", "maybe", ("某市教育局幼儿园/自评表.xlsx",)),
        ("某市体育局", "nothing", ()),
        ("某市民政局", "nothing", ()),
        ("某局", "below", ()),
        ("某市第一中学", "nothing", ()),
        ("某市实验学校", "nothing", ()),
    ]
    assert [(each.name, each.department, each.forms, each.paths, each.candidates) for each in call.strangers] == [
        ("一中", "某局", 1, ("c.xlsx",), ("某市第一中学", "某市实验学校")),
        ("某局信息中心", "某局", 1, ("b.xlsx",), ()),
    ]


def test_a_form_without_a_unit_is_perhaps_of_the_one_in_its_path(tmp_path: Path) -> None:
    rows = form(unit="")
    rows[2] = ("主管部门", None, None, None, "实施单位", None)
    write(tmp_path / "in" / "某市体育局自评表.xlsx", rows)
    call = run(tmp_path).roll_call
    assert call is not None
    found = {each.unit.unit.name: each.situation for each in call.missing}
    assert (found["某市体育局"], found["某市民政局"], call.strangers) == ("maybe", "nothing", ())


def test_the_sheets_and_the_report(tmp_path: Path) -> None:
    folder(tmp_path)
    run(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")
    assert book.sheetnames[:4] == ["未处理文件", "催报表", "名单外单位", "汇总"]
    header, *rows = book["催报表"].iter_rows(min_row=3, values_only=True)
    assert header == ("序号", "单位", "情况", "可能是它的文件", "联系人")
    assert rows[0] == (1, "某市教育局幼儿园", "可能已报，未能认出", "某市教育局幼儿园/自评表.xlsx", "乙")
    assert [row[4] for row in rows] == ["乙", "丙", "=1+1", "戊", "己", "庚"]
    assert book["催报表"]["E6"].data_type == "s"  # no formula
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["roll_call"]
    assert (report["units"], report["arrived"], len(report["missing"])) == (7, 1, 6)
    assert report["missing"][0]["own"] == {"联系人": "乙"}
    assert report["strangers"][0]["candidates"] == ["某市第一中学", "某市实验学校"]


def test_the_list_itself_is_no_form(tmp_path: Path) -> None:
    folder(tmp_path)
    outcomes = {outcome.path: outcome.status for outcome in run(tmp_path).outcomes}
    assert outcomes["名单.xlsx"] == "skipped"


def test_aliases_tell_versions_of_one_project(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.xlsx", form(unit="市教委"))
    write(tmp_path / "in" / "a2.xlsx", form("84.6", "8.46", unit="某市教育局"))
    assert len(run(tmp_path).repeats) == 2
    assert run_batch(tmp_path / "in", tmp_path / "out", force=True).repeats == ()
