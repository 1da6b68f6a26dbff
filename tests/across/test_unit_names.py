"""Which unit of a list a name is of; never a guess among several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.across.unit_names import Unit, UnitNames, fold_unit, plain_unit, split_aliases

SCHOOLS = UnitNames(
    [
        Unit("某市教育局", ("市教委", "教育局")),
        Unit("某市教育局幼儿园", ("实验幼儿园",)),
        Unit("某市体育局（本级）"),
        Unit("某市民政局"),
        Unit("某市民政局（本级）"),
        Unit("某市第一中学", ("一中",)),
        Unit("某市实验学校", ("一中",)),
    ]
)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("某市教育局", "某市教育局"),
        (" 某市 教育局\n", "某市教育局"),
        ("某市教育局（本级）", "某市教育局"),
        ("某市教育局( 本级 )", "某市教育局"),
        ("某市教育局机关", "某市教育局"),
        ("某市教育局（局机关）", "某市教育局"),
        ("某市教育局本级", "某市教育局"),
        ("某市教育局-本级", "某市教育局"),
        ("[120001]某市教育局", "某市教育局"),
        ("120001-某市教育局", "某市教育局"),
        ("120001某市教育局", "某市教育局"),
        ("某市教育局（120）", "某市教育局"),
        ("市教委", "某市教育局"),
        ("市教委（本级）", "某市教育局"),
        ("某市教育局幼儿园", "某市教育局幼儿园"),
        ("某市体育局", "某市体育局（本级）"),
        ("某市体育局机关", "某市体育局（本级）"),
        ("某市民政局", "某市民政局"),
        ("某市民政局（本级）", "某市民政局（本级）"),
        ("某市民政局【本级】", "某市民政局（本级）"),
    ],
)
def test_a_name_of_the_list(written: str, unit: str) -> None:
    found = SCHOOLS.find(written).unit
    assert found is not None
    assert found.name == unit


@pytest.mark.parametrize("written", ["", "—", "某市教育", "教育局机关服务中心", "某市教育局（不含本级）", "局机关"])
def test_a_stranger(written: str) -> None:
    assert SCHOOLS.find(written).units == ()


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("一中", ["某市第一中学", "某市实验学校"]),
        ("某市民政局机关", ["某市民政局", "某市民政局（本级）"]),
    ],
)
def test_a_name_that_fits_two_is_nobody_s(written: str, units: list[str]) -> None:
    match = SCHOOLS.find(written)
    assert (match.unit, match.is_ambiguous, [unit.name for unit in match.units]) == (None, True, units)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("甲中心（本级）", "甲 中心", True),
        ("甲局机关", "甲局", True),
        ("甲局", "乙局", False),
        ("甲局服务中心", "甲局", False),
        ("北京市101中学", "北京市中学", False),
    ],
)
def test_strangers_are_told_apart(one: str, other: str, is_same: bool) -> None:
    assert (UnitNames().key(one) == UnitNames().key(other)) == is_same


def test_the_list_s_names_are_keys() -> None:
    assert SCHOOLS.key("市教委") == SCHOOLS.key("某市教育局（本级）") == SCHOOLS.key("120001某市教育局")
    assert SCHOOLS.key("某市民政局") != SCHOOLS.key("某市民政局（本级）")
    assert SCHOOLS.key("一中") not in (SCHOOLS.key("某市第一中学"), SCHOOLS.key("某市实验学校"))


def test_aliases_of_one_cell() -> None:
    assert split_aliases("市教委、教育局；原教委，\n旧教委") == ("市教委", "教育局", "原教委", "旧教委")
    assert split_aliases(" ") == ()


@given(st.text(max_size=30))
def test_something_is_left_of_any_name(name: str) -> None:
    assert bool(plain_unit(name)) == bool(fold_unit(name))


@given(st.text("某市局处中心（）0-9", min_size=1, max_size=12), st.data())
def test_blanks_and_width_say_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    other = f"{name[:at]} \u3000{name[at:]}".replace("（", "(").replace("0", "０")
    assert fold_unit(other) == fold_unit(name)


@given(st.lists(st.sampled_from(["甲局", "甲局（本级）", "乙局", "丙中心", "丙中心机关"]), unique=True))
def test_every_unit_of_a_list_is_found_by_its_own_name(names: list[str]) -> None:
    known = UnitNames(Unit(name) for name in names)
    assert all(known.find(name).units == (Unit(name),) for name in names)
