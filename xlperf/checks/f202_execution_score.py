"""F202: the execution score is not the pack's."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.grades import moves_grade
from xlperf.checks.points import is_out_of_range
from xlperf.findings import Severity
from xlperf.form import Figure, FundLine
from xlperf.messages import say
from xlperf.rounding import show_score
from xlperf.scores import ScoreLine
from xlperf.scoring.differences import Difference
from xlperf.scoring.execution import execution_difference


def check_execution_score(case: Case) -> Iterator[Result]:
    """The total line's score; blanks are Q513's, scores out of range S302's."""
    line = case.form.total_line
    if line is None or line.score is None or line.score.is_blank or is_out_of_range(line.weight, line.score):
        return
    expected = case.scores.at(line.score.ref)
    if expected is not None:
        yield _judge(case, line, line.score, expected)


def _judge(case: Case, line: FundLine, figure: Figure, expected: ScoreLine) -> Result:
    stated = figure.amount
    if expected.exact is None or expected.awarded is None:
        return Unjudged(expected.reason or say("无法计算预算执行得分"))
    if stated is None:
        return Unjudged(say("预算执行得分不是数字"))
    difference = execution_difference(line, stated, expected.exact, case.pack)
    if difference is Difference.NONE:
        return PASSED
    grave = difference is Difference.WRONG or moves_grade(case, stated, expected.exact)
    message = say(
        "预算执行得分填 {actual}，应为 {expected}（{working}），属{kind}",
        actual=figure.text,
        expected=show_score(expected.awarded, case.pack.places),
        working=expected.steps[0],
        kind=say(Difference.WRONG.value if grave else difference.value),
    )
    return CHECK.finding(
        message,
        figure.ref,
        severity=Severity.ERROR if grave else Severity.WARNING,
        expected=show_score(expected.awarded, case.pack.places),
        actual=figure.text,
        clause=expected.clause,
    )


CHECK = Check(
    code="F202",
    slug="execution-score",
    name="预算执行得分不符",
    severity=Severity.ERROR,
    holds_when="预算执行得分不等于规则包算出的得分（按四舍五入后的执行率计分的为提醒）",
    source="规则包 execution 条",
    remedy="请按规则重算得分；执行率不要先四舍五入。",
    wrong="分值 10，执行率 96.99%，得分 9.00",
    right="分值 10，执行率 96.99%，得分 9.70",
    run=check_execution_score,
)
