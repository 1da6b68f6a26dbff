"""S302: a score above its weight, or below zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.checks.points import is_out_of_range, scored_pairs, wrong_blocks
from xlperf.findings import Severity
from xlperf.form import Figure
from xlperf.messages import say


def check_score_range(case: Case) -> Iterator[Result]:
    """The execution score and each applicable indicator's, where points and score are numbers."""
    wrong = wrong_blocks(case.form, case.pack)
    short = {found.block.label.ref: expected - (found.weights or 0) for found, expected in wrong}
    lacking = {row.score.ref: short.get(row.block.label.ref) for row in case.form.weighed if row.score is not None}
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


CHECK = Check(
    code="S302",
    slug="score-range",
    name="得分超出分值",
    severity=Severity.ERROR,
    holds_when="得分大于分值，或小于零",
    source="表内关系：0≤得分≤分值",
    remedy="请核对分值和得分，得分不得超过分值，也不得为负。",
    wrong="分值 4，得分 5",
    right="分值 4，得分 4",
    run=check_score_range,
)
