"""Execution rates of the fund lines, and the execution score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.form import FundLine
from xlperf.messages import Message, say
from xlperf.rounding import HUNDRED, round_half_up, show_number, show_percent, show_score
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine

RATE_PLACES = 4
"""Decimals of a rate as a ratio: 96.99 %."""


def exact_rate(line: FundLine) -> Decimal | None:
    """Executed ÷ full-year budget as a ratio; None without a budget above zero, or where an amount is unknown."""
    if line.full_year_budget is None or line.executed is None:
        return None
    budget, executed = line.full_year_budget.amount, line.executed.amount
    if budget is None or executed is None or budget <= 0 or executed < 0:
        return None
    return executed / budget


def score_rate(line: FundLine) -> ScoreLine | None:
    """The line's execution rate; None where the form has no rate column or the line no budget."""
    figure, rate = line.execution_rate, exact_rate(line)
    if figure is None or rate is None or line.executed is None or line.full_year_budget is None:
        return None
    rounded = round_half_up(rate, RATE_PLACES)
    step = say(
        "执行率＝全年执行数÷全年预算数＝{executed}÷{budget}＝{rate}",
        executed=line.executed.text,
        budget=line.full_year_budget.text,
        rate=show_percent(rate),
    )
    awarded = rounded * HUNDRED if figure.in_percent else rounded
    return ScoreLine(figure.ref, "execution_rate", rate, awarded, None, (step,))


def score_execution(line: FundLine, pack: RulePack) -> ScoreLine | None:
    """The execution score of the total line; None where the form has no such figure."""
    figure, clause = line.score, pack.clause("execution")
    if figure is None or line.weight is None:
        return None
    weight, rate = line.weight.number, exact_rate(line)
    if pack.execution.method == "as-given":
        return ScoreLine(figure.ref, "score", None, None, clause, reason=say("规则包没有预算执行得分的计分规则"))
    if weight is None or rate is None:
        return ScoreLine(figure.ref, "score", None, None, clause, reason=say("分值、预算数或执行数缺失，无法计算"))
    points = pack.points.blocks.get("EXECUTION", weight)
    if weight != points and not pack.is_fallback:
        why = say(
            "预算执行分值填 {actual}，规则为 {points}，先核对分值", actual=line.weight.text, points=show_number(points)
        )
        return ScoreLine(figure.ref, "score", None, None, clause, reason=why)
    exact = weight * min(Decimal(1), rate)
    awarded = round_half_up(exact, pack.places)
    return ScoreLine(figure.ref, "score", exact, awarded, clause, (_working(weight, rate, awarded, pack.places),))


def _working(weight: Decimal, rate: Decimal, awarded: Decimal, places: int) -> Message:
    template = (
        "得分＝分值×执行率＝{weight}×{rate}＝{score}" if rate <= 1 else "执行率 {rate} 超过 100%，得满分 {weight}"
    )
    return say(template, weight=show_number(weight), rate=show_percent(rate), score=show_score(awarded, places))


def score_funds(lines: tuple[FundLine, ...], pack: RulePack) -> Iterator[ScoreLine]:
    """Every rate of the block, and the total line's score."""
    for line in lines:
        rate = score_rate(line)
        if rate is not None:
            yield rate
        if line.role == "total" and (score := score_execution(line, pack)) is not None:
            yield score
