"""What settings do to findings and verdicts, and that they never touch a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.broken import INBOX
from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.cells import Snapshot
from xlperf.checks import CHECKS
from xlperf.evaluation import BookEvaluation, Evaluation, Options, evaluate
from xlperf.findings import Severity
from xlperf.ooxml.book import read_book
from xlperf.settings import read_settings, settable_keys

BLANKS = INBOX.parent / "blank-scores"
FORMS = ("深圳/01-*.xlsx", "深圳/06-*.xlsx", "上海/02-*.xlsx", "襄阳/*.xlsx")
"""A form with rates rounded coarsely, one with an amount that does not add up, one without a rule for its scores, and
the department's."""


@cache
def snapshot_of(path: Path) -> Snapshot:
    return read_book(path).snapshot


def published(pattern: str, *, blank: bool = False) -> Snapshot:
    return snapshot_of(next((BLANKS if blank else INBOX).glob(pattern)))


def found(book: BookEvaluation, code: str) -> list[str]:
    return [finding.severity.value for finding in book.all_findings() if finding.code == code]


def judged(snapshot: Snapshot, *changes: str, **options: bool) -> BookEvaluation:
    return evaluate(snapshot, Options(settings=read_settings(None, changes), **options))


def form(score: str = "9.00", outputs: int = 50, unit: str = "深圳市某某中心", blank: bool = False) -> Snapshot:
    """90 % of the money spent; two of five trainings held, for two fifths of the points or a blank, without a word."""
    earned, others = outputs * 2 // 5, 90 - outputs
    indicators: list[Row] = [
        (f"产出指标（{outputs}分）", "数量指标", "培训次数", "5次", "2次", outputs, None if blank else earned, None),
        (f"效益指标（{others}分）", "社会效益指标", "影响力", "提升", "提升", others, others, None),
    ]
    funds = [("年度资金总额", "100.00", "100.00", "90.00", 10, "90.00%", score)]
    return make_snapshot(project_rows(funds, indicators, (100, str(Decimal(score) + earned + others)), unit))


def test_a_check_that_is_off_finds_nothing_and_says_so() -> None:
    book = judged(form(), "D401.off=true")
    (verdict,) = (each for each in book.forms[0].verdicts if each.code == "D401")
    assert found(judged(form()), "D401") == ["error"]
    assert found(book, "D401") == []
    assert (verdict.verdict, str(verdict.reason)) == ("not-applicable", "设置中已关闭")


def test_off_leaves_every_other_check_as_it_was() -> None:
    usual, off = judged(form()).forms[0], judged(form(), "D401.off=true").forms[0]
    assert [f for f in usual.findings if f.code != "D401"] == list(off.findings)
    assert [v for v in usual.verdicts if v.code != "D401"] == [v for v in off.verdicts if v.code != "D401"]


def test_off_that_is_false_is_as_ever() -> None:
    assert judged(form(), "D401.off=false").forms == judged(form()).forms


SEVERITIES = [
    # cells as they are, check, found as ever, set, found then
    (form(), "D401", ["error"], "warning", ["warning"]),
    (form(), "D401", ["error"], "info", ["info"]),
    (form("7.00"), "F202", ["error"], "info", ["info"]),
    # 尾差 is held milder than an error by the check itself: it never becomes graver
    (published(FORMS[0]), "F201", ["info", "info"], "error", ["info", "info"]),
    (published(FORMS[0]), "F201", ["info", "info"], "warning", ["info", "info"]),
    # a form of no known region and points of its own goes by a fallback, whose clauses give warnings at most
    (form("7.00", 45, "某单位"), "F202", ["warning"], "error", ["warning"]),
    (form("7.00", 45, "某单位"), "F202", ["warning"], "info", ["info"]),
    # the pack knows no rule for Shanghai's execution score: a clause worked out from forms may be raised
    (published(FORMS[2]), "S310", ["info"], "warning", ["warning"]),
    (published(FORMS[2]), "S310", ["info"], "error", ["error"]),
]


@pytest.mark.parametrize(("snapshot", "code", "usual", "wanted", "then"), SEVERITIES)
def test_a_severity_that_is_set(snapshot: Snapshot, code: str, usual: list[str], wanted: str, then: list[str]) -> None:
    assert found(judged(snapshot), code)[: len(usual)] == usual
    assert found(judged(snapshot, f"{code}.severity={wanted}"), code)[: len(then)] == then


def test_what_rests_on_no_source_at_hand_is_a_warning_at_most() -> None:
    """Sichuan's clause on quantities is general knowledge [M]: how a miss is scored was not found."""
    for wanted, then in ((), "info"), (("S310.severity=warning",), "warning"), (("S310.severity=error",), "warning"):
        book = evaluate(form(blank=True), Options("sichuan", settings=read_settings(None, wanted)))
        assert set(found(book, "S310")) == {then}


def test_in_a_folder_a_blank_figure_is_as_grave_as_is_set() -> None:
    snapshot = published(FORMS[0], blank=True)
    assert set(found(judged(snapshot, batch=True), "Q513")) == {"warning"}
    assert set(found(judged(snapshot, "Q513.severity=info", batch=True), "Q513")) == {"info"}
    assert set(found(judged(snapshot, "Q513.severity=error"), "Q513")) == {"error"}


def test_a_workbook_without_a_form_stays_one() -> None:
    book = judged(make_snapshot([["通讯录"]]), "T101.severity=info")
    assert (book.forms, found(book, "T101")) == ((), ["info"])


SETTABLE = st.sampled_from([(check.code, key) for check in CHECKS for key in settable_keys(check.code)])
VALUES = {"off": ("true", "false"), "severity": tuple(Severity), "threshold": ("1",), "units": ("0", "100")}
CHANGES = st.lists(SETTABLE.flatmap(lambda at: st.sampled_from([f"{at[0]}.{at[1]}={v}" for v in VALUES[at[1]]])))
SUBMITTED = [next(INBOX.glob(pattern)) for pattern in FORMS] + sorted(BLANKS.rglob("01-*.xlsx"))


@cache
def usual(path: Path, correct: bool) -> BookEvaluation:
    return evaluate(snapshot_of(path), Options(correct=correct))


@given(CHANGES, st.sampled_from(SUBMITTED), st.booleans())
@settings(max_examples=60, deadline=None)
def test_settings_change_findings_and_never_a_figure(changes: list[str], path: Path, correct: bool) -> None:
    before, after = usual(path, correct), judged(snapshot_of(path), *changes, correct=correct)
    assert [figures(form) for form in after.forms] == [figures(form) for form in before.forms]
    assert after.restated == before.restated
    set_of = {check.code: {each.split("=")[0] for each in changes if each.startswith(check.code)} for check in CHECKS}
    for check in CHECKS:
        if not set_of[check.code]:
            assert told(after, check.code) == told(before, check.code)
        elif set_of[check.code] == {f"{check.code}.severity"}:
            assert [each[1:] for each in told(after, check.code)] == [each[1:] for each in told(before, check.code)]


def figures(form: Evaluation) -> Evaluation:
    """All of an evaluation but what the checks say."""
    return replace(form, findings=(), verdicts=())


def told(book: BookEvaluation, code: str) -> list[tuple[object, ...]]:
    """What a check found and how it ended, its severities first."""
    verdicts = [(None, each.verdict, str(each.reason)) for f in book.forms for each in f.verdicts if each.code == code]
    return [
        *verdicts,
        *((f.severity, replace(f, severity=Severity.INFO)) for f in book.all_findings() if f.code == code),
    ]
