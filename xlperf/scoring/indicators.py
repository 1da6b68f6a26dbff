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
from xlperf.scoring.achievement import Achievement, Outcome, compare, is_at_most


def score_indicator(row: Indicator, pack: RulePack) -> ScoreLine | None:
    """The indicator's score; None where the form has no such figure or the row is 不适用."""
    if row.score is None or row.weight is None or not row.is_applicable:
        return None
    clause = _clause(row, pack)
    weight = row.weight.number
    if weight is None:
        return _left_open(row, clause, say("没有分值，无法计算得分"))
    if row.target.is_blank or row.actual.is_blank:
        return _left_open(row, clause, say("指标值或实际完成值空白"))
    if row.actual.text in pack.qualitative.full_phrases:
        return _full(row, weight, clause, pack, say("实际完成值“{actual}”即全部达成，得满分", actual=row.actual.text))
    if row.is_quantitative and not has_rule(row, pack):
        return _left_open(row, clause, say("规则包没有定量指标的计分规则"))
    return _by_achievement(row, weight, compare(row), clause, pack)


def _clause(row: Indicator, pack: RulePack) -> Clause:
    if not row.is_quantitative:
        return pack.clause("qualitative")
    return pack.clause("inverse" if is_at_most(row) else "quantitative")


def has_rule(row: Indicator, pack: RulePack) -> bool:
    """The pack knows how a quantity such as the row's is scored, if only a met one."""
    rule = pack.quantitative
    return rule.method != "as-given" or (is_at_most(row) and rule.inverse != "as-given")


def _by_achievement(
    row: Indicator, weight: Decimal, achieved: Achievement, clause: Clause, pack: RulePack
) -> ScoreLine:
    if achieved.is_full:
        return _full(row, weight, clause, pack, _why_full(row, achieved))
    exact = _points(row, weight, achieved, pack)
    if exact is None:
        return _left_open(row, clause, achieved.why or say("规则包没有这种情形的计分规则"))
    awarded = round_half_up(exact, pack.places)
    return ScoreLine(_ref(row), "score", exact, awarded, clause, (_working(row, weight, awarded, achieved, pack),))


def _points(row: Indicator, weight: Decimal, achieved: Achievement, pack: RulePack) -> Decimal | None:
    """The exact points that the pack gives for a missed target; None where it knows no rule."""
    if achieved.share is None:
        return None
    if achieved.outcome is Outcome.MISSED and pack.quantitative.method == "ratio":
        return weight * achieved.share
    if achieved.outcome is Outcome.OVERRUN and pack.quantitative.inverse == "target-over-actual":
        return weight * achieved.share
    if achieved.outcome is Outcome.OVERRUN and pack.quantitative.inverse == "linear":
        target, actual = _amounts(row)
        return max(Decimal(0), weight * (2 * target - actual) / target)
    return None


def _amounts(row: Indicator) -> tuple[Decimal, Decimal]:
    """Target and actual value of a row that missed its target, which only quantities do."""
    target, actual = row.target.quantity, row.actual.quantity
    assert isinstance(target, Quantity) and isinstance(actual, Quantity)  # noqa: PT018 - one thing, said of two
    return target.amount, actual.amount


def _full(row: Indicator, weight: Decimal, clause: Clause, pack: RulePack, why: Message) -> ScoreLine:
    return ScoreLine(_ref(row), "score", weight, round_half_up(weight, pack.places), clause, (why,))


def _why_full(row: Indicator, achieved: Achievement) -> Message:
    if achieved.outcome is Outcome.EXCEEDED:
        return say("实际完成值 {actual} 超过指标值 {target}，得满分", actual=row.actual.text, target=row.target.text)
    return say("实际完成值“{actual}”达到指标值“{target}”，得满分", actual=row.actual.text, target=row.target.text)


def _working(row: Indicator, weight: Decimal, awarded: Decimal, achieved: Achievement, pack: RulePack) -> Message:
    template = "得分＝分值×实际完成值÷指标值＝{weight}×{actual}÷{target}＝{score}"
    if achieved.outcome is Outcome.OVERRUN:
        template = "得分＝分值×指标值÷实际完成值＝{weight}×{target}÷{actual}＝{score}"
        if pack.quantitative.inverse == "linear":
            template = (
                "得分＝分值×(1－(实际完成值－指标值)÷指标值)＝{weight}×(1－({actual}－{target})÷{target})，得 {score}"
            )
    target, actual = map(show_number, _amounts(row))
    shown = show_score(awarded, pack.places)
    return say(template, weight=show_number(weight), actual=actual, target=target, score=shown)


def _left_open(row: Indicator, clause: Clause, why: Message) -> ScoreLine:
    return ScoreLine(_ref(row), "score", None, None, clause, reason=why)


def _ref(row: Indicator) -> CellRef:
    assert row.score is not None  # score_indicator has seen to it
    return row.score.ref
