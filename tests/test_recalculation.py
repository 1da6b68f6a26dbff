"""A workbook that asks to be recalculated: its stored results are not relied on."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.support.snapshots import project_rows
from xlperf.evaluation import evaluate
from xlperf.ooxml.book import read_book

FUNDS = [("年度资金总额", 100, 100, 90, 10, "=E5/D5", "=ROUND(F5*G5,2)")]
ROWS = [
    ("产出指标（50分）", "数量指标", "次数", "5次", "5次", 50, 50, None),
    ("效益指标（40分）", "社会效益指标", "影响", "好", "好", 40, 40, None),
]


def test_results_that_a_library_left_zero_are_worked_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for r, row in enumerate(project_rows(FUNDS, ROWS, (100, "=H5+SUM(H9:H10)"))):
            sheet.write_row(r, 0, ["" if value is None else value for value in row])
    snapshot = read_book(path).snapshot
    assert snapshot.recalculates
    (evaluation,) = evaluate(snapshot).forms
    assert evaluation.total_score == 99
    assert [str(finding.message) for finding in evaluation.findings] == []
