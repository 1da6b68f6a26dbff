"""Packs are data: complete, sourced, each clause with its standing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from xlperf.errors import UsageError
from xlperf.rules import load, load_packs

CN_2020 = files("xlperf.rules").joinpath("packs", "cn-2020.toml").read_text("utf-8")


def test_the_packs_that_are_there() -> None:
    assert set(load_packs()) == {
        "chongqing-2021", "cn-2020", "cn-2021", "guangxi", "hebei-2019", "hubei-2020", "ningxia", "shanghai-2020",
        "shenzhen-2021", "shenzhen-dept-2020", "sichuan", "xiangyang-2021", "yunnan-2022",
    }  # fmt: skip


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


def test_thresholds_are_the_contract_s_unless_a_pack_says_otherwise() -> None:
    usual = load("cn-2020").thresholds
    assert (usual.over_fulfilment, usual.count_excess, usual.execution_rate, usual.output_lead, usual.text_length) == (
        Decimal("1.3"), 3, Decimal("0.8"), Decimal("0.4"), None,
    )  # fmt: skip
    assert load("sichuan").thresholds == replace(usual, execution_rate=Decimal("0.9"))


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="shenzhen-2021"):
        load("atlantis-1999")


def test_a_pack_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    path.write_text(
        CN_2020.replace('id = "cn-2020"', 'id = "county-2022"').replace("places = 2", "places = 1"), "utf-8"
    )
    assert (load(str(path)).id, load(str(path)).places) == ("county-2022", 1)
