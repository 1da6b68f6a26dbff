"""Parts of a criterion that follow from a ratio: in proportion, by bands, in steps, by the quarters' progress."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from xlperf.messages import say
from xlperf.quantity import Quantity
from xlperf.rounding import HUNDRED, round_half_up, show_number, show_percent
from xlperf.rules.criteria import Part
from xlperf.scoring.earned import Earned, Inputs, any_of, exactly, left_open, part_ratio, share_of, show_ratio

_FULL = Decimal(1)
_ENDS = {"≥": _FULL, ">": _FULL, "≤": Decimal(0), "<": Decimal(0)}
"""How far a percentage may reach that is only said to be so."""


def earn_ratio(part: Part, inputs: Inputs) -> Earned:
    """Points × ratio; beyond 100 % nothing, or all of them, as the standard says."""
    ratio = part_ratio(part, inputs)
    if ratio is None:
        return left_open(part, inputs, ((Decimal(0), part.points),))
    if ratio > 1:
        points = part.points if part.above == "full" else Decimal(0)
        return exactly(
            points, say("{ratio}，超过 100%，得 {score} 分", ratio=show_ratio(part, inputs), score=show_number(points))
        )
    step = say(
        "{ratio}，×{points} 分得 {score} 分",
        ratio=show_ratio(part, inputs),
        points=show_number(part.points),
        score=show_number(round_half_up(part.points * ratio, 4)),
    )
    return exactly(part.points * ratio, step)


def earn_bands(part: Part, inputs: Inputs) -> Earned:
    """The points of the band that the ratio lies in; words such as 99%以上 will do where they leave one band."""
    points = {next(band.points for band in part.bands if band.holds(ratio)) for ratio in _ratios(part, inputs)}
    if len(points) != 1:
        return left_open(part, inputs, any_of(band.points for band in part.bands))
    (found,) = points
    return exactly(found, say("{ratio}，得 {score} 分", ratio=show_ratio(part, inputs), score=show_number(found)))


def _ratios(part: Part, inputs: Inputs) -> tuple[Decimal, ...]:
    """The ratio, or the least and the most that words leave; empty where nothing is known."""
    ratio, said = part_ratio(part, inputs), inputs.get(part.of[0])
    if ratio is not None:
        return (ratio,)
    quantity = said.quantity if said is not None and not part.per else None
    if not isinstance(quantity, Quantity) or quantity.unit != "%" or quantity.comparator not in _ENDS:
        return ()
    return quantity.amount / HUNDRED, _ENDS[quantity.comparator]


def earn_steps(part: Part, inputs: Inputs) -> Earned:
    """Beyond what is free a begun percentage point may be counted as one, or not at all: either reads the standard."""
    ratio = part_ratio(part, inputs)
    if ratio is None or part.free is None or part.less is None:
        return left_open(part, inputs, ((Decimal(0), part.points),))
    beyond = max(Decimal(0), ratio * HUNDRED - part.free)
    counts = (beyond, *(beyond.to_integral_value(mode) for mode in (ROUND_FLOOR, ROUND_CEILING)))
    points, *readings = (max(Decimal(0), part.points - count * part.less) for count in counts)
    template = "{ratio}，没有超出 {free}%，得 {score} 分"
    if beyond:
        template = "{ratio}，超出 {free}%，每超 1 个百分点扣 {less} 分，得 {score} 分"
    step = say(
        template,
        ratio=show_ratio(part, inputs),
        free=show_number(part.free),
        less=show_number(part.less),
        score=show_number(round_half_up(points, 4)),
    )
    return exactly(points, step, tuple(readings))


def earn_quarters(part: Part, inputs: Inputs) -> Earned:
    """Each quarter's share spent ÷ its pace, and the mean of these; one ahead of its pace earns no more than full.

    The standard is silent on that last point: that the criterion's points alone are the limit reads it too.
    """
    shares = [share for name in part.of if (share := share_of(name, inputs)) is not None]
    if len(shares) < len(part.of) or part.each is None or part.mean is None:
        return left_open(part, inputs, ((Decimal(0), part.points),))
    rates = [share * HUNDRED / pace for share, pace in zip(shares, part.paces, strict=True)]
    capped, free = (_sum(part.each, part.mean, used) for used in ([min(rate, _FULL) for rate in rates], rates))
    shown = "、".join(map(show_percent, rates))
    step = say(
        "各季度执行率 {rates}，各季得分与平均得分合计 {score} 分",
        rates=shown,
        score=show_number(round_half_up(capped, 4)),
    )
    return exactly(capped, step, (min(free, part.points),))


def _sum(each: Decimal, mean: Decimal, rates: list[Decimal]) -> Decimal:
    total = sum(rates, Decimal(0))
    return total * each + total / len(rates) * mean
