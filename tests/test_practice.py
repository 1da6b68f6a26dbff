"""A folder whose forms all follow another method than their pack: said and proposed, not painted red.

The figures are worked out by hand: 10 points at 96.4 % are 9.64; rounded to whole points 10; from 90 % on full, one
point less for each percentage point below, 10. At 84.6 % they are 8.46, 8 and 4.6.
"""

from __future__ import annotations

import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook

from tests.support.snapshots import Row, project_rows
from xlperf.batch import BatchResult, run_batch
from xlperf.evaluation import Options

RATES = ("96.4", "84.6", "92.3", "78.1", "100", "55.2")
ROUNDED = ("10", "8", "9", "8", "10", "6")
STEPPED = ("10", "4.6", "10", "0", "10", "0")
PROPORTIONAL = ("9.64", "8.46", "9.23", "7.81", "10", "5.52")

ROWS = (
    ("产出指标（50分）", "数量指标", "培训次数", "5次", "5次", 50, 50, None),
    ("效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, 30, None),
    ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
)


def form(rate: str, score: str, rows: tuple[Row, ...] = ROWS, lost: Decimal = Decimal(0)) -> list[Row]:
    """A national form: 1000 of budget, the rate of it spent."""
    spent = Decimal(rate) * 10
    total = Decimal(score) + 90 - lost
    funds = [("年度资金总额", 1000, 1000, spent, 10, f"{rate}%", Decimal(score))]
    return project_rows(funds, rows, (100, total), unit="某市某中心")


def write(folder: Path, forms: list[list[Row]]) -> Path:
    folder.mkdir()
    for number, rows in enumerate(forms, 1):
        with Workbook(folder / f"{number:02}.xlsx") as workbook:
            sheet = workbook.add_worksheet("自评表")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, [float(cell) if isinstance(cell, Decimal) else cell for cell in row])
    return folder


def run(tmp_path: Path, forms: list[list[Row]], **options: str) -> BatchResult:
    return run_batch(write(tmp_path / "in", forms), tmp_path / "out", Options(batch=True, **options))


def found(tmp_path: Path, code: str) -> list[tuple[str, str]]:
    files = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    forms = [(file["path"], form) for file in files for form in file["forms"]]
    return [(path, each["severity"]) for path, form in forms for each in form["findings"] if each["code"] == code]


@pytest.mark.parametrize(("scores", "method"), [(ROUNDED, "rounded"), (STEPPED, "stepped")])
def test_a_method_that_all_forms_follow_is_proposed(tmp_path: Path, scores: tuple[str, ...], method: str) -> None:
    batch = run(tmp_path, [form(*pair) for pair in zip(RATES, scores, strict=True)])
    assert [(each.pack, each.key, each.method) for each in batch.practices] == [("cn-2020", "execution", method)]
    assert found(tmp_path, "F202") == []
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert all("一致按" in each["rules_reason"] for file in report["files"] for each in file["forms"])


def test_one_form_that_strays_from_its_folder_is_a_warning(tmp_path: Path) -> None:
    forms = [form(*pair) for pair in zip(RATES, ROUNDED, strict=True)] * 4
    batch = run(tmp_path, [*forms, form("71.3", "9")])
    assert [each.method for each in batch.practices] == ["rounded"]
    assert found(tmp_path, "F202") == [("25.xlsx", "warning")]


def test_forms_that_follow_their_pack_are_left_to_it(tmp_path: Path) -> None:
    batch = run(tmp_path, [form(*pair) for pair in zip(RATES, PROPORTIONAL, strict=True)])
    assert (batch.practices, found(tmp_path, "F202")) == ((), [])


def test_what_fits_no_method_stays_wrong(tmp_path: Path) -> None:
    batch = run(tmp_path, [form(rate, "3") for rate in RATES])
    assert batch.practices == ()
    assert [severity for _, severity in found(tmp_path, "F202")] == ["error"] * 6


def test_two_forms_are_no_practice(tmp_path: Path) -> None:
    batch = run(tmp_path, [form("84.6", "4.6"), form("78.1", "0")])
    assert batch.practices == ()
    assert [severity for _, severity in found(tmp_path, "F202")] == ["error"] * 2


def test_a_pack_that_was_asked_for_is_what_counts(tmp_path: Path) -> None:
    batch = run(tmp_path, [form(*pair) for pair in zip(RATES, STEPPED, strict=True)], rules="cn-2020")
    assert batch.practices == ()
    assert len(found(tmp_path, "F202")) == 5


def test_the_copies_are_those_of_the_second_reading(tmp_path: Path) -> None:
    run(tmp_path, [form(*pair) for pair in zip(RATES, STEPPED, strict=True)])
    with closing(openpyxl.load_workbook(tmp_path / "out" / "02.xlsx")) as workbook:
        words = [cell for row in workbook["校验结果"].iter_rows(values_only=True) for cell in row]
    assert any("一致按" in cell for cell in words if isinstance(cell, str))
