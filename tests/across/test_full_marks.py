"""X605: units whose forms all have full marks."""

from __future__ import annotations

from tests.support.across_forms import Brief, Folder, department, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.full_marks import FullMarks
from xlperf.across.unit_names import UnitNames


def full(project: str, unit: str = "某市某局", year: str = "2021年") -> list[Row]:
    return form("100", "10", project=project, unit=unit, year=year)


def found(folder: Folder) -> list[Brief]:
    return list(find(FullMarks(UnitNames().key), forms_of(folder)))


def test_two_full_ones_are_told_at_their_totals() -> None:
    folder = {"a.xlsx": full("甲"), "b.xlsx": full("乙", "某市某局（本级）"), "c.xlsx": form(unit="某市乙局")}
    assert found(folder) == [Brief("a.xlsx", "X605", "info", "H12"), Brief("b.xlsx", "X605", "info", "H12")]


def test_one_alone_says_nothing() -> None:
    assert found({"a.xlsx": full("甲"), "b.xlsx": full("乙", "某市乙局")}) == []


def test_one_that_is_not_full_settles_it() -> None:
    assert found({"a.xlsx": full("甲"), "b.xlsx": full("乙"), "c.xlsx": form(unit="某市某局")}) == []


def test_the_department_s_own_form_is_one_of_them() -> None:
    folder = {"a.xlsx": full("甲"), "b.xlsx": full("乙"), "c.xlsx": department(score=99)}
    assert found(folder) == []


def test_years_are_apart() -> None:
    assert found({"a.xlsx": full("甲"), "b.xlsx": full("乙", year="2020年")}) == []


def test_a_form_without_a_total_is_not_full() -> None:
    blank = full("乙")
    blank[-1] = ("总分", None, None, None, None, None, 100, "见附件")
    assert found({"a.xlsx": full("甲"), "b.xlsx": full("丙"), "c.xlsx": blank}) == []
