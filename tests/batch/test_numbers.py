"""Two findings whose short numbers are the same are both shown in full, whatever order they come in."""

from __future__ import annotations

import itertools
import json

import pytest

from xlperf.batch.numbers import Numbers, find_crowded
from xlperf.decisions import Decision
from xlperf.reports.json import add_decisions

FULL = ["F201-7K3QMDAAAA", "F201-7K3QMDBBBB", "F202-7K3QMDAAAA", "F201-000000AAAA"]
CROWDED = {"F201-7K3QMDAAAA", "F201-7K3QMDBBBB"}
ACCEPTED = Decision(handling="accepted", reason="核过")


@pytest.mark.parametrize("numbers", list(itertools.permutations(FULL)))
def test_those_that_begin_alike_are_shown_in_full(numbers):
    assert find_crowded([*numbers, numbers[0]]) == CROWDED
    shown = {number: Numbers(numbers, {}).show(number) for number in FULL}
    assert shown == {**{number: number for number in CROWDED}, FULL[2]: "F202-7K3QMD", FULL[3]: "F201-000000"}
    assert len(set(shown.values())) == len(FULL)


def test_a_decision_on_the_short_number_is_given_to_neither():
    numbers = Numbers(FULL, {"F201-7K3QMD": ACCEPTED, "F202-7K3QMD": ACCEPTED, FULL[1]: ACCEPTED})
    assert [numbers.decision(number) for number in FULL] == [None, ACCEPTED, ACCEPTED, None]


def test_the_report_says_them_in_full_with_what_was_decided():
    numbers = Numbers(FULL, {FULL[0]: ACCEPTED})
    finding = {"number": "F201-7K3QMD", "severity": "error", "decision": None}
    text = json.dumps({"findings": [], "forms": [{"findings": [finding]}]})
    told = json.loads(add_decisions(text, numbers.decisions, numbers.renamed([FULL[0]])))
    assert told["forms"][0]["findings"][0] == {
        "number": FULL[0],
        "severity": "error",
        "decision": {"send": False, "handling": "accepted", "reason": "核过"},
    }
