"""X603: budgets as offices keep them, and forms held against them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.across.test_roster import save
from tests.support.across_forms import Brief, Folder, department, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.approved_budget import read_budget
from xlperf.across.changed_budget import ChangedBudget
from xlperf.across.department_sums import DepartmentSums
from xlperf.across.unit_names import UnitNames
from xlperf.errors import UnreadableError

UNIT = "云川市图书馆"
HEADER = ("单位名称", "项目名称", "项目编码", "年初预算数（元）")


def project(initial: object, full: object, name: str = "全民阅读", unit: str = UNIT, money: str = "元") -> list[Row]:
    rows = form(project=name, unit=unit)
    rows[3] = (f"项目资金（{money}）", *rows[3][1:])
    rows[4] = (None, "年度资金总额", initial, full, 0, 10, None, None)
    return rows


def check(tmp_path: Path, *rows: Sequence[object], merges: Sequence[str] = ()) -> ChangedBudget:
    path = save(tmp_path / "批复.xlsx", rows, merges, "预算")
    return ChangedBudget(read_budget(path), path.name, UnitNames().key)


def cells(tmp_path: Path, folder: Folder, *rows: Sequence[object]) -> list[str]:
    found = list(find(check(tmp_path, *rows), forms_of(folder)))
    assert {(each.code, each.severity) for each in found} <= {("X603", "error")}
    return [f"{each.path} {each.cell}" for each in found]


def test_the_column_says_which_amount_is_meant(tmp_path: Path) -> None:
    folder = {"a.xlsx": project(1000, 1200)}
    line = (UNIT, "全民阅读", None)
    assert cells(tmp_path, folder, HEADER, (*line, 1000)) == []
    assert cells(tmp_path, folder, HEADER, (*line, 1200)) == ["a.xlsx C5"]
    full = (*HEADER[:3], "全年预算数（元）")
    assert cells(tmp_path, folder, full, (*line, 1000)) == ["a.xlsx D5"]
    either = (*HEADER[:3], "批复金额（元）")
    assert [cells(tmp_path, folder, either, (*line, amount)) for amount in (1000, 1200, 1100)] == [
        [],
        [],
        ["a.xlsx C5"],
    ]


def test_both_columns(tmp_path: Path) -> None:
    header = (*HEADER, "全年预算数（元）")
    assert cells(tmp_path, {"a.xlsx": project(1, 2)}, header, (UNIT, "全民阅读", None, 3, 4)) == [
        "a.xlsx C5",
        "a.xlsx D5",
    ]


@pytest.mark.parametrize(
    ("unit", "amount"),
    [("元", "1234567.89"), ("元", 1234600), ("万元", 123.46), ("万元", "123.456789"), ("亿元", "0.01234567")],
)
def test_rounding_and_another_unit_are_no_difference(tmp_path: Path, unit: str, amount: object) -> None:
    header = (*HEADER[:3], f"年初预算数（{unit}）")
    folder = {"a.xlsx": project("123.46", "123.46", money="万元")}
    assert cells(tmp_path, folder, header, (UNIT, "全民阅读", None, amount)) == []


@pytest.mark.parametrize(("amount", "is_other"), [(1000, False), (700, False), (900, False), (800, False), (850, True)])
def test_a_budget_may_be_approved_for_some_sources_only(tmp_path: Path, amount: int, is_other: bool) -> None:
    rows = project(1000, 1000)
    parts = (("其中：当年财政拨款", 700), ("上年结转资金", 200), ("其他资金", 100))
    rows[5:5] = [(None, label, part, part, 0, None, None, None) for label, part in parts]
    expected = ["a.xlsx C5"] if is_other else []
    assert cells(tmp_path, {"a.xlsx": rows}, HEADER, (UNIT, "全民阅读", None, amount)) == expected


def test_more_than_rounding_is_a_difference(tmp_path: Path) -> None:
    folder = {"a.xlsx": project("123.46", "123.46", money="万元")}
    assert cells(tmp_path, folder, HEADER, (UNIT, "全民阅读", None, "1234799")) == ["a.xlsx C5"]


def test_the_unit_may_stand_above_the_table(tmp_path: Path) -> None:
    rows = (("2021年项目支出预算批复表",), ("云川市财政局", None, None, "单位：万元"), (*HEADER[:3], "年初预算数"))
    folder = {"a.xlsx": project(1000, 1000, money="万元")}
    assert cells(tmp_path, folder, *rows, (UNIT, "全民阅读", None, 1000)) == []
    assert cells(tmp_path, folder, *rows, (UNIT, "全民阅读", None, 900)) == ["a.xlsx C5"]


def test_a_header_of_two_rows_and_units_as_headings(tmp_path: Path) -> None:
    rows = (
        ("单位/项目", None, "2021年预算数（元）", None),
        ("单位名称", "项目名称", "合计", "财政拨款"),
        (UNIT, None, 1500, 1500),
        (None, "全民阅读", 1000, 1000),
        (None, "古籍修复", 500, 500),
        ("小计", None, 1500, 1500),
        ("云川市文化馆", None, 700, 700),
        (None, "全民阅读", 700, 700),
        ("合计", None, 2200, 2200),
    )
    folder = {
        "a.xlsx": project(1000, 1000),
        "b.xlsx": project(500, 501, "古籍修复"),
        "c.xlsx": project(800, 800, unit="云川市文化馆（本级）"),
    }
    budget = check(tmp_path, *rows, merges=("A1:B1", "C1:D1"))
    assert [f"{each.path} {each.cell}" for each in find(budget, forms_of(folder))] == ["c.xlsx C5"]
    assert budget.collate().alone == ()


def test_rows_of_one_project_add_up(tmp_path: Path) -> None:
    rows = (HEADER, (UNIT, "全民阅读", None, 600), (UNIT, "全民阅读", None, 400))
    assert cells(tmp_path, {"a.xlsx": project(1000, 1000)}, *rows) == []


def test_nothing_is_silent(tmp_path: Path) -> None:
    rows = (
        HEADER,
        (UNIT, "全民阅读", None, 1000),
        (UNIT, "古籍修复", None, "待定"),
        (UNIT, "设备购置", None, 9),
        (None, None, None, 5),
    )
    budget = check(tmp_path, *rows)
    assert list(find(budget, forms_of({"a.xlsx": project(1000, 1000), "b.xlsx": project(1, 1, "物业费")}))) == []
    collation = budget.collate()
    assert (collation.held, collation.file) == (1, "批复.xlsx")
    assert [(each.file, each.ref.address, each.project) for each in collation.alone] == [
        ("批复.xlsx", "B3", "古籍修复"), ("批复.xlsx", "C5", ""),
        ("b.xlsx", "B2", "物业费"), ("批复.xlsx", "B4", "设备购置"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("a", "b"), (1, 2)), "找不到"),
        (((*HEADER[:3], "年初预算数"), (UNIT, "全民阅读", None, 5)), "没有写金额单位"),
        (((*HEADER[:3], "年初预算数（千元）"), (UNIT, "全民阅读", None, 5)), "没有写金额单位"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, rows: Sequence[Sequence[object]], said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_budget(save(tmp_path / "批复.xlsx", rows))


def test_a_budget_says_whether_all_projects_of_a_unit_are_there(tmp_path: Path) -> None:
    """Only then a sum that is smaller than the department's is an error; that of January is not sure of it."""
    full = (*HEADER[:3], "全年预算数（元）")
    rows = ((UNIT, "全民阅读", None, 500), (UNIT, "古籍修复", None, 200), ("云川市文化馆", "别的", None, 9))
    both = {"a.xlsx": project(500, 500), "b.xlsx": project(200, 200, "古籍修复"), "部门.xlsx": department(UNIT)}
    one = {path: both[path] for path in ("a.xlsx", "部门.xlsx")}
    for folder, header, severity in ((both, full, "error"), (both, HEADER, "warning"), (one, full, "info")):
        budget, forms = check(tmp_path, header, *rows), forms_of(folder)
        list(find(budget, forms))
        found = set(find(DepartmentSums(UnitNames().key, budget.completeness), forms))
        assert Brief("部门.xlsx", "X604", severity, "D6") in found
