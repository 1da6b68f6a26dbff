"""Execution rates of the fund lines, and the execution score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from xlperf.form import FundLine
from xlperf.messages import Message, say
from xlperf.rounding import HUNDRED, round_half_up, show_number, show_percent, show_score
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine
from xlperf.scoring.differences import Difference, rounded_rates, score_difference

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


def why_no_rate(line: FundLine) -> Message:
    """Why a line has no execution rate, where `exact_rate` gives none."""
    if line.full_year_budget is not None and line.full_year_budget.amount == 0:
        return say("全年预算数为零，没有执行率")
    if any(figure.amount is not None and figure.amount < 0 for figure in line.amounts):
        return say("预算数或执行数是负数")
    return say("预算数或执行数空白或不是数字")


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
    why, weight, rate = _why_open(line, pack), line.weight.number, exact_rate(line)
    if why is not None or weight is None or rate is None:
        return ScoreLine(figure.ref, "score", None, None, clause, reason=why)
    exact = points_for(rate, weight, pack)
    awarded = round_half_up(exact, pack.places)
    return ScoreLine(figure.ref, "score", exact, awarded, clause, (_working(weight, rate, awarded, pack),))


def _why_open(line: FundLine, pack: RulePack) -> Message | None:
    """Why the score cannot be worked out, None where it can."""
    weight = line.weight.number if line.weight is not None else None
    points = pack.points.blocks.get("EXECUTION", weight)
    is_bound = not pack.is_fallback and "execution" not in pack.printed
    if pack.execution.method == "as-given":
        return say("规则包没有预算执行得分的计分规则")
    if pack.execution.method == "not-scored":
        return say("规则包不给预算执行计分")
    if exact_rate(line) is None:
        return why_no_rate(line)
    if line.weight is None or weight is None or points is None:
        return say("预算执行分值空白或不是数字，无法计算")
    if weight != points and is_bound:
        template = "预算执行分值填 {actual}，规则为 {points}，先核对分值"
        return say(template, actual=line.weight.text, points=show_number(points))
    return None


def points_for(rate: Decimal, weight: Decimal, pack: RulePack) -> Decimal:
    """The exact score that the pack gives for a rate, a ratio; between zero and the weight."""
    rule, full = pack.execution, weight * min(Decimal(1), rate)
    if rule.method == "rounded":
        return min(weight, round_half_up(full, 0))
    if rule.method == "stepped" and rule.full_from is not None and rule.per_point is not None:
        below = max(Decimal(0), rule.full_from - rate * HUNDRED)
        return max(Decimal(0), weight - below * rule.per_point)
    return full


def readings(line: FundLine, pack: RulePack) -> Iterator[Decimal]:
    """Scores that follow from the rule where a rate or a score is rounded, or is not, against its words (口径差)."""
    rate, weight = exact_rate(line), line.weight.number if line.weight is not None else None
    if rate is None or weight is None:
        return
    for rounded in rounded_rates(rate, line.execution_rate):
        yield points_for(rounded, weight, pack)
    if pack.execution.method == "stepped":
        yield from (points_for(_whole(rate, mode), weight, pack) for mode in (ROUND_FLOOR, ROUND_CEILING))
    if pack.execution.method == "rounded":
        yield from (round_half_up(weight * min(Decimal(1), rate), places) for places in range(pack.places + 1))


def _whole(rate: Decimal, mode: str) -> Decimal:
    """The rate in whole percent: a begun percentage point counted as one, or not at all."""
    return (rate * HUNDRED).to_integral_value(mode) / HUNDRED


def _working(weight: Decimal, rate: Decimal, awarded: Decimal, pack: RulePack) -> Message:
    shown = {"weight": show_number(weight), "rate": show_percent(rate), "score": show_score(awarded, pack.places)}
    rule = pack.execution
    if rule.full_from is not None and rule.per_point is not None:
        template = "执行率 {rate} 达到 {full}%，得满分 {weight}"
        if rate * HUNDRED < rule.full_from:
            template = "执行率 {rate} 低于 {full}%，每低 1 个百分点从 {weight} 分中减 {less} 分，得 {score}"
        return say(template, **shown, full=show_number(rule.full_from), less=show_number(rule.per_point))
    template = "得分＝分值×执行率＝{weight}×{rate}＝{score}"
    if rate > 1:
        template = "执行率 {rate} 超过 100%，得满分 {weight}"
    elif rule.method == "rounded":
        template = "得分＝分值×执行率＝{weight}×{rate}，取整为 {score}"
    return say(template, **shown)


def score_funds(lines: tuple[FundLine, ...], pack: RulePack) -> Iterator[ScoreLine]:
    """Every rate of the block, and the total line's score."""
    for line in lines:
        rate = score_rate(line)
        if rate is not None:
            yield rate
        if line.role == "total" and (score := score_execution(line, pack)) is not None:
            yield score


def execution_difference(line: FundLine, stated: Decimal, exact: Decimal, pack: RulePack) -> Difference:
    """How a stated execution score differs from the exact one; another reading of the clause makes it 口径差."""
    difference = score_difference(stated, exact, pack.places)
    if difference is not Difference.WRONG:
        return difference
    rounded = {round_half_up(reading, pack.places) for reading in readings(line, pack)}
    return Difference.BASIS if stated in rounded else Difference.WRONG
