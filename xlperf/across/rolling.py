"""Figures of several projects rolled up into one: quantities add up and are then scored, rates and scores go by funds.

Source: Xiangyang 2021, department form, notes 2 and 3: 绝对值直接累加计算，相对值按照资金额度加权平均计算；定量指标
先汇总完成数，再计算得分；定性指标汇总时，以资金额度为权重，对分值进行加权平均计算.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.members import How, Member, Part, in_unit, part_of
from xlperf.cells import CellRef
from xlperf.form import Block, Entry, Figure, Indicator, Measure
from xlperf.messages import Message, say
from xlperf.quantity import Quantity
from xlperf.rounding import round_half_up, show_number
from xlperf.rules import RulePack
from xlperf.scoring.indicators import score_indicator

Packs = Callable[[str], RulePack | None]
"""Rule packs by id; None for one that cannot be had."""

HOW: Mapping[How, Message] = {
    "sum": say("绝对值相加，再计分"),
    "mean": say("相对值按资金加权平均，再计分"),
    "score": say("得分按资金加权平均"),
}

_PLACES = 4
"""Decimals to which a mean is worked out before it is scored."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """One figure of several projects: `members` go into it, `left_out` counts those of its name that do not.

    `target` and `actual` are None for a score; `score` is None where `unscored` says why. `submitted` is the members'
    mean score weighted by funds, None where not all have both.
    """

    part: Part
    members: tuple[Member, ...]
    left_out: int
    comparator: str
    target: Decimal | None
    actual: Decimal | None
    weight: Decimal | None
    score: Decimal | None
    submitted: Decimal | None
    unscored: Message | None = None


class Unrolled(NamedTuple):
    """An indicator that goes into no figure, and why."""

    member: Member
    why: Message


def roll_up(members: Iterable[Member], packs: Packs) -> tuple[list[Rolled], list[Unrolled]]:
    """The figures of indicators of one name, and what goes into none of them; a single one is no figure."""
    parts: dict[Part, list[Member]] = {}
    unrolled: list[Unrolled] = []
    for member in members:
        part = part_of(member.row)
        why = _why_unfit(member, part) if isinstance(part, Part) else part
        if isinstance(part, Part) and why is None:
            parts.setdefault(part, []).append(member)
        elif why is not None:
            unrolled.append(Unrolled(member, why))
    alone = [(part, found[0]) for part, found in parts.items() if len(found) == 1]
    unrolled += [Unrolled(member, _why_alone(part, parts)) for part, member in alone]
    together = {part: tuple(found) for part, found in parts.items() if len(found) > 1}
    count = sum(map(len, parts.values())) + len(unrolled) - len(alone)
    return [_roll(part, found, count - len(found), packs) for part, found in together.items()], unrolled


def _why_unfit(member: Member, part: Part) -> Message | None:
    if part.how != "sum" and member.funds is None:
        return say("没有可用的资金额，不能按资金加权")
    if part.how == "score" and None in (_value(member, "weight"), _value(member, "score")):
        return say("分值或得分空白，或不是数")
    return None


def _why_alone(part: Part, parts: Collection[Part]) -> Message:
    """Why nothing else of the same name goes with an indicator."""
    others = [other for other in parts if other != part]
    if all(other.how == part.how and other.unit == part.unit for other in others) and others:
        return say("同名指标有的要求不低于、有的要求不高于")
    if any((other.how == "score") != (part.how == "score") for other in others):
        return say("同名指标有的是数量、有的是文字")
    if others:
        units = "、".join(dict.fromkeys(each.unit or "—" for each in parts if each.how == part.how))
        return say("同名指标的单位不同（{units}）", units=units)
    return say("同名的其他指标都不能汇总")


def _value(member: Member, field: str) -> Decimal | None:
    number = member.row.weight if field == "weight" else member.row.score
    return number.value if number is not None else None


def _roll(part: Part, members: tuple[Member, ...], left_out: int, packs: Packs) -> Rolled:
    weight, submitted = _common_weight(members), _by_funds(members, [_value(each, "score") for each in members])
    if part.how == "score":
        return Rolled(part, members, left_out, "", None, None, weight, submitted, submitted)
    target, actual = (_combine(part, members, side) for side in ("target", "actual"))
    signs = {quantity.comparator for each in members if (quantity := each.row.target.quantity) is not None}
    sign = signs.pop() if len(signs) == 1 else "≤" if part.is_at_most else ""
    score, why = _score(part, members, sign, target, actual, weight, packs)
    return Rolled(part, members, left_out, sign, target, actual, weight, score, submitted, why)


def _combine(part: Part, members: Sequence[Member], side: str) -> Decimal:
    """Target or actual value of all: the sum, or the mean by funds."""
    amounts = [
        in_unit(quantity, part) for each in members if (quantity := getattr(each.row, side).quantity) is not None
    ]
    mean = _by_funds(members, amounts) if part.how == "mean" else None
    return sum(amounts, Decimal(0)) if mean is None else round_half_up(mean, _PLACES)


def _common_weight(members: Sequence[Member]) -> Decimal | None:
    """The points that all have, else their mean by funds; None where neither can be known."""
    weights = [_value(each, "weight") for each in members]
    return weights[0] if len(set(weights)) == 1 else _by_funds(members, weights)


def _by_funds(members: Sequence[Member], values: Sequence[Decimal | None]) -> Decimal | None:
    """The mean weighted by funds; None where a value or the funds of a project are unknown."""
    total = whole = Decimal(0)
    for member, value in zip(members, values, strict=True):
        if value is None or member.funds is None:
            return None
        total, whole = total + value * member.funds, whole + member.funds
    return total / whole


def _score(
    part: Part,
    members: Sequence[Member],
    sign: str,
    target: Decimal,
    actual: Decimal,
    weight: Decimal | None,
    packs: Packs,
) -> tuple[Decimal | None, Message | None]:
    """The score that the members' rule gives for the figure, or why it gives none."""
    named = {each.pack for each in members}
    pack = packs(next(iter(named))) if len(named) == 1 else None
    if pack is None:
        return None, say("各项目的计分规则不同（{packs}）", packs="、".join(sorted(named)))
    if weight is None:
        return None, say("各项目的分值不同，又没有资金额可以加权")
    line = score_indicator(_as_indicator(part, members[0], sign, target, actual, weight), pack)
    return (line.awarded, line.reason) if line is not None else (None, None)


def _as_indicator(part: Part, like: Member, sign: str, target: Decimal, actual: Decimal, weight: Decimal) -> Indicator:
    """The figure as an indicator like those that it is made of."""
    row, ref = like.row, CellRef(like.sheet, 1, 1)
    block = Block(Entry(row.level1.text, ref), row.block, None)
    aim, done = (_measure(ref, mark, amount, part.unit) for mark, amount in ((sign, target), ("", actual)))
    level2, level3 = Entry(row.level2.text, ref), Entry(row.level3.text, ref)
    return Indicator(block, level2, level3, aim, done, Figure("", ref, value=weight), Figure("", ref), None)


def _measure(ref: CellRef, sign: str, amount: Decimal, unit: str) -> Measure:
    text = f"{sign}{show_number(amount)}{unit}"
    return Measure(text, ref, quantity=Quantity(text, sign, amount, None, unit))
