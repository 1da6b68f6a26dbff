"""The roll-up of a folder: sums of units and departments, indicators over projects, every figure with its cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.across.test_roster import save
from tests.support.folders import form, write
from tests.support.snapshots import Row
from xlperf.across.roster import read_roster
from xlperf.batch import run_batch
from xlperf.batch.wishes import Wishes


def project(unit: str, department: str, name: str, budget: object, done: str, score: str, qualified: str) -> list[Row]:
    """A form with 培训次数 of 5, 合格率 of 90 % and a qualitative indicator of 30 points, all of its money spent."""
    rows = (
        ("产出指标（50分）", "数量指标", "培训次数", "≥5次", done, 20, 20, None),
        (None, "质量指标", "合格率", "≥90%", qualified, 30, 30, None),
        ("效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, score, None),
        ("满意度指标（10分）", "满意度指标", f"{name}满意度", "90%", "92%", 10, 10, None),
    )
    table = form("100", "10", project=name, unit=unit, rows=rows)
    table[2] = ("主管部门", department, None, None, "实施单位", unit)
    table[4] = (None, "年度资金总额", budget, budget, budget, 10, "100%", 10)
    table[-1] = ("总分", None, None, None, None, None, 100, 70 + float(score))
    return table


def folder(tmp_path: Path) -> Path:
    """Three projects of two schools under 教育局, one project of 体育局, and an older version of the first one."""
    source = tmp_path / "in"
    write(source / "a.xlsx", project("一中", "教育局", "甲", 100, "4次", "30", "100%"))
    write(source / "b.xlsx", project("一中（本级）", "教育局", "乙", 300, "6次", "22", "80%"))
    write(source / "c.xlsx", project("二中", "教育局", "丙", 400, "7次", "26", "90%"))
    write(source / "d.xlsx", project("体育局", "体育局", "丁", "若干", "5次", "30", "95%"))
    old = project("一中", "教育局", "甲", 999, "1次", "10", "10%")
    write(source / "a初稿.xlsx", old, saved=datetime(2021, 12, 1))
    return source


@pytest.fixture
def out(tmp_path: Path) -> Path:
    source = folder(tmp_path)
    rows = (
        ("单位名称", "别名", "主管部门", "科室"),
        ("第一中学", "一中", "教育局", "行财科"),
        ("二中", "", "教育局", "行财科"),
    )
    roster = read_roster(save(tmp_path / "名单.xlsx", rows))
    run_batch(source, tmp_path / "out", force=True, wishes=Wishes(roster=roster))
    return tmp_path / "out"


def report(out: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))["roll_up"]
    return document


def rows(out: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a table by their headers; of two columns of one header the first."""
    header, *others = openpyxl.load_workbook(out / "汇总.xlsx")[sheet].iter_rows(min_row=3, values_only=True)
    found = (dict(reversed(list(zip(header, row, strict=True)))) for row in others)
    return [row for row in found if isinstance(row["序号"], int)]


def one(rows: Sequence[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    (found,) = (row for row in rows if all(row[key] == value for key, value in wanted.items()))
    return found


def test_sums_of_units(out: Path) -> None:
    """一中: 100 + 300; mean of 100 and 92; (100×100 + 92×300) ÷ 400 = 94."""
    found = one(rows(out, "单位汇总"), 单位="第一中学")
    keys = ("主管部门", "项目数", "全年预算数（元）", "执行率", "平均得分", "按资金加权得分")
    assert [found[key] for key in keys] == ["教育局", 2, 400, 1, 96, 94]
    assert (found["优"], found["良"], found["科室"]) == (2, 0, "行财科")
    assert one(rows(out, "单位汇总"), 单位="体育局")["资金读不出的项目"] == 1


def test_sums_of_departments(out: Path) -> None:
    """(100×100 + 92×300 + 96×400) ÷ 800 = 95."""
    found = one(rows(out, "部门汇总"), 主管部门="教育局")
    assert (found["单位数"], found["项目数"], found["全年预算数（元）"], found["按资金加权得分"]) == (2, 3, 800, 95)


def test_indicators_of_a_department(out: Path) -> None:
    """17 of 15; (100×100 + 80×300 + 90×400) ÷ 800 = 87.5 of 90: 30 × 87.5 ÷ 90; (30×100 + 22×300 + 26×400) ÷ 800."""
    found = [row for row in rows(out, "指标汇总") if row["单位"] == "（全部门）"]
    assert [row["三级指标"] for row in found] == ["培训次数", "合格率", "影响力"]
    assert [(row["指标值"], row["实际完成值"], row["汇总得分"]) for row in found] == [
        ("≥15", 17, 20), ("≥90", 87.5, 29.17), ("—", "—", 25),
    ]  # fmt: skip


def test_indicators_of_a_unit(out: Path) -> None:
    """10 of 10; (100×100 + 80×300) ÷ 400 = 85 of 90: 28.33; (30×100 + 22×300) ÷ 400 = 24."""
    found = [row for row in rows(out, "指标汇总") if row["单位"] == "第一中学"]
    assert [row["汇总得分"] for row in found] == [20, 28.33, 24]


def test_every_figure_leads_to_its_cells(out: Path) -> None:
    found = report(out)
    (quantity,) = (row for row in found["indicators"] if row["level3"] == "培训次数" and row["unit"] == "")
    sources = [row for row in found["sources"] if row["number"] == quantity["number"]]
    assert sum(float(row["actual"]["value"]) for row in sources) == float(quantity["actual"])
    for row in (*sources, *found["projects"]):
        sheet = openpyxl.load_workbook(out / row["path"])[row["sheet"]]
        assert_stands(sheet, [value for value in row.values() if isinstance(value, dict)])


def assert_stands(sheet: Any, figures: Sequence[dict[str, Any]]) -> None:
    for figure in figures:
        stands = sheet[figure["cell"]].value
        assert figure["value"] is None or figure["value"] in str(stands)
        assert not figure["text"] or figure["text"] == str(stands).removesuffix(".0")


def test_links_lead_into_the_validated_copies(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "汇总.xlsx")["指标溯源"]
    links = {
        cell.value: cell.hyperlink for row in sheet.iter_rows(min_row=4, max_row=4) for cell in row if cell.hyperlink
    }
    assert links["F9"].target == "a.xlsx"
    assert links["F9"].location == "'自评表1'!F9"


def test_what_cannot_be_rolled_up_is_named(out: Path, tmp_path: Path) -> None:
    words = project("二中", "教育局", "戊", 0, "5场", "30", "达标")
    write(tmp_path / "in" / "e.xlsx", words)
    run_batch(tmp_path / "in", out, force=True)
    found = {(row["项目名称"], row["三级指标"]): row["为什么没有汇总"] for row in rows(out, "未汇总指标")}
    assert found["戊", "培训次数"] == "指标值与实际完成值的单位不同（次、场）"
    assert "没有可用的资金额" in found["戊", "影响力"]
    assert "不都是数量" in found["戊", "合格率"]
    assert report(out)["not_rolled_up"][0]["cell"]


def test_what_counts_only_once(out: Path) -> None:
    paths = {row["path"] for row in report(out)["projects"]}
    assert paths == {"a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"}


def test_where_points_were_lost(out: Path) -> None:
    """8 of 乙 and 4 of 丙 under 社会效益: 一中 lost 4 a project, 二中 4, 体育局 none."""
    page = [row[:3] for row in openpyxl.load_workbook(out / "汇总.xlsx")["失分分析"].iter_rows(values_only=True)]
    assert ("效益", 12, 1) in page
    assert ("效益：社会效益", 12, 1) in page
    assert ("定性指标扣分", 12, 1) in page
    assert ("没有写原因", 12, 1) in page
    ranked = [(row["名次"], row["单位"], row["平均每表失分"], row["失分最多的部分"]) for row in rows(out, "失分排名")]
    assert ranked == [(1, "二中", 4, "效益"), (1, "第一中学", 4, "效益"), (3, "体育局", 0, "—")]


def test_years_are_not_added_up(tmp_path: Path) -> None:
    for year in ("2021年", "2022年"):
        table = project("一中", "教育局", "甲", 100, "4次", "30", "100%")
        table[1] = ("项目名称", "甲", None, None, "实施年度", year)
        write(tmp_path / "in" / f"{year}.xlsx", table)
    run_batch(tmp_path / "in", tmp_path / "out", force=True)
    assert [(row["年度"], row["项目数"]) for row in rows(tmp_path / "out", "单位汇总")] == [(2021, 1), (2022, 1)]
    assert report(tmp_path / "out")["indicators"] == []


def test_one_project_is_no_roll_up(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.xlsx", form())
    run_batch(tmp_path / "in", tmp_path / "out", force=True)
    assert "roll_up" not in json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert "单位汇总" not in openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx").sheetnames


def leftovers(out: Path) -> Iterator[str]:
    return (path.name for path in out.rglob("*") if path.name.startswith(".xlperf-") or "rolling" in path.name)


def test_nothing_passing_is_left(out: Path) -> None:
    assert list(leftovers(out)) == []
