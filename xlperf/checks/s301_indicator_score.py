"""S301: a quantitative score is not weight × completion, capped; a rubric's is not what its standard gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.grades import moves_grade
from xlperf.checks.points import BY_STANDARD, is_out_of_range
from xlperf.checks.reasons import says_reason
from xlperf.findings import Severity
from xlperf.form import Criterion, Figure, Indicator, Scored
from xlperf.messages import say
from xlperf.rounding import show_score
from xlperf.scores import ScoreLine
from xlperf.scoring.achievement import Outcome, compare
from xlperf.scoring.criteria import criterion_difference, find_rule
from xlperf.scoring.differences import Difference, score_difference


def check_indicator_score(case: Case) -> Iterator[Result]:
    """Each applicable row whose target and actual are quantities; blanks are Q513's, scores out of range S302's."""
    for row in case.form.weighed:
        if row.score is None or row.score.is_blank or not row.is_quantitative:
            continue
        expected = case.scores.at(row.score.ref)
        if expected is not None and not is_out_of_range(row.weight, row.score):
            yield _judge(case, row, row.score, expected)
    for criterion in case.form.criteria:
        if criterion.score is not None and not is_out_of_range(criterion.weight, criterion.score):
            yield from _judge_criterion(case, criterion, criterion.score)


def _judge_criterion(case: Case, row: Criterion, figure: Figure) -> Iterator[Result]:
    """A criterion by its standard; what it may be while an input is wanting, says S307."""
    expected = case.scores.at(figure.ref)
    if figure.is_blank or expected is None:
        return
    if expected.exact is None:
        known = find_rule(row, case.pack) is not None
        yield Unjudged(say("评分依据不全，还不能按评分标准算出") if known else say("规则包没有这一项的评分标准"))
    else:
        yield _judge(case, row, figure, expected)


def _judge(case: Case, row: Scored, figure: Figure, expected: ScoreLine) -> Result:
    stated = figure.amount
    if expected.exact is None or expected.awarded is None:
        return Unjudged(expected.reason or say("无法计算得分"))
    if stated is None:
        return Unjudged(say("得分不是数字"))
    difference = _difference(case, row, stated, expected.exact)
    if difference is Difference.NONE:
        return PASSED
    shown = show_score(expected.awarded, case.pack.places)
    message = say(
        "“{name}”得分填 {actual}，应为 {expected}（{working}）",
        name=row.level3.text,
        actual=figure.text,
        expected=shown,
        working=expected.steps[0],
    )
    severity = _severity(case, row, stated, expected.exact, difference)
    remedy = BY_STANDARD if isinstance(row, Criterion) else None
    clause, actual = expected.clause, figure.text
    return CHECK.finding(
        message, figure.ref, severity=severity, expected=shown, actual=actual, clause=clause, remedy=remedy
    )


def _difference(case: Case, row: Scored, stated: Decimal, exact: Decimal) -> Difference:
    if isinstance(row, Criterion):
        return criterion_difference(case.form, row, stated, exact, case.pack)
    return score_difference(stated, exact, case.pack.places)


def _severity(case: Case, row: Scored, stated: Decimal, exact: Decimal, difference: Difference) -> Severity:
    """Points taken for going far beyond a target may be a judgement: a reason makes it one."""
    if isinstance(row, Indicator) and compare(row).outcome is Outcome.EXCEEDED and stated < exact:
        return Severity.INFO if says_reason(row.reason, case.pack) else Severity.WARNING
    grave = difference is Difference.WRONG or moves_grade(case, stated, exact)
    return Severity.ERROR if grave else Severity.WARNING


CHECK = Check(
    code="S301",
    slug="indicator-score",
    name="定量指标得分不符",
    severity=Severity.ERROR,
    holds_when="定量指标的得分不等于分值×完成比例（不超过分值）；只差在取整上的为提醒，超额完成而扣分的为提醒或提示；评分表的得分不等于按评分标准和评分依据算出的数",
    source="规则包 quantitative 条",
    remedy="请按分值和完成比例重算得分；另有扣分理由的，写入偏差原因一栏。",
    wrong="分值 4，指标值 5次，实际完成值 2次，得分 4.00",
    right="分值 4，指标值 5次，实际完成值 2次，得分 1.60",
    run=check_indicator_score,
)
