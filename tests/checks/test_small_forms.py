"""Each check on small forms, wrong ones and right ones that are nearly wrong: cell and severity, and nothing else."""

from __future__ import annotations

import pytest

from tests.checks.small_forms import CASES, SmallForm, judge_small, load_cases
from xlperf.checks import CHECKS
from xlperf.evaluation import Evaluation
from xlperf.findings import Severity

ALL = load_cases()
FEWEST_WRONG, FEWEST_RIGHT = 6, 8


def found(evaluation: Evaluation, code: str) -> set[tuple[str, str | None]]:
    return {(f.severity.value, f.ref.address if f.ref else None) for f in evaluation.findings if f.code == code}


def others(evaluation: Evaluation, code: str) -> set[str]:
    """What other checks report as an error or a warning, as ``D401 I9``."""
    grave = [f for f in evaluation.findings if f.code != code and f.severity is not Severity.INFO]
    return {f"{f.code} {f.ref.address if f.ref else '—'}" for f in grave}


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_small_form(case: SmallForm) -> None:
    evaluation = judge_small(case)
    assert found(evaluation, case.code) == {(case.severity, cell) for cell in case.finds}
    assert others(evaluation, case.code) == set(case.beside)
    (verdict,) = [v for v in evaluation.verdicts if v.code == case.code]
    assert verdict.verdict == case.verdict
    assert verdict.verdict not in ("no-data", "not-applicable") or verdict.reason is not None


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_there_are_enough_cases(path: object) -> None:
    of_check = [case for case in ALL if case.code == path.stem]
    wrong = [case for case in of_check if case.finds]
    assert len(wrong) >= FEWEST_WRONG
    assert len(of_check) - len(wrong) >= FEWEST_RIGHT
    assert len({case.name for case in of_check}) == len(of_check)


def test_the_cases_are_of_checks_that_there_are() -> None:
    assert {case.code for case in ALL} <= {check.code for check in CHECKS}
