"""A reviewing office's folder: all that is planted across its workbooks is found, and nothing else is called wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.reviewing_files import write_office, write_references
from tests.support.reviewing_office import Office, make_office
from xlperf.cli import main

PLANTED = ("X601", "X602", "X603", "X604", "X605", "X606", "D405")


@pytest.fixture(scope="module")
def office() -> Office:
    return make_office()


@pytest.fixture(scope="module")
def out(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("office")
    write_office(office, base / "in")
    roster, targets, budget = map(str, write_references(office, base))
    options = ["--roster", roster, "--targets", targets, "--budget", budget, "-j", "2"]
    assert main(["batch", str(base / "in"), "-o", str(base / "out"), *options]) == 1
    return base / "out"


@pytest.fixture(scope="module")
def report(out: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    return document


def found(report: dict[str, Any], code: str) -> set[str]:
    """The workbooks with a finding of a code, their own or one of their forms."""
    return {
        file["path"]
        for file in report["files"]
        for finding in [*file["findings"], *(f for form in file["forms"] for f in form["findings"])]
        if finding["code"] == code
    }


def test_there_are_300_workbooks_of_40_units(report: dict[str, Any]) -> None:
    units = {
        form["unit"].removesuffix("（本级）") for file in report["files"] for form in file["forms"] if form["unit"]
    }
    assert (len(report["files"]), len(units)) == (300, 40)


@pytest.mark.parametrize("code", PLANTED)
def test_what_is_planted_is_found_and_only_there(office: Office, report: dict[str, Any], code: str) -> None:
    assert found(report, code) == office.planted[code]


def test_nothing_else_is_an_error_or_a_warning(report: dict[str, Any]) -> None:
    every = [f for file in report["files"] for f in file["findings"]]
    every += [f for file in report["files"] for form in file["forms"] for f in form["findings"]]
    assert {f["code"] for f in every if f["severity"] != "info"} <= set(PLANTED)


def test_units_that_sent_nothing_are_named(office: Office, out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "汇总.xlsx")["催报表"]
    texts = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    asked = {unit.removesuffix("（本级）") for unit in office.roster} & texts
    assert asked == {unit.removesuffix("（本级）") for unit in office.missing}


def test_each_project_counts_once(office: Office, out: Path) -> None:
    """The spending of all projects, of each its newest workbook."""
    newest = {project.code: project for project in office.projects}
    spent = sum(project.executed for project in newest.values()) * 10_000
    spent += sum((d.staff + d.spent) * 10_000 for d in office.departments)
    sheet = openpyxl.load_workbook(out / "汇总.xlsx")["汇总"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    headers = next(sheet.iter_rows(min_row=3, max_row=3, values_only=True))
    column = headers.index("全年执行数（元）")
    every = sum(row[column] for row in rows if isinstance(row[0], int))
    assert round(every, 2) == float(spent)
