"""Two to four variations at once, of any of the published facts, give the plain form as well."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from tests.recognition.variations.catalogue import ALL, FOUND, NOT_YET, mix_of, mixable, name_of, variations_of
from tests.recognition.variations.forms import NUMBERS
from tests.recognition.variations.variation import KINDS, Variation
from tests.recognition.variations.verdict import faults_of

WRONG = [set(mix_of(found)[2]) for found in FOUND if found in NOT_YET]
"""Mixes that are known not to be managed yet."""


def mixes(kind: str) -> st.SearchStrategy[list[Variation]]:
    """Variations of different families that recognition manages one by one, in the order in which they are applied."""
    managed = [variation for variation in variations_of(kind) if name_of(kind, variation) not in NOT_YET]
    families = sorted({variation.family for variation in managed})
    one = st.sampled_from(families).flatmap(lambda name: st.sampled_from([v for v in managed if v.family == name]))
    return st.lists(one, min_size=2, max_size=4, unique_by=lambda v: v.family).map(lambda vs: sorted(vs, key=ALL.index))


@pytest.mark.parametrize("kind", KINDS)
@settings(derandomize=True, max_examples=200, deadline=None)
@given(data=st.data())
def test_mixed_layouts_give_the_plain_form(kind: str, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(NUMBERS[kind]))
    chosen = data.draw(mixes(kind))
    assume(mixable(chosen) and not any(wrong <= set(chosen) for wrong in WRONG))
    note(f"{kind} {number}: {' + '.join(variation.name for variation in chosen)}")
    assert faults_of(kind, number, chosen) == []


def case(found: str) -> object:
    why = NOT_YET.get(found)
    return pytest.param(found, marks=pytest.mark.xfail(reason=why, strict=True) if why else ())


@pytest.mark.parametrize("found", [case(found) for found in FOUND])
def test_mixes_that_went_wrong_once(found: str) -> None:
    kind, number, variations = mix_of(found)
    assert len(variations) == found.count(" + ") + 1
    assert faults_of(kind, number, variations) == []
