"""抽查底稿: the self-given scores, room for the reviewer's, sums that follow, a page for each form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.folders import ROWS, form, write
from tests.support.office import needs_office, recalculate
from xlperf.batch import BatchResult, run_batch
from xlperf.batch.papers import Chosen
from xlperf.batch.wishes import Wishes

WRONG = [*ROWS[:2], ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 12, None)]
"""A score above its points."""


def run(tmp_path: Path, chosen: Chosen = "suggested") -> BatchResult:
    return run_batch(tmp_path / "in", tmp_path / "out", force=True, wishes=Wishes(papers=chosen))


def folder(tmp_path: Path) -> None:
    write(tmp_path / "in" / "好.xlsx", form(project="好"))
    write(tmp_path / "in" / "错.xlsx", form(project="错", rows=WRONG))


def sheet(tmp_path: Path) -> Any:
    return openpyxl.load_workbook(tmp_path / "out" / "抽查底稿.xlsx").worksheets[0]


def projects(tmp_path: Path) -> list[object]:
    rows: Sequence[tuple[object, ...]] = list(sheet(tmp_path).iter_rows(values_only=True))
    return [row[2] for row in rows if row[0] == "项目名称"]


@pytest.mark.parametrize(("chosen", "found"), [("suggested", ["错"]), ("errors", ["错"]), ("all", ["好", "错"])])
def test_which_forms_have_papers(tmp_path: Path, chosen: Chosen, found: list[str]) -> None:
    folder(tmp_path)
    run(tmp_path, chosen)
    assert projects(tmp_path) == found


def test_none_and_nothing_to_look_at(tmp_path: Path) -> None:
    folder(tmp_path)
    assert any("抽查底稿" in str(told) for told in run(tmp_path).written)
    assert run(tmp_path, "none").written == ()
    assert not (tmp_path / "out" / "抽查底稿.xlsx").exists()  # that of the run before would speak of other scores
    (tmp_path / "in" / "错.xlsx").unlink()
    assert run_batch(tmp_path / "in", tmp_path / "o2", force=True, wishes=Wishes(papers="errors")).written == ()
    assert not (tmp_path / "o2" / "抽查底稿.xlsx").exists()


def test_what_a_reviewer_has_put_in_is_kept(tmp_path: Path) -> None:
    folder(tmp_path)
    run(tmp_path)
    path = tmp_path / "out" / "抽查底稿.xlsx"
    first = path.read_bytes()
    assert len(run(tmp_path).written) == 1
    assert path.read_bytes() == first
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["J7"] = 9
    book.save(path)
    assert "改名为 抽查底稿_改过1.xlsx" in str(run(tmp_path).written[1])
    assert openpyxl.load_workbook(path.with_name("抽查底稿_改过1.xlsx")).worksheets[0]["J7"].value == 9
    assert (path.read_bytes(), len(run(tmp_path).written)) == (first, 1)


def test_what_stands_on_a_paper(tmp_path: Path) -> None:
    folder(tmp_path)
    run(tmp_path)
    page = sheet(tmp_path)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert (rows[1][2], rows[2][2], rows[3][2], rows[3][6]) == ("错", "某市某中心", "错.xlsx", "2021 年")
    assert "错误" in rows[4][6]  # why it is to be looked at
    assert rows[5][6:11] == ["分值", "自评分", "规则得分", "复核分", "扣分理由"]
    assert [row[3:8] for row in rows[6:10]] == [
        ["预算执行率", "—", "96.40%", 10, 9.64], ["培训次数", "5次", "5次", 50, 50],
        ["影响力", "提升", "提升", 30, 30], ["满意度", "90%", "92%", 10, 12],
    ]  # fmt: skip
    assert [row[8] for row in rows[6:10]] == [9.64, 50, "—", 10], "10 x 96.4 %; reached; a person judges words; reached"
    assert [row[9] for row in rows[6:10]] == [None] * 4
    assert rows[10][6:9] == ["=SUM(G7:G10)", "=SUM(H7:H10)", 99.64], "with the 30 as they stand"
    assert [row[0] for row in rows[11:15]] == ["复核分与自评分相差", "抽查意见", "抽查人签字", "单位确认签字"]
    assert page["L10"].hyperlink.location == "'自评表1'!H11"


@needs_office
def test_sums_follow_what_the_reviewer_puts_in(tmp_path: Path) -> None:
    """9.64 + 50 + 30 + 12 = 101.64 given; 9 + 50 + 20 + 10 = 89 reviewed; 12.64 less. LibreOffice works it out."""
    folder(tmp_path)
    run(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "out" / "抽查底稿.xlsx")
    for row, score in zip(range(7, 11), (9, 50, 20, 10), strict=True):
        book.worksheets[0].cell(row, 10).value = score
    book.save(tmp_path / "复核.xlsx")
    (tmp_path / "lo").mkdir()
    recalculate([tmp_path / "复核.xlsx"], tmp_path / "lo")
    reviewed = openpyxl.load_workbook(tmp_path / "lo" / "复核.xlsx", data_only=True).worksheets[0]
    assert [round(reviewed.cell(11, column).value, 2) for column in (7, 8, 10)] == [100, 101.64, 89]
    assert round(reviewed.cell(12, 10).value, 2) == -12.64


def test_blank_papers_show_their_sums_and_no_review(tmp_path: Path) -> None:
    folder(tmp_path)
    run(tmp_path)
    page = openpyxl.load_workbook(tmp_path / "out" / "抽查底稿.xlsx", data_only=True).worksheets[0]
    assert (page["H11"].value, page["J11"].value, page["J12"].value) == (101.64, None, None)


def test_execution_points_beside_indicators_of_a_hundred_do_not_count(tmp_path: Path) -> None:
    outputs = ("产出指标", "数量指标", "甲", "5次", "5次", 60, 60, None)
    benefits = ("效益指标", "社会效益指标", "乙", "提升", "提升", 40, 40, None)
    table = form(rows=[outputs, benefits])
    table[-1] = ("总分", None, None, None, None, None, 100, 100)
    write(tmp_path / "in" / "a.xlsx", table)
    run(tmp_path, "all")
    page = sheet(tmp_path)
    assert (page["G7"].value, page["K7"].value) == ("10", "不计入合计")
    assert page["G10"].value == "=SUM(G8:G9)"


def test_a_page_for_each_form(tmp_path: Path) -> None:
    folder(tmp_path)
    run(tmp_path, "all")
    page = sheet(tmp_path)
    assert [brk.id for brk in page.row_breaks.brk] == [15]
    assert (page["A16"].value, page.page_setup.orientation) == ("抽查底稿（2）", "landscape")
    assert not page.sheet_properties.pageSetUpPr.fitToPage  # Excel passes over page breaks where pages are fitted
    rule = page.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.formula1) == ("J7:J10", "AND(ISNUMBER(J7),J7>=0,J7<=G7)")
