"""Published forms held against themselves as what was approved: all are matched, and nothing differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.across_forms import judge_folder
from xlperf.across.approved_targets import Targets, read_targets
from xlperf.across.changed_targets import ChangedTargets
from xlperf.across.detailing import gather_details
from xlperf.across.folder import COMPARED, FormAt
from xlperf.across.last_year import Before, compare_years
from xlperf.across.repeats import Place
from xlperf.across.unit_names import UnitNames
from xlperf.evaluation import Options, evaluate
from xlperf.ooxml.book import read_book
from xlperf.outcomes import judged

INBOX = Path(__file__).parents[2] / "examples" / "inbox"


@pytest.fixture(scope="module")
def forms() -> list[FormAt]:
    found = []
    for path in sorted(INBOX.rglob("*.xlsx")):
        book = evaluate(read_book(path).snapshot, Options(batch=True))
        name = path.relative_to(INBOX).as_posix()
        details = gather_details(judged(name, None, book))
        found += [FormAt(Place(name, at), form) for at, form in enumerate(details) if form.kind in COMPARED]
    return found


@pytest.fixture(scope="module")
def approved() -> Targets:
    return read_targets(INBOX)


def test_every_form_is_matched_and_nothing_differs(forms: list[FormAt], approved: Targets) -> None:
    check = ChangedTargets(approved, "inbox", UnitNames().key)
    assert list(judge_folder(forms, [check])) == []
    collation = check.collate()
    assert collation.held == len(forms) > 25
    assert [alone.file for alone in collation.alone if alone.form is not None] == []
    assert {form.form.kind for form in forms} == set(COMPARED)


def test_a_year_like_itself_copies_words_and_differs_in_nothing_else(forms: list[FormAt]) -> None:
    codes = {each.code for at in forms for each in compare_years(at, Before("上年.xlsx", at.form))}
    assert codes <= {"X607", "X609"}  # some promised less than they reached, and every text is last year's
    assert "X609" in codes
