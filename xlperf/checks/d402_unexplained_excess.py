"""D402: an indicator is over-fulfilled far beyond its target, and no reason stands."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.measures import AT_LEAST, counts_things, quantity_pairs
from xlperf.checks.reasons import says_reason
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.quantity import Quantity
from xlperf.rounding import round_half_up, show_number
from xlperf.scoring.achievement import Outcome, compare


def check_unexplained_excess(case: Case) -> Iterator[Result]:
    """Each applicable row whose target and actual value are quantities, at the actual value.

    Where points were taken without a word, D401 asks for it.
    """
    pairs = [pair for pair in quantity_pairs(case.form.weighed) if _has_room(case, pair[0])]
    yield from (_judge(case, *pair) for pair in pairs)
    if not pairs:
        yield Inapplicable(say("没有可以比较的定量指标，或表上没有写原因的地方"))


def _has_room(case: Case, row: Indicator) -> bool:
    return row.reason is not None or case.form.reason is not None


def _judge(case: Case, row: Indicator, target: Quantity, actual: Quantity) -> Result:
    achieved = compare(row)
    if achieved.outcome is Outcome.UNKNOWN:
        return Unjudged(achieved.why or say("无法比较"))
    explained = says_reason(row.reason, case.pack) or says_reason(case.form.reason, case.pack)
    if achieved.outcome is not Outcome.EXCEEDED or explained or _lost_points(case, row):
        return PASSED
    if actual.comparator in AT_LEAST and target.comparator in AT_LEAST:
        return Unjudged(say("实际完成值写的是下限，看不出实际是多少"))
    return _finding(row, target, actual) if _is_far_beyond(case, target, actual) else PASSED


def _lost_points(case: Case, row: Indicator) -> bool:
    score, weight = case.standing(row.score), row.weight.number if row.weight else None
    return score is not None and weight is not None and score < weight


def _is_far_beyond(case: Case, target: Quantity, actual: Quantity) -> bool:
    if actual.amount <= target.amount * case.thresholds.over_fulfilment:
        return False
    return not counts_things(target) or actual.amount - target.amount >= case.thresholds.count_excess


def _finding(row: Indicator, target: Quantity, actual: Quantity) -> Result:
    message = say(
        "“{name}”实际完成值 {actual} 是指标值 {target} 的 {times} 倍，没有写原因",
        name=row.level3.text,
        actual=f"{show_number(actual.amount)}{actual.unit}",
        target=f"{show_number(target.amount)}{target.unit}",
        times=show_number(round_half_up(actual.amount / target.amount, 2)),
    )
    return CHECK.finding(message, row.actual.ref, actual=row.actual.text)


CHECK = Check(
    code="D402",
    slug="unexplained-excess",
    name="远超指标值未说明",
    severity=Severity.WARNING,
    holds_when="实际完成值超过指标值的 130%（按个数计的至少多 3 个），偏差原因一栏没有说明",
    source="财预〔2020〕10号：偏离指标值较多的应当说明原因 [M]；130% 见于各地填表说明",
    remedy="请在偏差原因一栏说明超额的原因；指标值定低了的，下年调高。",
    wrong="指标值 10个，实际完成值 125个，偏差原因空白",
    right="指标值 10个，实际完成值 12个，偏差原因空白",
    run=check_unexplained_excess,
)
