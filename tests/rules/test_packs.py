"""Packs are data: complete, sourced, and refused by name and key where they are not."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.snapshots import make_snapshot, project_rows
from xlperf.errors import DefinitionError, UsageError
from xlperf.recognition import recognise
from xlperf.rules import choose_pack, load, load_packs

CN_2020 = files("xlperf.rules").joinpath("packs", "cn-2020.toml").read_text("utf-8")


def test_the_packs_of_the_published_forms_and_the_national_one() -> None:
    assert set(load_packs()) >= {"cn-2020", "shenzhen-2021", "shanghai-2020"}


@pytest.mark.parametrize("pack", load_packs().values(), ids=lambda p: p.id)
def test_a_pack_says_where_each_clause_comes_from(pack: object) -> None:
    assert pack.source
    assert pack.date
    for key in ("points", "execution", "quantitative", "qualitative", "reason", "total", "grades"):
        clause = pack.clause(key)
        assert clause.text
        assert clause.standing in "SFM"
        assert clause.binding == (clause.standing != "M")


def test_points_add_up_to_what_the_total_counts() -> None:
    national = load("cn-2020").points
    assert sum(national.blocks.values()) == national.total == 100
    assert sum(load("shenzhen-2021").points.blocks.values()) == 100


@pytest.mark.parametrize(
    ("total", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")]
)
def test_grades(total: str, grade: str) -> None:
    assert load("cn-2020").grade(Decimal(total)) == grade


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="shenzhen-2021"):
        load("atlantis-1999")


BROKEN = {
    "an unknown key": (CN_2020.replace("places = 2", "places = 2\nplaces_of_rates = 4"), "places_of_rates"),
    "a missing source": (CN_2020.replace('source = "', 'sauce = "', 1), "source"),
    "an unknown method": (CN_2020.replace('method = "proportional"', 'method = "guess"'), "execution"),
    "an unknown standing": (CN_2020.replace('standing = "S"', 'standing = "Z"', 1), "points"),
    "no TOML": ("id = ", "TOML"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_faulty_pack_is_refused_with_file_and_key(name: str, tmp_path: Path) -> None:
    text, said = BROKEN[name]
    path = tmp_path / "我的规则.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load(str(path))
    assert "我的规则.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_pack_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    path.write_text(
        CN_2020.replace('id = "cn-2020"', 'id = "county-2022"').replace("places = 2", "places = 1"), "utf-8"
    )
    assert (load(str(path)).id, load(str(path)).places) == ("county-2022", 1)


def national_rows(benefit: int) -> list[tuple[str, ...]]:
    return [
        ("产出指标", "数量指标", "甲", "1", "1", 50, 50, None),
        ("效益指标", "社会效益指标", "乙", "好", "好", benefit, benefit, None),
        ("满意度指标", "服务对象满意度指标", "丙", "90%", "95%", 10, 10, None),
    ]  # type: ignore[list-item]


@pytest.mark.parametrize(("benefit", "fallback"), [(30, False), (40, True)])
def test_the_national_points_make_the_national_pack_a_forms_own(benefit: int, fallback: bool) -> None:
    rows = project_rows(
        (("年度资金总额", 1, 1, 1, 10, "100%", 10),), national_rows(benefit), (100, 100), unit="某县某局"
    )
    (form,) = recognise(make_snapshot(rows))
    pack, reason = choose_pack(form, "", None)
    assert (pack.id, pack.is_fallback) == ("cn-2020", fallback)
    assert str(reason)
