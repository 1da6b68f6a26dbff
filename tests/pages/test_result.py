"""The result sheet, as a clerk reads it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.support.evaluations import SHEET, book_of, shanghai_01_wrong, shenzhen_01, shenzhen_01_blank
from xlperf.cells import CellRef
from xlperf.evaluation import Filled
from xlperf.findings import Finding, Severity, Verdict
from xlperf.messages import say
from xlperf.pages import result_page
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, STYLES, Page


def rows(page: Page) -> list[list[str]]:
    return [["" if spot.value is None else str(spot.value) for spot in line.spots] for line in page.lines]


def section(page: Page, title: str) -> list[list[str]]:
    """The rows below a section's title, down to the next empty row; the first is the table's head."""
    texts = rows(page)
    start = texts.index([title]) + 1
    return texts[start : texts.index([], start)]


def test_it_is_known_by_its_first_cell_and_fits_its_grid():
    page = result_page(book_of(shenzhen_01(), shanghai_01_wrong()))
    assert (page.name, page.lines[0].spots[0].value) == (RESULT_SHEET, RESULT_TITLE)
    assert all(sum(spot.span for spot in line.spots) <= len(page.widths) for line in page.lines)
    assert {spot.style for line in page.lines for spot in line.spots} <= set(STYLES)


def test_the_same_workbook_gives_the_same_sheet():
    assert result_page(book_of(shanghai_01_wrong())) == result_page(book_of(shanghai_01_wrong()))


def test_key_figures_of_the_published_form():
    texts = rows(result_page(book_of(shenzhen_01())))
    assert ["项目名称", "科协组织建设与事业发展", "主管部门", "深圳市科学技术协会"] in texts
    assert ["预算执行", "10", "9.70", "0.97", "全年预算数（元）", "10645707.40"] in texts
    assert ["产出指标（50分）", "50", "47.60", "0.952", "全年执行数（元）", "10325305.82"] in texts
    assert any(line[-2:] == ["自评得分（报送时）", "97.30"] for line in texts)
    assert any(line[-2:] == ["等级（按表内总分）", "优"] for line in texts)


def test_findings_are_numbered_from_the_gravest_and_lead_to_their_cells():
    page = result_page(book_of(shanghai_01_wrong()))
    table = section(page, "发现的问题")[1:]
    assert [line[:2] + line[3:4] for line in table] == [["1", "错误", "C7"], ["2", "错误", "G21"], ["3", "提示", "H6"]]
    assert table[1][4:] == ["92", "91.00", "总分应为各项得分之和（依据：shanghai-2020 total）", "请改正总分或各项得分"]
    links = {spot.link for line in page.lines for spot in line.spots}
    assert {CellRef(SHEET, 7, 3), CellRef(SHEET, 21, 7), CellRef(SHEET, 6, 8)} <= links


def test_what_was_filled_shows_its_working():
    table = section(result_page(book_of(shenzhen_01_blank())), "填入的数（原为空白，Q513）")[1:]
    assert [line[1:5] for line in table] == [
        ["年度资金总额：执行率", "G6", "（空白）", "0.9699"],
        ["年度资金总额：得分", "H6", "（空白）", "9.70"],
        ["总分", "G33", "（空白）", "97.30"],
    ]
    assert "10,325,305.82÷10,645,707.40" in table[0][5]
    assert "shenzhen-2021 execution" in table[1][5]


def test_a_blank_that_was_filled_is_told_once():
    page = result_page(book_of(shenzhen_01_blank()))
    assert ["发现的问题"] not in rows(page)
    unfilled = replace(shenzhen_01_blank(), filled=shenzhen_01_blank().filled[:2])
    table = section(result_page(book_of(unfilled)), "发现的问题")[1:]
    assert [line[3] for line in table] == ["G33"]


def test_a_corrected_figure_shows_what_stood_there():
    evaluation = shenzhen_01_blank()
    score = evaluation.filled[1]
    corrected = Filled(score.ref, score.field, score.value, Decimal("10"), score.line)
    page = result_page(book_of(replace(evaluation, filled=(), corrected=(corrected,))))
    assert section(page, "改正的数（原数已记入批注）")[1][1:5] == ["年度资金总额：得分", "H6", "10", "9.70"]


def test_checks_with_the_same_reason_stand_together():
    why = say("预算数为零")
    verdicts = (Verdict("F201", "no-data", why), Verdict("F202", "no-data", why), Verdict("F203", "pass"))
    page = result_page(book_of(replace(shenzhen_01(), verdicts=verdicts)))
    table = section(page, "无法判断的检查")[1:]
    assert len(table) == 1
    assert "F201" in table[0][0]
    assert "F202" in table[0][0]
    assert table[0][1] == "数据不足：预算数为零"


def test_without_findings_it_says_what_was_checked():
    verdicts = (*(Verdict(code, "pass") for code in ("F201", "F203", "S305")), Verdict("S301", "no-data", say("无数")))
    page = result_page(book_of(replace(shenzhen_01(), findings=(), verdicts=verdicts)))
    assert ["结论", "未发现问题；3 项检查通过，1 项检查无法判断。"] in rows(page)
    assert ["发现的问题"] not in rows(page)


def test_several_forms_have_a_conclusion_each_and_one_together():
    texts = rows(result_page(book_of(shenzhen_01(), shanghai_01_wrong())))
    conclusions = [line[1] for line in texts if line[:1] == ["结论"]]
    assert len(conclusions) == 3
    assert conclusions[0].startswith("本工作簿共 2 张表：发现 2 处错误、3 处提示")
    assert ["第 2 张表（共 2 张）"] in texts


def test_findings_of_the_workbook_name_their_sheet():
    twice = Finding("X601", Severity.WARNING, say("同一项目有两份"), CellRef("表 2", 3, 2))
    page = result_page(book_of(shenzhen_01(), findings=(twice,)))
    assert section(page, "工作簿的问题")[1][:4] == ["1", "提醒", "X601 重复报送", "表 2!B3"]
