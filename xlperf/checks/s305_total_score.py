"""S305: the printed 总分 is not the sum of the scores as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.points import stray_points
from xlperf.findings import Severity
from xlperf.form import Figure
from xlperf.messages import say
from xlperf.rounding import show_score
from xlperf.scores import ScoreLine
from xlperf.scoring.differences import Difference, score_difference


def check_total_score(case: Case) -> Iterator[Result]:
    """The row 总分; a blank is Q513's, a text S308's."""
    figure = case.form.total.score if case.form.total else None
    expected = case.scores.at(figure.ref) if figure else None
    if figure is None or expected is None or figure.is_blank:
        return
    yield _judge(case, figure, expected)


def _judge(case: Case, figure: Figure, expected: ScoreLine) -> Result:
    stated = figure.amount
    if expected.exact is None:
        return Unjudged(expected.reason or say("总分无法计算"))
    if stated is None:
        return Unjudged(say("总分不是数字"))
    if stated == expected.exact + stray_points(case.form)[1]:
        return PASSED
    difference = score_difference(stated, expected.exact, case.pack.places)
    if difference is Difference.NONE:
        return PASSED
    grave = difference is Difference.WRONG or case.pack.grade(stated) != case.pack.grade(expected.exact)
    return _finding(case, figure, expected, expected.exact, grave)


def _finding(case: Case, figure: Figure, expected: ScoreLine, exact: Decimal, grave: bool) -> Result:
    shown = show_score(exact, case.pack.places)
    template = "总分填 {actual}，各项得分相加为 {expected}（{working}）"
    if not grave:
        template = "总分填 {actual}，各项得分相加为 {expected}（{working}），只是取整不同（口径差）"
    message = say(template, actual=figure.text, expected=shown, working=expected.steps[0])
    severity = Severity.ERROR if grave else Severity.WARNING
    return CHECK.finding(message, figure.ref, severity=severity, expected=shown, actual=figure.text)


CHECK = Check(
    code="S305",
    slug="total-score",
    name="总分不符",
    severity=Severity.ERROR,
    holds_when="总分不等于各项得分之和（只差在取整上的为提醒）",
    source="表内关系：总分＝各项得分之和",
    remedy="请重新合计各项得分，改正总分。",
    wrong="各项得分相加为 97.30，总分填 98.30",
    right="各项得分相加为 97.30，总分填 97.30",
    run=check_total_score,
)
