"""The checks that need no scoring rule, on published forms of regions that no definition knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.checks.small_forms import CASES
from tests.unseen.sheets import draw, names
from xlperf.evaluation import evaluate
from xlperf.findings import Finding

EXPECTED = tomllib.loads(Path(__file__).with_name("unseen.toml").read_text("utf-8"))
CODES = {path.stem for path in CASES.glob("*.toml")} - {"Q512"}
LEFT_OVER = re.compile(r"指标\s*[0-9]*\s*[:：]?|…+|\.+")


def findings_of(name: str) -> list[Finding]:
    return [finding for form in evaluate(draw(name)).forms for finding in form.findings]


@pytest.mark.parametrize("name", names())
def test_findings_are_those_of_a_reviewer(name: str) -> None:
    found: dict[str, list[str]] = {}
    for finding in findings_of(name):
        if finding.code in CODES:
            found.setdefault(finding.code, []).append(finding.ref.address)
    assert found == EXPECTED.get(name, {})


def test_what_is_called_a_placeholder_is_one() -> None:
    told = [finding.actual for name in names() for finding in findings_of(name) if finding.code == "Q512"]
    assert len(told) > 30
    assert [text for text in told if not LEFT_OVER.fullmatch(text)] == []
