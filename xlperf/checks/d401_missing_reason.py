"""D401: points were lost or the target missed, and no reason stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.checks.points import unweighed_blocks
from xlperf.checks.reasons import says_reason
from xlperf.findings import Severity
from xlperf.form import Entry, Indicator
from xlperf.messages import Message, say
from xlperf.rounding import show_number
from xlperf.scoring.achievement import compare


def check_missing_reason(case: Case) -> Iterator[Result]:
    """Each applicable row that lost points or missed its target, at its reason cell; a form without one is exempt."""
    if case.form.reason is not None:
        yield from _check_form_reason(case, case.form.reason)
    for row in case.form.weighed:
        fault = _fault(case, row) if row.reason is not None else None
        if row.reason is not None and fault is not None:
            yield PASSED if says_reason(row.reason, case.pack) else _finding(case, row.reason, fault)


def _check_form_reason(case: Case, reason: Entry) -> Iterator[Result]:
    """The one reason serves every row; without it the form has one fault, however many rows want it."""
    faults = [fault for row in case.form.weighed if (fault := _fault(case, row)) is not None] or _lost_by_block(case)
    if not faults:
        return
    if says_reason(reason, case.pack):
        yield PASSED
    elif len(faults) == 1:
        yield _finding(case, reason, faults[0])
    else:
        yield _finding(case, reason, say("{fault}等共 {count} 项", fault=faults[0], count=len(faults)))


def _lost_by_block(case: Case) -> list[Message]:
    """Without a 分值 column points are seen to be lost where a block's scores fall short of the points in its label."""
    return [
        _lost(found.block.label.text, found.points, found.scores)
        for found in unweighed_blocks(case.form)
        if found.scores is not None and found.scores < found.points
    ]


def _lost(name: str, weight: Decimal, score: Decimal) -> Message:
    return say(
        "“{name}”分值 {weight}、得分 {score}，扣了 {lost} 分",
        name=name,
        weight=show_number(weight),
        score=show_number(score),
        lost=show_number(weight - score),
    )


def _fault(case: Case, row: Indicator) -> Message | None:
    score, weight = case.standing(row.score), row.weight.number if row.weight else None
    if score is not None and weight is not None and score < weight:
        return _lost(row.level3.text, weight, score)
    if compare(row).is_short:
        template = "“{name}”指标值 {target}、实际完成值 {actual}，没有完成"
        return say(template, name=row.level3.text, target=row.target.text, actual=row.actual.text)
    return None


def _finding(case: Case, reason: Entry, fault: Message) -> Result:
    message = say("{fault}，没有写偏差原因", fault=fault)
    return CHECK.finding(message, reason.ref, actual=reason.text or None, clause=case.pack.clause("reason"))


CHECK = Check(
    code="D401",
    slug="missing-reason",
    name="缺偏差原因",
    severity=Severity.ERROR,
    holds_when="指标扣了分或没有完成，偏差原因一栏空白，或只填“无”“—”“0”",
    source="规则包 reason 条",
    remedy="请在偏差原因分析及改进措施一栏写明没有完成或扣分的原因和改进措施。",
    wrong="指标值 5次，实际完成值 2次，得分 1.60，偏差原因空白",
    right="指标值 5次，实际完成值 2次，得分 1.60，偏差原因：由于疫情原因减少活动场次，下年增加线上场次",
    run=check_missing_reason,
)
