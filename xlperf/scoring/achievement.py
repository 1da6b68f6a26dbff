"""How far an actual value meets its target: a closed list of answers, and none where nothing can be known."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from xlperf.deadlines import Deadline, is_kept
from xlperf.form import Indicator, Measure
from xlperf.messages import Message, say
from xlperf.quantity import Quantity
from xlperf.rules.directions import changes_oppositely, may_be_worse
from xlperf.widths import fold_widths


class Outcome(Enum):
    """How an actual value stands to its target."""

    MET = auto()
    """Met, and not beyond."""
    EXCEEDED = auto()
    """Beyond a target that says at least so much."""
    MISSED = auto()
    """Short of a target that says at least so much: `share` is actual ÷ target."""
    OVERRUN = auto()
    """Beyond a target that says at most so much: `share` is target ÷ actual."""
    OUTSIDE = auto()
    """Outside an interval."""
    UNKNOWN = auto()
    """Not to be judged; `why` says why."""


class Achievement(NamedTuple):
    """An outcome, the share achieved (MISSED and OVERRUN only), and why where it is unknown."""

    outcome: Outcome
    share: Decimal | None = None
    why: Message | None = None

    @property
    def is_full(self) -> bool:
        """The target is met or exceeded."""
        return self.outcome in (Outcome.MET, Outcome.EXCEEDED)

    @property
    def is_short(self) -> bool:
        """The target is known to be missed."""
        return self.outcome in (Outcome.MISSED, Outcome.OVERRUN, Outcome.OUTSIDE)


AT_MOST = ("≤", "<")
"""Comparison signs of a target that is met from below (反向指标)."""

_SAVING = ("节约", "降低", "减少", "压减", "下降")


def compare(row: Indicator) -> Achievement:
    """How the indicator's actual value stands to its target."""
    target, actual = row.target.quantity, row.actual.quantity
    if same_text(row.target, row.actual):
        return Achievement(Outcome.MET)
    if row.target.deadline is not None and row.actual.deadline is not None:
        return _compare_dates(row.target.deadline, row.actual.deadline)
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity):
        return _unknown(say("指标值或实际完成值不是数量，属定性判断"))
    if changes_oppositely(row.target.text, row.actual.text):
        return _unknown(say("指标值与实际完成值一个说增长、一个说下降"))
    if not _same_unit(target, actual):
        return _unknown(say("指标值与实际完成值的单位不同（{one}、{two}）", one=target.unit, two=actual.unit))
    if target.upper is not None or actual.upper is not None:
        return _compare_interval(target, actual)
    if target.comparator in AT_MOST:
        return _compare_at_most(target, actual)
    if target.amount != actual.amount and is_undirected(row):
        return _unknown(say("没有写明 ≤ 还是 ≥，看不出超出是好是坏"))
    if target.comparator == "=" and actual.amount > target.amount:
        return _unknown(say("指标值用“=”，实际超过，看不出是好是坏"))
    return _compare_at_least(target, actual)


def is_at_most(row: Indicator) -> bool:
    """The target says at most so much."""
    return isinstance(row.target.quantity, Quantity) and row.target.quantity.comparator in AT_MOST


def same_text(one: Measure, other: Measure) -> bool:
    """Both say the same, blanks and width aside."""
    return not one.is_blank and _plain(one.text) == _plain(other.text)


@lru_cache(maxsize=8192)  # target and actual value of every row are compared by six stages
def _plain(text: str) -> str:
    return "".join(fold_widths(text).split())


def _unknown(why: Message) -> Achievement:
    return Achievement(Outcome.UNKNOWN, why=why)


def _same_unit(target: Quantity, actual: Quantity) -> bool:
    """A missing unit is not a different one; but 0.95 beside 95%, or 8万亩 beside 8, has two readings.

    Nothing is nothing in any unit.
    """
    if target.amount == actual.amount == 0:
        return True
    if bool(target.unit) != bool(actual.unit) and _is_scaled(target) != _is_scaled(actual):
        return target.amount == actual.amount and not any(_is_scaled(q) for q in (target, actual) if not q.unit)
    if "%" in (target.unit, actual.unit) and not (target.unit and actual.unit):
        plain, percent = (target, actual) if actual.unit else (actual, target)
        return not (0 < plain.amount <= 1 < percent.amount)
    return not target.unit or not actual.unit or target.unit == actual.unit


def _is_scaled(quantity: Quantity) -> bool:
    """Written with 万 or 亿 that is no part of the unit: 8万亩 is 80000, 8万元 is 8."""
    return any(word in quantity.text and word not in quantity.unit for word in ("万", "亿"))


def is_undirected(row: Indicator) -> bool:
    """A cost, or a rate of which less may be better, without ≤ or ≥: whether more is better stands nowhere."""
    target, name = row.target.quantity, row.level2.text + row.block.label.text
    if isinstance(target, Quantity) and target.comparator not in ("", "=", "≈"):
        return False
    return may_be_worse(row.level3.text) or ("成本" in name and not any(word in row.level3.text for word in _SAVING))


def _compare_dates(target: Deadline, done: Deadline) -> Achievement:
    """Kept, or missed by no share that a rule speaks of."""
    kept = is_kept(target, done)
    if kept is None:
        return _unknown(say("从两处日期看不出是否按期"))
    return Achievement(Outcome.MET) if kept else Achievement(Outcome.MISSED)


def _compare_interval(target: Quantity, actual: Quantity) -> Achievement:
    if target.upper is None or actual.upper is not None:
        return _unknown(say("实际完成值是一个区间，不是一个数"))
    inside = target.amount <= actual.amount <= target.upper
    return Achievement(Outcome.MET if inside else Outcome.OUTSIDE)


def _compare_at_most(target: Quantity, actual: Quantity) -> Achievement:
    met = actual.amount < target.amount or (actual.amount == target.amount and target.comparator == "≤")
    if actual.comparator in ("≥", ">"):
        return _unknown(say("实际完成值写的是下限，看不出是否超过上限"))
    if met:
        return Achievement(Outcome.MET)
    if actual.comparator in AT_MOST:
        return _unknown(say("实际完成值写的是上限，看不出实际是多少"))
    return Achievement(Outcome.OVERRUN, target.amount / actual.amount if target.amount > 0 else None)


def _compare_at_least(target: Quantity, actual: Quantity) -> Achievement:
    if actual.comparator in AT_MOST:
        return _unknown(say("实际完成值写的是上限，看不出实际是多少"))
    if target.amount <= 0 and actual.amount != target.amount:
        return _unknown(say("指标值为 0，没有规则可以计算"))
    if actual.amount > target.amount:
        return Achievement(Outcome.EXCEEDED)
    if actual.amount == target.amount:
        return Achievement(Outcome.MET) if target.comparator != ">" else Achievement(Outcome.MISSED, Decimal(1))
    if actual.comparator in ("≥", ">"):
        return _unknown(say("实际完成值写的是下限，看不出实际是多少"))
    return Achievement(Outcome.MISSED, max(Decimal(0), actual.amount / target.amount))
