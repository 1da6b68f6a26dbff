"""S310: the pack knows no rule for this figure; it is taken as given."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Result
from xlperf.findings import Severity
from xlperf.form import Figure
from xlperf.messages import Message, say
from xlperf.scores import ScoreLine


def check_as_given(case: Case) -> Iterator[Result]:
    """The execution score where the pack has no rule for it, and blank scores that are a person's to give."""
    line = case.form.total_line
    score = line.score if line is not None else None
    if score is not None and case.pack.execution.method == "as-given":
        yield _finding(case, score, say("预算执行得分：{why}", why=_why(case.scores.at(score.ref))))
    for row in case.form.weighed:
        expected = case.scores.at(row.score.ref) if row.score is not None else None
        if row.target.is_blank or row.actual.is_blank:  # Q501's: no judgement is possible before they are given
            continue
        if row.score is not None and row.score.is_blank and expected is not None and expected.awarded is None:
            yield _finding(
                case, row.score, say("“{name}”的得分空白，须由人评定：{why}", name=row.level3.text, why=_why(expected))
            )
    yield from _blank_criteria(case)


def _blank_criteria(case: Case) -> Iterator[Result]:
    """A rubric's blank scores that its standard, with what the input sheet says, does not settle."""
    for row in case.form.criteria:
        expected = case.scores.at(row.score.ref) if row.score is not None else None
        if row.score is not None and row.score.is_blank and expected is not None and expected.awarded is None:
            yield _finding(
                case, row.score, say("“{name}”的得分空白，还不能算出：{why}", name=row.level3.text, why=_why(expected))
            )


def _why(expected: ScoreLine | None) -> Message:
    return expected.reason if expected is not None and expected.reason else say("没有计分规则")


def _finding(case: Case, figure: Figure, message: Message) -> Result:
    expected = case.scores.at(figure.ref)
    clause = expected.clause if expected else None
    return CHECK.finding(message, figure.ref, actual=figure.text or None, clause=clause)


CHECK = Check(
    code="S310",
    slug="as-given",
    name="无计分规则",
    severity=Severity.INFO,
    holds_when="规则包没有这个数的计分规则：已填的只看是否在 0 与分值之间，空白的仍留空白",
    source="规则包",
    remedy="已填的无须改动；空白的请按本地规则评定后填写。",
    wrong="上海表单的预算执行得分空白",
    right="上海表单的预算执行得分填 10",
    run=check_as_given,
)
