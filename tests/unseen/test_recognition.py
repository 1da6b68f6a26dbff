"""Published forms of regions that no definition knows are read as a careful reader reads them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unseen.reading import (
    blocks_of,
    columns_of,
    funds_of,
    head_of,
    named_once,
    total_of,
    unread_of,
)
from tests.unseen.sheets import draw, names, place, read_transcript
from xlperf.form import Form
from xlperf.recognition import recognise

NAMES = names()


def form_of(name: str) -> Form:
    (form,) = recognise(draw(name))
    return form


def expected(name: str) -> dict[str, Any]:
    return read_transcript(name)["expect"]


def test_forms_of_ten_regions_in_a_dozen_layouts() -> None:
    regions = {name.split("-")[0] for name in NAMES}
    layouts = {(expected(name)["columns"], len(expected(name)["funds"] or [[]])) for name in NAMES}
    assert (len(NAMES) >= 25, len(regions) >= 9, len(layouts) >= 12) == (True, True, True)


@pytest.mark.parametrize("name", NAMES)
def test_each_says_where_it_was_published(name: str) -> None:
    transcript = read_transcript(name)
    assert transcript["address"].startswith(("http://", "https://", "stored without an address"))


@pytest.mark.parametrize("name", NAMES)
def test_the_head_is_read(name: str) -> None:
    form = form_of(name)
    assert (head_of(form), form.money_unit) == (expected(name)["head"], expected(name)["money_unit"])


@pytest.mark.parametrize("name", NAMES)
def test_the_funds_are_read(name: str) -> None:
    assert funds_of(form_of(name)) == expected(name)["funds"]


@pytest.mark.parametrize("name", NAMES)
def test_the_indicators_are_read(name: str) -> None:
    form = form_of(name)
    assert (columns_of(form), blocks_of(form)) == (expected(name)["columns"], expected(name)["blocks"])


@pytest.mark.parametrize("name", NAMES)
def test_the_names_are_those_printed_in_their_order(name: str) -> None:
    printed = [placed.text.strip() for placed in place(read_transcript(name)["rows"])]
    places = [printed.index(text) for text in named_once(form_of(name))]
    assert places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_total_grade_and_reason_are_read(name: str) -> None:
    form, wanted = form_of(name), expected(name)
    grade = form.total.grade.text if form.total and form.total.grade else None
    reason = form.reason.text if form.reason else None
    assert (total_of(form), grade, reason) == (wanted["total"], wanted["grade"], wanted["reason"])


@pytest.mark.parametrize("name", [name for name in NAMES if read_transcript(name)["expect"]["unread"]])
def test_what_is_not_read_is_named(name: str) -> None:
    assert set(expected(name)["unread"]) <= unread_of(form_of(name))
