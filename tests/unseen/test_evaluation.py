"""Published forms of regions that no definition knows: nothing is called wrong that a reviewer would not call so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unseen.sheets import draw, names, read_transcript
from xlperf.evaluation import Evaluation, evaluate
from xlperf.findings import Severity

NAMES = names()


def evaluation_of(name: str) -> Evaluation:
    (evaluation,) = evaluate(draw(name)).forms
    return evaluation


def expected(name: str) -> dict[str, Any]:
    return read_transcript(name)["expect"]


@pytest.mark.parametrize("name", NAMES)
def test_errors_and_warnings_are_those_of_a_reviewer(name: str) -> None:
    found = {
        (finding.code, finding.severity.value, finding.ref.address if finding.ref else None)
        for finding in evaluation_of(name).findings
        if finding.severity is not Severity.INFO
    }
    assert found == {(code, severity, cell) for code, severity, cell, _ in expected(name)["findings"]}


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_are_chosen_by_what_is_printed(name: str) -> None:
    pack = evaluation_of(name).pack
    wanted = expected(name)["rules"]
    assert (pack.id, pack.is_fallback) == (wanted["pack"], wanted["is_fallback"])
    assert sorted(pack.printed) == wanted["printed"]
