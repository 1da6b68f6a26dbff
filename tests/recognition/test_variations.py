"""The same facts in another layout give the same form, field by field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.recognition.variations.catalogue import ALL, FOUND, NAMED, NOT_YET, name_of, variations_of
from tests.recognition.variations.forms import BASE
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.variation import KINDS, Variation
from tests.recognition.variations.verdict import faults_of


def case(kind: str, variation: Variation) -> object:
    name = name_of(kind, variation)
    marks = pytest.mark.xfail(reason=NOT_YET[name], strict=True) if name in NOT_YET else ()
    return pytest.param(kind, variation, id=name, marks=marks)


@pytest.mark.parametrize(("kind", "variation"), [case(*named) for named in NAMED])
def test_a_varied_layout_gives_the_plain_form(kind: str, variation: Variation) -> None:
    assert faults_of(kind, BASE[kind], (variation,)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_forty_variations_and_the_synonyms(kind: str) -> None:
    names = [variation.name for variation in variations_of(kind) if variation.family != "synonyms"]
    assert len(set(names)) == len(names) >= 100


def test_every_variation_changes_a_form() -> None:
    assert {variation.name for variation in ALL} == {variation.name for _, variation in NAMED}


def test_what_is_not_managed_yet_exists() -> None:
    assert set(NOT_YET) <= {name_of(*named) for named in NAMED} | set(FOUND)


def first_row(**values: object) -> Variation:
    """Another content in the first row of the indicators."""

    def change(plan: Plan) -> Plan:
        first, *others = plan.indicators.rows
        return replace(plan, indicators=replace(plan.indicators, rows=({**first, **values}, *others)))

    return Variation("another fact", plan=change)


def row_gone(plan: Plan) -> Plan:
    return replace(plan, indicators=replace(plan.indicators, rows=plan.indicators.rows[1:]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("other", "field"),
    [
        (first_row(score="0.5"), "indicators[0].score"),
        (first_row(target="≥77种"), "indicators[0].target quantity"),
        (first_row(actual="已完成"), "indicators[0].actual"),
        (first_row(level1="效益指标"), "indicators[0].kind"),
        (first_row(level2="质量目标"), "indicators[0].level2"),
        (Variation("a row less", plan=row_gone), "indicators: expected"),
        (Variation("no such column", unknown="分值"), "recognised: '分值' is not named"),
        (Variation("one form", copies=2), "forms: expected 2, came 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_form_of_other_facts_is_noticed(kind: str, other: Variation, field: str) -> None:
    faults = faults_of(kind, BASE[kind], (other,))
    assert [fault for fault in faults if fault.startswith(field)] or (kind, field[:10]) == ("xiangyang", "recognised")
