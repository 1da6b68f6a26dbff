"""X606: texts in the words of another project, or about another unit."""

from __future__ import annotations

import pytest

from tests.support.across_forms import Brief, Folder, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.foreign_texts import ForeignTexts
from xlperf.across.unit_names import Unit, UnitNames

LIBRARY, CULTURE = "云川市图书馆", "云川市文化馆"
LONG = "全年举办各类讲座十二场，服务读者两千人次，读者满意度达到百分之九十五以上。"


def told(unit: str, project: str, *goals: str) -> list[Row]:
    expected, actual = (*goals, "完成")[:2]
    return form(unit=unit, project=project, goals=(expected, actual))


def found(folder: Folder) -> list[Brief]:
    return list(find(ForeignTexts(UnitNames().key), forms_of(folder)))


def about(text: str, unit: str = CULTURE, project: str = "群众文化活动") -> list[Brief]:
    """What is found in a form with this goal, beside one of the library."""
    other = told(LIBRARY, "古籍修复与保护工程", "目标")
    return [each for each in found({"a.xlsx": told(unit, project, text), "b.xlsx": other}) if each.path == "a.xlsx"]


def test_the_same_goal_in_two_projects_is_told_in_both() -> None:
    folder = {"a.xlsx": told(CULTURE, "群众文化活动", LONG), "b.xlsx": told(LIBRARY, "全民阅读", "目标", LONG)}
    assert found(folder) == []  # a goal here, an achievement there
    folder["b.xlsx"] = told(LIBRARY, "全民阅读", LONG)
    assert found(folder) == [Brief("a.xlsx", "X606", "info", "B7"), Brief("b.xlsx", "X606", "info", "B7")]


def test_units_share_the_goals_of_a_project_but_not_what_they_achieved() -> None:
    folder = {"a.xlsx": told(CULTURE, "全民阅读", LONG, LONG), "b.xlsx": told(LIBRARY, "全民阅读", LONG, LONG)}
    assert found(folder) == [Brief("a.xlsx", "X606", "info", "E7"), Brief("b.xlsx", "X606", "info", "E7")]


def test_short_goals_are_alike_by_chance() -> None:
    assert (
        found({"a.xlsx": told(CULTURE, "甲", "保障工作正常开展"), "b.xlsx": told(LIBRARY, "乙", "保障工作正常开展")})
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "云川市图书馆全年举办讲座12场",
        "云川市 图书馆全年举办讲座",
        "做好古籍修复与保护工程的各项工作",
        "完成“古籍修复与保护工程”",
    ],
)
def test_another_unit_or_project_and_not_its_own(text: str) -> None:
    assert about(text) == [Brief("a.xlsx", "X606", "info", "B7")]


@pytest.mark.parametrize(
    "text",
    [
        "云川市文化馆会同云川市图书馆举办讲座12场",  # its own as well
        "群众文化活动与古籍修复与保护工程一并实施",
        "图书馆全年举办讲座12场",  # no unit's name
        "由某局统一安排",  # its department
        "讲座12场",
    ],
)
def test_what_is_no_sign(text: str) -> None:
    assert about(text) == []


def test_several_other_units_worked_together() -> None:
    folder = {
        "a.xlsx": told(CULTURE, "群众文化活动", "与云川市图书馆、云川市博物馆联合举办"),
        "b.xlsx": told(LIBRARY, "甲", "目标"),
        "c.xlsx": told("云川市博物馆", "乙", "目标"),
    }
    assert found(folder) == []


def test_a_unit_below_its_department_is_related() -> None:
    """The department of every form here is 某局: its own project may speak of the units below it."""
    folder = {"a.xlsx": told("某局", "文化下乡", "组织云川市图书馆开展服务"), "b.xlsx": told(LIBRARY, "甲", "目标")}
    assert found(folder) == []


def test_a_name_within_a_longer_one_is_not_meant() -> None:
    assert about("由云川市图书馆分馆承担", unit="云川市图书馆分馆管理处") == []
    folder = {
        "a.xlsx": told("云川市图书馆分馆", "甲", "云川市图书馆分馆举办讲座"),
        "b.xlsx": told(LIBRARY, "乙", "云川市图书馆举办讲座"),
    }
    assert found(folder) == []


def test_a_list_that_calls_units_otherwise_hides_nothing() -> None:
    names = UnitNames([Unit(f"{LIBRARY}（本级）", ("云川市读者中心",)), Unit(f"{CULTURE}（本级）")])
    folder = {
        "a.xlsx": told(CULTURE, "群众文化活动", "云川市图书馆举办讲座"),
        "b.xlsx": told(LIBRARY, "甲", "云川市读者中心举办讲座"),
        "c.xlsx": told("云川市读者中心", "乙", "举办讲座"),
    }
    assert list(find(ForeignTexts(names.key), forms_of(folder))) == [Brief("a.xlsx", "X606", "info", "B7")]


def test_a_short_project_s_name_is_a_phrase_unless_it_is_spoken_of_as_a_project() -> None:
    other = told(LIBRARY, "读者服务", "目标")
    short = told(LIBRARY, "全民阅读活动", "目标")
    for text, count in (("开展全民阅读活动", 0), ("完成全民阅读活动项目", 1), ("完成“全民阅读活动”", 1)):
        folder = {"a.xlsx": told(CULTURE, "群众文化", text), "b.xlsx": other, "c.xlsx": short}
        assert len(found(folder)) == count, text


def test_a_text_that_names_its_own_form_was_not_taken_from_the_other() -> None:
    text = f"{LIBRARY}{LONG}"
    folder = {"a.xlsx": told(CULTURE, "群众文化活动", text), "b.xlsx": told(LIBRARY, "全民阅读", text)}
    assert found(folder) == [Brief("a.xlsx", "X606", "info", "B7")]
