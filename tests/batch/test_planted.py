"""300 workbooks of 40 units: every fault planted across them is found, and nothing else is an error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.planted import UNITS, Planted, plant
from xlperf.across.references import read_references
from xlperf.across.roster import read_roster
from xlperf.batch import BatchResult, run_batch


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def batch(planted: Planted) -> BatchResult:
    references = read_references(planted.targets, planted.budget)
    out = planted.folder.parent / "结果"
    return run_batch(planted.folder, out, references=references, roster=read_roster(planted.roster), processes=2)


@pytest.fixture(scope="module")
def report(planted: Planted, batch: BatchResult) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((planted.folder.parent / "结果" / "report.json").read_text("utf-8"))
    return document


def test_there_are_so_many(planted: Planted, report: dict[str, Any]) -> None:
    assert len(report["files"]) >= 290
    assert len({form["unit"] for file in report["files"] for form in file["forms"]}) == len(UNITS) == 40


def test_everything_planted_is_found_and_nothing_else(planted: Planted, report: dict[str, Any]) -> None:
    found = {
        (file["path"], finding["code"], finding["cell"].partition("!")[2])
        for file in report["files"]
        for finding in file["findings"]
    }
    assert found == planted.expected


def test_nothing_else_is_an_error(planted: Planted, report: dict[str, Any]) -> None:
    errors = {
        (file["path"], finding["code"])
        for file in report["files"]
        for finding in [*file["findings"], *(each for form in file["forms"] for each in form["findings"])]
        if finding["severity"] == "error"
    }
    assert errors == {(path, code) for path, code, _ in planted.expected if code in ("X602", "X603", "X604")}


def test_versions_units_and_references(planted: Planted, batch: BatchResult) -> None:
    assert {repeat.place.path for repeat in batch.repeats if not repeat.is_counted} == planted.uncounted
    assert batch.roll_call is not None
    assert tuple(each.unit.unit.name for each in batch.roll_call.missing) == planted.missing
    assert [(each.held, len(each.alone)) for each in batch.collations if each.file == "批复预算.xlsx"] == [(280, 0)]


def test_the_first_to_look_at_are_those_with_planted_errors(planted: Planted, report: dict[str, Any]) -> None:
    wrong = {path for path, code, _ in planted.expected if code in ("X602", "X603")}
    assert {each["path"] for each in report["spot_checks"][: len(wrong) // 2]} <= {
        path for path, *_ in planted.expected
    }
