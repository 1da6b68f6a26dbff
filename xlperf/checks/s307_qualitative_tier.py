"""S307: a qualitative score outside the tier that its words name; a rubric's that its standard does not know."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.points import BY_STANDARD, is_out_of_range
from xlperf.checks.tiers import Tier, knows_tiers, named_tier
from xlperf.findings import Finding, Severity
from xlperf.form import Criterion, Figure, Indicator
from xlperf.messages import Message, say
from xlperf.rounding import show_number
from xlperf.scoring.criteria import open_points
from xlperf.scoring.earned import Spans, lies_in, show_spans

_NAMES = {"full": say("达成"), "part": say("部分达成"), "none": say("未达成")}


def check_qualitative_tier(case: Case) -> Iterator[Result]:
    """Each applicable row that is no quantity and has points and score; scores out of range are S302's."""
    for row in case.form.weighed:
        if row.weight is None or row.score is None or row.is_quantitative or row.actual.is_blank:
            continue
        score = row.score.amount
        if score is not None and row.weight.number and not is_out_of_range(row.weight, row.score):
            yield _judge(case, row, row.weight.number, row.score, score)
    for criterion in case.form.criteria:
        if criterion.score is not None and not is_out_of_range(criterion.weight, criterion.score):
            yield from _judge_criterion(case, criterion, criterion.score)


def _judge_criterion(case: Case, row: Criterion, figure: Figure) -> Iterator[Result]:
    """A score that no reading of the standard allows, whatever the inputs are that nobody gave."""
    spans, stated = open_points(case.form, row, case.pack), figure.amount
    if not spans or stated is None or figure.is_blank:
        return
    yield PASSED if lies_in(stated, spans, case.pack.places) else _not_allowed(case, row, figure, stated, spans)


def _not_allowed(case: Case, row: Criterion, figure: Figure, stated: Decimal, spans: Spans) -> Finding:
    line, shown = case.scores.at(figure.ref), show_spans(spans)
    steps = line.steps if line else ()
    message = say(
        "“{name}”得分填 {score}，按评分标准只能是 {allowed}", name=row.level3.text, score=figure.text, allowed=shown
    )
    if steps:
        message = say("{message}（{working}）", message=message, working=steps[0])
    is_rounded = any(lies_in(stated, spans, places) for places in range(case.pack.places))
    severity = Severity.WARNING if is_rounded else Severity.ERROR
    clause, actual = line.clause if line else None, figure.text
    return CHECK.finding(
        message, figure.ref, severity=severity, expected=shown, actual=actual, clause=clause, remedy=BY_STANDARD
    )


def _judge(case: Case, row: Indicator, weight: Decimal, figure: Figure, score: Decimal) -> Result:
    if not knows_tiers(case.pack):
        return Unjudged(say("规则包没有定性指标的分档"))
    tier = named_tier(row, weight, case.pack)
    if tier is None:
        return Unjudged(say("实际完成值的文字不在已列出的用语之中，看不出属于哪一档"))
    if tier.holds(score):
        return PASSED
    message = _message(row, tier, figure)
    expected = f"{show_number(tier.least)}–{show_number(tier.most)}"
    severity = Severity.ERROR if tier.phrase.own else Severity.WARNING
    clause = case.pack.clause("qualitative")
    return CHECK.finding(message, figure.ref, severity=severity, expected=expected, actual=figure.text, clause=clause)


def _message(row: Indicator, tier: Tier, figure: Figure) -> Message:
    template = "“{name}”实际完成值“{actual}”属“{tier}”一档，得分应在 {least} 到 {most} 分之间，填 {score}"
    if not tier.phrase.own:
        template = "“{name}”实际完成值“{actual}”看来属“{tier}”一档，得分应在 {least} 到 {most} 分，填 {score}，请核对"
    return say(
        template,
        name=row.level3.text,
        actual=row.actual.text,
        tier=_NAMES[tier.phrase.achieved],
        least=show_number(tier.least),
        most=show_number(tier.most),
        score=figure.text,
    )


CHECK = Check(
    code="S307",
    slug="qualitative-tier",
    name="定性得分不在该档",
    severity=Severity.ERROR,
    holds_when="定性指标的得分不在实际完成值所说的那一档：没有达成却得满分，达成了却低于最高一档；按“比较及时”一类用语推断的，只作提醒；评分表的得分不是其评分标准可能给出的数",
    source="规则包 qualitative 条",
    remedy="请按三档重定得分，或把实际完成情况写准确；两档交界的分数算上一档。",
    wrong="分值 10，实际完成值“未达成预期指标且效果较差”，得分 10",
    right="分值 10，实际完成值“部分达成预期指标并具有一定效果”，得分 7",
    run=check_qualitative_tier,
)
