"""What clerks put into one cell: total and grade, year and money unit, points as percentages, a label unanswered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows, shown
from xlperf.evaluation import Evaluation, evaluate

ROWS: list[Row] = [
    ("产出指标（50分）", "数量指标", "培训人数", "100人", "100人", 50, 50, None),
    ("效益指标（40分）", "社会效益指标", "受益人数", "100人", "100人", 40, 40, None),
]


def judged(rows: list[Row]) -> Evaluation:
    (evaluation,) = evaluate(make_snapshot(rows)).forms
    return evaluation


def told(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(f.code, f.ref.address if f.ref else "") for f in evaluation.findings]


@pytest.mark.parametrize("text", ["99（优）", "99.00分（优）", "99，优秀", "99 优", "９９\n(优)"])
def test_a_total_with_its_grade(text: str) -> None:
    evaluation = judged(project_rows(indicators=ROWS, total=(100, text)))
    total = evaluation.form.total
    assert total is not None
    assert total.score is not None
    assert total.grade is not None
    assert total.score.number == 99
    assert told(evaluation) == []


def test_a_wrong_grade_behind_the_total() -> None:
    assert told(judged(project_rows(indicators=ROWS, total=(100, "99（良）")))) == [("S309", "H11")]


def test_a_wrong_total_before_its_grade() -> None:
    assert told(judged(project_rows(indicators=ROWS, total=(100, "95（优）")))) == [("S305", "H11")]


@pytest.mark.parametrize("text", ["优", "很好（优）", "99（过关）"])
def test_a_total_that_is_no_number(text: str) -> None:
    assert told(judged(project_rows(indicators=ROWS, total=(100, text)))) == [("S308", "H11")]


def test_points_shown_as_percentages() -> None:
    half, rest, one = shown("0.5", "50%", "0%"), shown("0.4", "40%", "0%"), shown("1", "100%", "0%")
    rows = [(*row[:5], weight, *row[6:]) for row, weight in zip(ROWS, (half, rest), strict=True)]
    funds = (("年度资金总额", 100, 100, 90, shown("0.1", "10%", "0%"), "90.00%", 9),)
    evaluation = judged(project_rows(funds, rows, (one, 99)))
    weights = [row.weight.number for row in evaluation.form.indicators if row.weight is not None]
    assert weights == [Decimal(50), Decimal(40)]
    assert told(evaluation) == []


@pytest.mark.parametrize("line", ["（2021年度）  单位：万元", "2021年度 金额单位:元", "2021年　（单位：万元）"])
def test_year_and_money_unit_on_one_line(line: str) -> None:
    rows = project_rows(indicators=ROWS)
    rows[1:2] = [(line,), ("项目名称", "某项目")]
    evaluation = judged(rows)
    assert evaluation.form.head.year == 2021
    assert told(evaluation) == []


def test_a_label_left_unanswered_before_another() -> None:
    rows = project_rows(indicators=ROWS, unit="")
    rows[1:1] = [("单位名称：            填报日期：      年   月",)]
    head = judged(rows).form.head
    assert head.unit is not None
    assert head.unit.is_blank


def test_a_unit_left_out_once_and_given_below() -> None:
    rows = project_rows(indicators=ROWS)
    rows[1:1] = [("单位名称：            填报日期：      年   月",)]
    head = judged(rows).form.head
    assert head.unit is not None
    assert head.unit.text == "深圳市某某中心"


@pytest.mark.parametrize("text", ["10.O", "满分", True, shown("45047", "2023-05-01", "yyyy-mm-dd")])
def test_why_a_score_is_no_number_is_said_in_english_too(text: object) -> None:
    evaluation = judged(project_rows(indicators=[(*ROWS[0][:6], text, None), ROWS[1]]))
    (finding,) = (finding for finding in evaluation.findings if finding.code == "S308")
    because = finding.message.text("en").rpartition(":")[2]
    assert because.isascii()
    assert "不是数字：不是" not in str(finding.message)
