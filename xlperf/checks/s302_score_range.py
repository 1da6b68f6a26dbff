"""S302: a score above its weight, or below zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.points import UnweighedBlock, is_out_of_range, scored_pairs, unweighed_blocks, wrong_blocks
from xlperf.findings import Severity
from xlperf.form import Figure
from xlperf.messages import say
from xlperf.rounding import show_number


def check_score_range(case: Case) -> Iterator[Result]:
    """The execution score and each applicable indicator's, where points and score are numbers.

    Where rows have no points of their own, each block's scores against the points in its label.
    """
    yield from map(_judge_block, unweighed_blocks(case.form))
    wrong = wrong_blocks(case)
    short = {found.block.label.ref: expected - (found.weights or 0) for found, expected in wrong}
    lacking = {row.score.ref: short.get(row.block.label.ref) for row in case.form.scored if row.score is not None}
    for name, weight, score in scored_pairs(case.form):
        if weight.number is None or score.number is None:
            continue
        yield _judge(name, weight, score, weight.number + (lacking.get(score.ref) or 0))


def _judge(name: str, weight: Figure, score: Figure, most: Decimal) -> Result:
    """`most` are the points with what the block lacks: points set too low there are S303's fault alone."""
    if not is_out_of_range(weight, score) or (score.number is not None and 0 <= score.number <= most):
        return PASSED
    template = "“{name}”得分 {score}，超出 0 到分值 {weight} 的范围"
    message = say(template, name=name, score=score.text, weight=weight.text)
    return CHECK.finding(message, score.ref, expected=f"0–{weight.text}", actual=score.text)


def _judge_block(found: UnweighedBlock) -> Result:
    if found.scores is None:
        return Unjudged(say("“{block}”下有得分空白或不是数字", block=found.block.label.text))
    below_zero = found.lowest < 0
    if found.scores <= found.points and not below_zero:
        return PASSED
    shown, points = show_number(found.scores), show_number(found.points)
    message = say(
        "“{block}”下各项得分相加为 {score}，超过标明的 {points} 分",
        block=found.block.label.text,
        score=shown,
        points=points,
    )
    if below_zero:
        message = say("“{block}”下有得分小于零", block=found.block.label.text)
    return CHECK.finding(message, found.block.label.ref, expected=f"0–{points}", actual=shown)


CHECK = Check(
    code="S302",
    slug="score-range",
    name="得分超出分值",
    severity=Severity.ERROR,
    holds_when="得分大于分值，或小于零；没有分值列的表，一级指标下得分之和大于其标签所写的分值",
    source="表内关系：0≤得分≤分值",
    remedy="请核对分值和得分，得分不得超过分值，也不得为负。",
    wrong="分值 4，得分 5",
    right="分值 4，得分 4",
    run=check_score_range,
)
