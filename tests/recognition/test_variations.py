"""The same facts in another layout give the same form, field by field."""

from __future__ import annotations

import pytest

from tests.recognition.variations.catalogue import ALL, FOUND, NAMED, NOT_YET, name_of, variations_of
from tests.recognition.variations.forms import BASE
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
