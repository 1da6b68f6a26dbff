"""Whose a project is: by the list of units where there is one, else as forms write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.across.test_details import details_of
from tests.across.test_roster import save
from tests.support.snapshots import project_rows
from xlperf.across.details import FormDetails
from xlperf.across.owners import UNNAMED, Owners
from xlperf.across.roster import read_roster

LIST = (
    ("单位名称", "别名", "主管部门"),
    ("某市教育局（本级）", "市教委", "某市教育局"),
    ("某市第一中学", "一中", "某市教育局"),
    ("某市少年宫", "", ""),
)


def form(unit: str, department: str) -> FormDetails:
    rows = project_rows(unit=unit)
    rows[2] = ("主管部门", department, None, None, "实施单位", unit)
    return details_of(*map(list, rows))


@pytest.mark.parametrize(
    ("unit", "department", "owner"),
    [
        ("一中", "某局", ("某市教育局", "某市第一中学")),
        ("市教委", "", ("某市教育局", "某市教育局（本级）")),
        ("某市少年宫", "市教委", ("某市教育局", "某市少年宫")),
        ("某市少年宫", "120001某市教育局", ("某市教育局", "某市少年宫")),
        ("", "某市教育局", ("某市教育局", "某市教育局（本级）")),
        ("某站", "某局（本级）", ("某局", "某站")),
        ("某站", "", ("某站", "某站")),
        ("", "", (UNNAMED, UNNAMED)),
    ],
)
def test_by_a_list(tmp_path: Path, unit: str, department: str, owner: tuple[str, str]) -> None:
    owners = Owners(read_roster(save(tmp_path / "名单.xlsx", LIST)), 99)
    assert owners.of(form(unit, department)) == owner


def test_without_a_list_the_first_spelling_counts() -> None:
    owners = Owners(None, 99)
    assert owners.of(form("甲中心", "某局")) == ("某局", "甲中心")
    assert owners.of(form("甲 中心（本级）", "某局机关")) == ("某局", "甲中心")


def test_places_are_those_of_the_list(tmp_path: Path) -> None:
    owners = Owners(read_roster(save(tmp_path / "名单.xlsx", LIST)), 99)
    assert [owners.place(name) for name in ("某市教育局（本级）", "某市少年宫", "某站")] == [0, 2, 99]
