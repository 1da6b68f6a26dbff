"""S308: a weight or a score is not a number."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.checks.points import scored_pairs
from xlperf.findings import Severity
from xlperf.form import Figure
from xlperf.messages import Message, say
from xlperf.quantity import Unparsed

_POINTS, _SCORE = say("分值"), say("得分")


def check_bad_score(case: Case) -> Iterator[Result]:
    """Points and scores of the execution line, of the applicable indicators and of the total; each cell once."""
    figures = {figure.ref: (name, kind, figure) for name, kind, figure in _figures(case)}
    for name, kind, figure in figures.values():
        if figure.is_blank or figure.is_error:
            continue
        if isinstance(figure.value, Unparsed):
            reason = say(figure.value.reason)
            message = say("“{name}”的{kind}“{text}”不是数字：{why}", name=name, kind=kind, text=figure.text, why=reason)
            yield CHECK.finding(message, figure.ref, actual=figure.text)
        else:
            yield PASSED


def _figures(case: Case) -> Iterator[tuple[str, Message, Figure]]:
    for name, weight, score in scored_pairs(case.form):
        yield name, _POINTS, weight
        yield name, _SCORE, score
    for row in case.form.weighed if case.form.is_statement else ():
        if row.weight is not None:
            yield row.level3.text, _POINTS, row.weight
    total = case.form.total
    if total is not None and total.weight is not None:
        yield total.label.text, _POINTS, total.weight
    if total is not None and total.score is not None:
        yield total.label.text, _SCORE, total.score


CHECK = Check(
    code="S308",
    slug="bad-score",
    name="分值或得分不是数字",
    severity=Severity.ERROR,
    holds_when="分值或得分不是数字",
    source="表内关系：分值和得分为数字",
    remedy="请在该格只填数字；不计分的填 0 或“-”。",
    wrong="得分填“优”",
    right="得分填 10",
    run=check_bad_score,
)
