"""Every check accounts for itself on every form: judged, found, not applicable or without data, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checks.small_forms import judge_rows, load_cases
from tests.support.snapshots import make_snapshot, project_rows
from xlperf.checks import CHECKS, Case, judge
from xlperf.evaluation import Evaluation, evaluate
from xlperf.form import Form
from xlperf.ooxml.book import read_book
from xlperf.recognition import recognise
from xlperf.reports.json_form import form_document
from xlperf.rules import load
from xlperf.scores import ScoreSheet

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.xlsx"))
CODES = [check.code for check in CHECKS]


def verdicts(evaluation: Evaluation) -> dict[str, str]:
    return {verdict.code: verdict.verdict for verdict in evaluation.verdicts}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parts[-3]}-{path.stem[:12]}")
def test_every_check_accounts_for_itself(path: Path) -> None:
    for evaluation in evaluate(read_book(path).snapshot).forms:
        document = json.loads(json.dumps(form_document(evaluation, "zh")))
        assert [each["code"] for each in document["verdicts"]] == CODES
        found = {finding["code"] for finding in document["findings"]}
        for each in document["verdicts"]:
            assert (each["verdict"] == "finding") == (each["code"] in found), each
            assert each["verdict"] == "finding" or each["verdict"] == "pass" or each["reason"], each


def empty_form() -> Form:
    """A form with its title, its head and its headers, and nothing below them."""
    case = next(case for case in load_cases() if case.code == "Q505")
    evaluation = judge_rows(case.data)
    return Form(
        definition=evaluation.form.definition, sheet="Sheet1", area=evaluation.form.area, head=evaluation.form.head,
        money_unit="元", funds=(), goal_expected=None, goal_actual=None, indicators=(), total=None,
    )  # fmt: skip


STRUCTURE = {"T102", "T103", "T104", "T105", "Q501", "Q512"}
"""Checks of the sheet and of its head, which are there."""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_nothing_passes_where_there_is_nothing(check: object) -> None:
    findings, verdict = judge(check, Case(empty_form(), load("cn-2020"), ScoreSheet()))
    if check.code not in STRUCTURE:
        assert findings == ()
        assert verdict.verdict in ("not-applicable", "no-data")
        assert verdict.reason is not None


BLANK = ["F207", "D402", "D404", "Q502", "Q503", "Q504", "Q508", "Q511", "S309", "S311"]


@pytest.mark.parametrize("code", BLANK)
def test_a_form_without_figures_passes_no_check_of_figures(code: str) -> None:
    """Names stand there, targets in words; no amount, no number, no grade, no reason."""
    data = {
        "funds": [["年度资金总额", "", "", "", 10, "", ""]],
        "rows": [["产出指标", "质量指标", "课题质量", "优", "优", 90, 90]],
        "total": [100, 90],
    }
    assert verdicts(judge_rows(data))[code] in ("not-applicable", "no-data")


def test_what_is_partly_judged_says_what_was_left_out() -> None:
    rows = [
        ["产出指标", "数量指标", "巡检频次", "1次/月", "12次", 25, 25],
        [0, "数量指标", "培训次数", "5次", "5次", 25, 25],
    ]
    (verdict,) = [each for each in judge_rows({"rows": rows}).verdicts if each.code == "Q502"]
    assert verdict.verdict == "pass"
    assert "看不出单位是否一致" in str(verdict.reason)


def test_the_file_s_name_changes_no_verdict_where_it_agrees() -> None:
    head = {"title": "2021年度项目支出绩效自评表"}
    one = judge_rows({"head": head, "file": "某局2021年自评表.xlsx"})
    assert one.verdicts == judge_rows({"head": head, "file": "once.xlsx"}).verdicts


def test_a_template_s_unused_rows_are_no_indicators() -> None:
    """Beside Q512 they are neither blanks nor gaps in the sums."""
    rows = [
        ["产出指标", "数量指标", "课题数", "5个", "5个", 50, 50],
        [0, 0, "指标2：", None, None, None, None],
        [0, 0, "……", "……", None, None, None],
    ]
    evaluation = judge_rows({"rows": rows})
    assert [row.level3.text for row in evaluation.form.indicators] == ["课题数", "群众获得感"]
    assert {finding.code for finding in evaluation.findings} == {"Q512"}
    assert verdicts(evaluation)["S304"] == "pass"


def test_no_form_no_verdicts() -> None:
    assert recognise(make_snapshot([("姓名", "电话")])) == ()


def test_what_a_missing_column_hides_is_not_called_inapplicable() -> None:
    rows = project_rows(indicators=[("产出指标", "数量指标", "培训人数", "100人", "80人", 90, 90, None)])
    rows[7] = ("年度绩效指标", "一级指标", "二级指标", "三级指标", "核定数", "核定完成数", "分值", "评定", "备注")
    (evaluation,) = evaluate(make_snapshot(rows)).forms
    found = {verdict.code: verdict for verdict in evaluation.verdicts}
    assert found["T102"].verdict == "finding"
    assert [found[code].verdict for code in ("S301", "S307", "D401")] == ["no-data"] * 3
    assert "T102" in str(found["S301"].reason)
