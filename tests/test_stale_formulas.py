"""Formulas that hang on a figure which the run fills: judged, written and told with the value they will have."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.support.packages import part_text, rework
from tests.support.snapshots import project_rows
from xlperf.outcomes import FileOutcome
from xlperf.task import Task, run_task

FUNDS = [("年度资金总额", 100, 100, 90, 10, "90.00%", None)]
ROWS = [
    ("产出指标（50分）", "数量指标", "次数", "5次", "5次", 50, 50, None),
    ("效益指标（40分）", "社会效益指标", "影响", "好", "好", 40, 40, None),
]
SHEET = "xl/worksheets/sheet1.xml"
TOTAL = "H11"


def make(folder: Path, formula: str, stored: str) -> Path:
    """A form whose execution score is blank, with a formula for its total and the value that Excel had stored."""
    path, workbook = folder / "表.xlsx", openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in project_rows(FUNDS, ROWS, (100, formula)):
        sheet.append(row)
    assert sheet[TOTAL].value == formula
    workbook.save(path)
    cell = re.compile(rf'(<c r="{TOTAL}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?'.encode())
    rework(
        path,
        {
            SHEET: lambda xml: cell.sub(rb"\g<1><v>" + stored.encode() + b"</v>", xml),
            "xl/workbook.xml": lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""),
        },
    )
    return path


def fill(source: Path) -> tuple[Path, FileOutcome]:
    target = source.with_name("副本.xlsx")
    return target, run_task(Task(source, source.name, target, target.name))


def codes(outcome: FileOutcome) -> set[str]:
    assert outcome.evaluation is not None
    return {finding.code for finding in outcome.evaluation.all_findings()}


@pytest.mark.parametrize("formula", ["=H5+SUM(H9:H10)", "=SUM(H5,H9,H10)", "=ROUND(H5+H9+H10,2)"])
def test_the_total_is_renewed_and_no_error(tmp_path: Path, formula: str) -> None:
    target, outcome = fill(make(tmp_path, formula, "90"))
    assert codes(outcome) == {"Q513"}
    values, formulas = (openpyxl.load_workbook(target, data_only=d).worksheets[0][TOTAL].value for d in (True, False))
    assert (values, formulas) == (99, formula)
    assert "fullCalcOnLoad" not in part_text(target, "xl/workbook.xml")
    assert outcome.evaluation is not None
    assert [(v.ref.address, v.before, v.after) for v in outcome.evaluation.restated] == [(TOTAL, 90, 99)]


def test_a_formula_that_cannot_be_worked_out_is_left_to_excel(tmp_path: Path) -> None:
    target, outcome = fill(make(tmp_path, "=SUMIF(H5:H10,INDIRECT(A1))", "90"))
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0][TOTAL].value == 90
    assert 'fullCalcOnLoad="1"' in part_text(target, "xl/workbook.xml")
    assert outcome.evaluation is not None
    assert outcome.evaluation.restated == ()


def test_a_stored_value_that_was_wrong_before_is_not_relied_on(tmp_path: Path) -> None:
    target, _ = fill(make(tmp_path, "=H5+SUM(H9:H10)", "77"))
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0][TOTAL].value == 77
    assert 'fullCalcOnLoad="1"' in part_text(target, "xl/workbook.xml")
