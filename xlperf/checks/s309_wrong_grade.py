"""S309: the printed grade is not the total's."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.words import load_word_list
from xlperf.findings import Severity
from xlperf.form import Entry
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.rounding import show_score
from xlperf.scoring.totals import weight_total


def check_wrong_grade(case: Case) -> Iterator[Result]:
    """The grade beside the total; where the total is wrong (S305), the grade of the right one will do too."""
    total = case.form.total
    if total is None or total.grade is None or total.grade.is_blank or total.grade.is_mark:
        yield Inapplicable(say("表上没有填等级"))
    else:
        yield _judge(case, total.grade)


def _judge(case: Case, grade: Entry) -> Result:
    stated, right = _read(grade.text), _grades(case)
    if stated is None:
        return Unjudged(say("看不出填的是哪一等"))
    if not case.pack.grades.bounds:
        return Unjudged(say("规则包没有等级的划分"))
    if not right:
        return Unjudged(say("没有总分，或满分不是规则包的总分，无法定等级"))
    if stated in right:
        return PASSED
    return _finding(case, grade, right[0])


def _grades(case: Case) -> tuple[str, ...]:
    """The grade of the total as it stands, and of the sum of the scores; empty where the points are not the pack's."""
    figure = case.form.total.score if case.form.total else None
    line = case.scores.at(figure.ref) if figure is not None else None
    stands = case.standing(figure)
    if stands is None or weight_total(case.form, case.pack) != case.pack.points.total:
        return ()
    totals = (stands, line.exact if line is not None and line.exact is not None else stands)
    return tuple(grade for total in totals if (grade := case.pack.grade(total)) is not None)


def _read(text: str) -> str | None:
    """The grade that a word means; None for a word that means none."""
    label = fold(text).strip("。()")
    lists = load_word_list("grades").words
    return next((grade for grade, spellings in lists.items() if label in spellings), None)


def _finding(case: Case, grade: Entry, right: str) -> Result:
    assert case.form.total is not None  # there is a grade
    total = case.standing(case.form.total.score)
    message = say(
        "等级填“{stated}”，总分 {total} 应为“{right}”",
        stated=grade.text,
        total=show_score(total, case.pack.places) if total is not None else "",
        right=right,
    )
    return CHECK.finding(message, grade.ref, expected=right, actual=grade.text, clause=case.pack.clause("grades"))


CHECK = Check(
    code="S309",
    slug="wrong-grade",
    name="等级与总分不符",
    severity=Severity.ERROR,
    holds_when="表上填的等级不是总分所在的一等（“优秀”即“优”）",
    source="规则包 grades 条",
    remedy="请按总分改正等级。",
    wrong="总分 88.50，等级“优”",
    right="总分 90.00，等级“优秀”",
    run=check_wrong_grade,
)
