"""Which pack judges a form, and the sentence that says why."""

from __future__ import annotations

import pytest

from tests.support.choices import form_with, with_notes
from xlperf.form import Form
from xlperf.rules import choose_pack, load_packs
from xlperf.rules.regions import find_regions

NATIONAL = "10 产50 效30 满10"
COST = "10 成20 产40 效20 满10"
OTHERS = "15 产45 效30 满10"


def chosen(form: Form, form_rules: str = "", wanted: str | None = None) -> tuple[str, bool]:
    pack, _ = choose_pack(form, form_rules, wanted)
    return pack.id, pack.is_fallback


def reason(form: Form, form_rules: str = "", wanted: str | None = None) -> str:
    return str(choose_pack(form, form_rules, wanted)[1])


REGIONS = {
    # points, head → pack
    "guangxi": ("10 产60 效30", {"unit": "南宁市某某局"}, "guangxi"),
    "guangxi, the province alone": ("10 产90", {"department": "广西壮族自治区某厅"}, "guangxi"),
    "sichuan": ("10 产60 效30", {"unit": "四川某大学"}, "sichuan"),
    "hebei": (NATIONAL, {"unit": "石家庄市某某中心"}, "hebei-2019"),
    "chongqing": ("10 产90", {"unit": "重庆市某区某局"}, "chongqing-2021"),
    "ningxia": ("- 产40 效40 满20", {"unit": "宁夏某某厅"}, "ningxia"),
    "xiangyang": ("20 产40 效30 满10", {"unit": "襄阳市科学技术协会"}, "xiangyang-2021"),
    "hubei": ("20 产50 效30", {"unit": "武汉市某某局"}, "hubei-2020"),
    "a city before its province": ("20 产40 效30 满10", {"unit": "湖北省襄阳市某局"}, "xiangyang-2021"),
    "the province where the city's points are others": ("20 产50 效30", {"unit": "湖北省襄阳市某局"}, "hubei-2020"),
    "shanghai": ("10 产45 效40 满15", {"unit": "上海市某某中心"}, "shanghai-2020"),
    "shenzhen, satisfaction by itself": (NATIONAL, {"unit": "深圳市某某中心"}, "shenzhen-2021"),
    "the title": ("10 产90", {"title": "广西2021年度项目支出绩效自评表"}, "guangxi"),
    "the project, at its beginning": ("10 产90", {"project": "2021年广西某某项目"}, "guangxi"),
    "a form that prints no points": ("", {"unit": "南宁市某某局"}, "guangxi"),
    "a form that prints those of execution alone": ("10", {"unit": "南宁市某某局"}, "guangxi"),
}


@pytest.mark.parametrize("name", REGIONS)
def test_the_region_with_points_that_agree(name: str) -> None:
    points, head, pack = REGIONS[name]
    form = form_with(points, **head)
    assert chosen(form) == (pack, False)
    assert next(iter(head.values())) in reason(form)


def test_the_sheet_s_name_may_tell_the_region() -> None:
    assert chosen(form_with("10 产90", sheet="广西自评表")) == ("guangxi", False)


NO_REGION = {
    "points of others": (OTHERS, {"unit": "南宁市某某局"}, ("cn-2020", True)),
    "national points in a region with others": ("10 产50 效30 满10", {"unit": "昆明市某某局"}, ("cn-2020", False)),
    "execution points where there are none": ("10 产40 效40 满20", {"unit": "宁夏某厅"}, ("cn-2020", True)),
    "execution points of others": ("20 产50 效30", {"unit": "成都市某局"}, ("cn-2020", True)),
    "a street of that name": ("10 产90", {"unit": "某市四川北路街道办事处"}, ("cn-2020", True)),
    "a district of that name": ("10 产90", {"unit": "天津市河北区某局"}, ("cn-2020", True)),
    "what a project is for": ("10 产90", {"project": "对口支援广西某县项目"}, ("cn-2020", True)),
    "nothing at all": ("", {}, ("cn-2020", True)),
}


@pytest.mark.parametrize("name", NO_REGION)
def test_a_region_that_is_none_or_does_not_fit(name: str) -> None:
    points, head, expected = NO_REGION[name]
    assert chosen(form_with(points, **head)) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (NATIONAL, ("cn-2020", False)),
        ("10 产50 效40", ("cn-2020", False)),  # 满意度 inside 效益
        ("10 产20 产30 效30 满10", ("cn-2020", False)),
        (COST, ("cn-2021", False)),
        ("10 成20 产40 效30", ("cn-2021", False)),
        (OTHERS, ("cn-2020", True)),
        ("10 产50 效40 满10", ("cn-2020", True)),
        ("10 产50 效30", ("cn-2020", True)),
        ("- 产50 效30 满10", ("cn-2020", True)),
        ("10 成10 产50 效20 满10", ("cn-2020", True)),
    ],
)
def test_the_national_points_make_the_national_packs_a_form_s_own(points: str, expected: tuple[str, bool]) -> None:
    assert chosen(form_with(points)) == expected


@pytest.mark.parametrize(
    ("points", "year", "unit", "expected"),
    [
        ("20 产40 效30 满10", 2021, "襄阳市某局", ("xiangyang-2021", False)),
        ("20 产40 效30 满10", 2024, "襄阳市某局", ("xiangyang-2021", False)),
        ("20 产40 效30 满10", None, "襄阳市某局", ("xiangyang-2021", False)),
        ("20 产40 效30 满10", 2020, "襄阳市某局", ("hubei-2020", False)),  # the province's is known for that year
        ("20 产40 效30 满10", 2019, "襄阳市某局", ("xiangyang-2021", True)),
        ("10 产40 效30 满20", 2021, "昆明市某局", ("yunnan-2022", True)),
        ("10 产40 效30 满20", 2022, "昆明市某局", ("yunnan-2022", False)),
        (NATIONAL, 2018, "保定市某局", ("hebei-2019", True)),
        ("10 产90", 2015, "广西某局", ("guangxi", False)),  # known for any year
        (NATIONAL, 2015, "某局", ("cn-2020", False)),
    ],
)
def test_a_form_older_than_the_pack_has_it_as_a_fallback(
    points: str, year: int | None, unit: str, expected: tuple[str, bool]
) -> None:
    form = form_with(points, year=year, unit=unit)
    assert chosen(form) == expected
    if expected[1] and expected[0] != "cn-2020":
        assert f"本表为 {year} 年度" in reason(form)


def test_what_is_asked_for_comes_before_all_else() -> None:
    form = with_notes(form_with(NATIONAL, year=2015, unit="南宁市某局"), "得分（10分*执行率）")
    pack, why = choose_pack(form, "shenzhen-2021", "guangxi")
    assert (pack.id, pack.is_fallback, pack.execution.method, dict(pack.printed)) == ("guangxi", False, "stepped", {})
    assert str(why) == "按命令行 --rules 的指定，用规则包 guangxi"


def test_the_form_s_own_pack_comes_before_the_region() -> None:
    form = form_with("10 产90", unit="南宁市某局")
    assert chosen(form, "shanghai-2020") == ("shanghai-2020", False)
    assert chosen(form_with(year=2019), "shanghai-2020") == ("shanghai-2020", True)


REASONS = {
    "form": (form_with(), "shanghai-2020", "识别为表单 project，用它的规则包 shanghai-2020"),
    "region": (
        form_with("10 产60 效30", unit="南宁市某某局"), "",
        "实施单位“南宁市某某局”中有“南宁市”，分值 10/60/30 与之相合，用规则包 guangxi",
    ),
    "region without points": (
        form_with(department="广西某厅"), "", "主管部门“广西某厅”中有“广西”，表上没有与之不合的分值，用规则包 guangxi",
    ),
    "region with other points": (
        form_with("20 产50 效30", unit="成都市某局"), "",
        "实施单位“成都市某局”中有“成都市”，但分值 20/50/30 "
        "与规则包 sichuan 的 10/90 不合；看不出用哪个地区的规则，分值 20/50/30 也不是全国表样的，"
        "以全国规则 cn-2020 作后备，只作提醒",
    ),
    "older": (
        form_with("10 产40 效30 满20", year=2021, title="云南项目支出绩效自评表"), "",
        "表题“云南项目支出绩效自评表”中有“云南”，分值 10/40/30/20 与之相合，用规则包 yunnan-2022；"
        "但规则包自 2022 年度起，本表为 2021 年度，只作后备、只作提醒",
    ),
    "national": (form_with(COST), "", "表上分值 10/20/40/20/10 是全国表样的分值，用规则包 cn-2021"),
    "nothing": (form_with(), "", "看不出是哪个地区的表，表上也没有分值，以全国规则 cn-2020 作后备，只作提醒"),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
def test_the_reason_names_what_was_found(name: str) -> None:
    form, form_rules, sentence = REASONS[name]
    assert reason(form, form_rules) == sentence


def test_a_reason_in_english_has_no_chinese_template_left() -> None:
    _, why = choose_pack(form_with("10 产60 效30", unit="南宁市某某局"), "", None)
    assert "rule pack guangxi" in why.text("en")


def test_no_region_belongs_to_two_packs_of_one_kind() -> None:
    """A city's pack beside its province's is narrower; otherwise a region has one pack for a year."""
    owners: dict[str, list[str]] = {}
    for pack in load_packs().values():
        for word in pack.regions if not pack.criteria else ():
            owners.setdefault(word, []).append(pack.id)
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {"襄阳": ["hubei-2020", "xiangyang-2021"]}


def test_every_region_finds_its_pack() -> None:
    packs = load_packs().values()
    for pack in packs:
        for word in pack.regions:
            witnesses = find_regions(form_with(year=2025, unit=f"{word}某某局"), packs)
            assert pack.id in {witness.pack.id for witness in witnesses}, word
