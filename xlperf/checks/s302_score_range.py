"""S302: a score above its weight, or below zero."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.checks.points import is_out_of_range, scored_pairs
from xlperf.findings import Severity
from xlperf.messages import say


def check_score_range(case: Case) -> Iterator[Result]:
    """The execution score and each applicable indicator's, where points and score are numbers."""
    for name, weight, score in scored_pairs(case.form):
        if weight.number is None or score.number is None:
            continue
        if is_out_of_range(weight, score):
            message = say(
                "“{name}”得分 {score}，超出 0 到分值 {weight} 的范围", name=name, score=score.text, weight=weight.text
            )
            yield CHECK.finding(message, score.ref, expected=f"0–{weight.text}", actual=score.text)
        else:
            yield PASSED


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
