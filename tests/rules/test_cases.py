"""Every pack by its cases: what a form's figures give, or that the pack knows no rule."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.rules import load, load_packs
from xlperf.rules.points import pack_points, show_points
from xlperf.scores import ScoreLine
from xlperf.scoring import score_form

DATA = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))


def cases(kind: str) -> Iterator[tuple[str, ...]]:
    for table in DATA[kind]:
        for case in table["cases"]:
            yield table["pack"], *case


def form_of(funds: Row, indicator: Row) -> Form:
    (form,) = recognise(make_snapshot(project_rows((funds,), (indicator,), (100, None))))
    return form


def agrees(line: ScoreLine, score: str) -> bool:
    if score:
        return line.awarded == Decimal(score) and bool(line.steps)
    return (line.exact, line.awarded) == (None, None) and bool(str(line.reason))


PROJECT_PACKS = {pack.id for pack in load_packs().values() if not pack.criteria}
"""A rubric's pack has cases of its own: tests/scoring/test_criteria.py."""


def test_every_pack_has_cases() -> None:
    for kind in ("execution", "indicator"):
        assert {table["pack"] for table in DATA[kind]} | {"shenzhen-2021"} == PROJECT_PACKS


@pytest.mark.parametrize(("pack", "points", "budget", "executed", "score"), list(cases("execution")))
def test_execution(pack: str, points: str, budget: str, executed: str, score: str) -> None:
    form = form_of(("年度资金总额", budget, budget, executed, points, None, None), INDICATOR)
    assert agrees(score_form(form, load(pack)).lines[form.funds[0].score.ref], score)


INDICATOR: Row = ("产出指标", "数量指标", "某项指标", "及时", "及时", 10, None, None)
FUNDS: Row = ("年度资金总额", 100, 100, 90, 10, None, None)


@pytest.mark.parametrize(("pack", "target", "actual", "points", "score"), list(cases("indicator")))
def test_indicators(pack: str, target: str, actual: str, points: str, score: str) -> None:
    form = form_of(FUNDS, ("产出指标", "数量指标", "某项指标", target, actual, points, None, None))
    assert agrees(score_form(form, load(pack)).lines[form.indicators[0].score.ref], score)


def test_points_are_those_of_the_table() -> None:
    assert {pack.id: show_points(pack_points(pack)) for pack in load_packs().values()} == DATA["points"]


@pytest.mark.parametrize("pack", ["xiangyang-2021", "hubei-2020"])
def test_tiers_of_hubei(pack: str) -> None:
    assert load(pack).qualitative.tiers == (100, 80, 50, 0)


def test_grades_are_told_only_where_they_are_known() -> None:
    known = {pack.id for pack in load_packs().values() if pack.grade(Decimal(95)) == "优"}
    assert known == {"cn-2020", "cn-2021", "shenzhen-2021", "shenzhen-dept-2020", "shanghai-2020", "xiangyang-2021"}
    assert load("guangxi").grade(Decimal(95)) is None


@pytest.mark.parametrize(
    ("pack", "standings"),
    [  # points, execution, quantitative, qualitative, reason, total, grades
        ("xiangyang-2021", "SSSSSSM"),
        ("cn-2021", "FMMMMFM"),
        ("guangxi", "SSSMSSM"),
        ("ningxia", "FFFFMFM"),
        ("hubei-2020", "SSSSMSM"),
    ],
)
def test_what_nobody_has_read_is_marked(pack: str, standings: str) -> None:
    keys = ("points", "execution", "quantitative", "qualitative", "reason", "total", "grades")
    assert "".join(load(pack).clause(key).standing for key in keys) == standings
