"""The score of an indicator by its pack: full, in proportion, or left to a person."""

from __future__ import annotations

from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.form import Indicator
from xlperf.messages import Message, say
from xlperf.quantity import Quantity
from xlperf.rounding import round_half_up, show_number, show_score
from xlperf.rules import RulePack
from xlperf.scores import Clause, ScoreLine
from xlperf.scoring.achievement import Achievement, Outcome, compare


def score_indicator(row: Indicator, pack: RulePack) -> ScoreLine | None:
    """The indicator's score; None where the form has no such figure or the row is 不适用."""
    if row.score is None or row.weight is None or not row.is_applicable:
        return None
    clause = pack.clause("quantitative" if row.is_quantitative else "qualitative")
    weight = row.weight.number
    if weight is None:
        return _left_open(row, clause, say("没有分值，无法计算得分"))
    if row.target.is_blank or row.actual.is_blank:
        return _left_open(row, clause, say("指标值或实际完成值空白"))
    if row.actual.text in pack.qualitative.full_phrases:
        return _full(row, weight, clause, pack, say("实际完成值“{actual}”即全部达成，得满分", actual=row.actual.text))
    return _by_achievement(row, weight, compare(row), clause, pack)


def _by_achievement(
    row: Indicator, weight: Decimal, achieved: Achievement, clause: Clause, pack: RulePack
) -> ScoreLine:
    if achieved.is_full:
        return _full(row, weight, clause, pack, _why_full(row, achieved))
    share = _share(achieved, pack)
    if share is None:
        return _left_open(row, clause, achieved.why or say("规则包没有这种情形的计分规则"))
    exact = weight * share
    awarded = round_half_up(exact, pack.places)
    return ScoreLine(_ref(row), "score", exact, awarded, clause, (_working(row, weight, awarded, achieved, pack),))


def _share(achieved: Achievement, pack: RulePack) -> Decimal | None:
    """The share of the weight that the pack gives; None where it knows no rule."""
    if achieved.outcome is Outcome.MISSED and pack.quantitative.method == "ratio":
        return achieved.share
    if achieved.outcome is Outcome.OVERRUN and pack.quantitative.inverse == "target-over-actual":
        return achieved.share
    return None


def _full(row: Indicator, weight: Decimal, clause: Clause, pack: RulePack, why: Message) -> ScoreLine:
    return ScoreLine(_ref(row), "score", weight, round_half_up(weight, pack.places), clause, (why,))


def _why_full(row: Indicator, achieved: Achievement) -> Message:
    if achieved.outcome is Outcome.EXCEEDED:
        return say("实际完成值 {actual} 超过指标值 {target}，得满分", actual=row.actual.text, target=row.target.text)
    return say("实际完成值“{actual}”达到指标值“{target}”，得满分", actual=row.actual.text, target=row.target.text)


def _working(row: Indicator, weight: Decimal, awarded: Decimal, achieved: Achievement, pack: RulePack) -> Message:
    target, actual = row.target.quantity, row.actual.quantity
    assert isinstance(target, Quantity) and isinstance(actual, Quantity)  # noqa: PT018 - only quantities are missed
    template = "得分＝分值×实际完成值÷指标值＝{weight}×{actual}÷{target}＝{score}"
    if achieved.outcome is Outcome.OVERRUN:
        template = "得分＝分值×指标值÷实际完成值＝{weight}×{target}÷{actual}＝{score}"
    return say(
        template,
        weight=show_number(weight),
        actual=show_number(actual.amount),
        target=show_number(target.amount),
        score=show_score(awarded, pack.places),
    )


def _left_open(row: Indicator, clause: Clause, why: Message) -> ScoreLine:
    return ScoreLine(_ref(row), "score", None, None, clause, reason=why)


def _ref(row: Indicator) -> CellRef:
    assert row.score is not None  # score_indicator has seen to it
    return row.score.ref
