from __future__ import annotations

from dataclasses import replace

from tests.support.batches import DAMAGED, LOCKED
from tests.support.evaluations import book_of, shanghai_01_wrong, shenzhen_01, shenzhen_01_blank
from xlperf.evaluation import BookEvaluation, Evaluation
from xlperf.findings import Finding, Severity
from xlperf.messages import say
from xlperf.outcomes import FileOutcome, exit_status, failed, judged

HINTS = judged("a.xlsx", None, book_of(shenzhen_01()))
WARNINGS = judged("b.xlsx", None, book_of(shenzhen_01_blank()))
ERRORS = judged("c.xlsx", None, book_of(shanghai_01_wrong()))
DAMAGED_FILE, LOCK_FILE = failed("d.xlsx", DAMAGED), failed("~$a.xlsx", LOCKED, "skipped")


def test_only_an_error_makes_status_1():
    assert exit_status([HINTS, WARNINGS]) == 0
    assert exit_status([HINTS, ERRORS]) == 1


def test_a_file_that_failed_wins_over_errors():
    assert exit_status([ERRORS, DAMAGED_FILE]) == 3


def test_a_lock_file_is_passed_over_without_consequence():
    assert exit_status([LOCK_FILE, HINTS]) == 0


def test_a_workbook_without_a_form_is_unrecognised_and_says_what_to_do():
    fault = Finding("T101", Severity.ERROR, say("没有找到绩效自评表"), remedy=say("请检查文件"))
    outcome = judged("e.xlsx", None, BookEvaluation(book_of().snapshot, (), (fault,)))
    assert outcome.status == "unrecognised"
    assert (str(outcome.error), str(outcome.remedy)) == ("没有找到绩效自评表。", "请检查文件")
    assert exit_status([outcome]) == 3


def test_a_copy_that_could_not_be_written_is_a_failure_though_the_form_was_judged():
    outcome = FileOutcome("f.xlsx", None, "findings", DAMAGED.problem, DAMAGED.remedy, book_of(shenzhen_01()))
    assert exit_status([outcome]) == 3


def test_status_says_whether_anything_was_found():
    assert HINTS.status == "findings"
    assert judged("g.xlsx", None, BookEvaluation(HINTS.evaluation.snapshot, (_clean(),))).status == "ok"


def _clean() -> Evaluation:
    return replace(shenzhen_01(), findings=())
