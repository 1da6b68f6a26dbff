"""Contradictions within a rule pack: what a file may not say though each of its values is well-formed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from xlperf.messages import say
from xlperf.rounding import HUNDRED, show_number
from xlperf.rules.criteria_faults import criteria_faults
from xlperf.rules.fault import Fault
from xlperf.rules.pack import CLAUSES, Execution, Grades, Points, Qualitative, RulePack
from xlperf.rules.thresholds import THRESHOLDS, Thresholds

BLOCKS = ("EXECUTION", "COST", "OUTPUT", "BENEFIT", "SATISFACTION")
"""The blocks that a pack may give points to, in the order in which they are told."""

MOST_PLACES = 6


def find_faults(pack: RulePack) -> Iterator[Fault]:
    """Every contradiction of a pack."""
    yield from _head_faults(pack)
    yield from _region_faults(pack.regions)
    yield from _points_faults(pack.points)
    yield from _sum_faults(pack)
    yield from _scored_faults(pack)
    yield from _threshold_faults(pack.thresholds)
    yield from criteria_faults(pack)
    for key in CLAUSES:
        yield from clause_faults(getattr(pack, key), pack.points.total)


def clause_faults(rule: object, total: Decimal) -> Iterator[Fault]:
    """The contradictions of one clause, where `total` is the pack's."""
    match rule:
        case Execution():
            yield from _execution_faults(rule)
        case Qualitative():
            yield from _qualitative_faults(rule)
        case Grades():
            yield from _grades_faults(rule, total)


def _head_faults(pack: RulePack) -> Iterator[Fault]:
    words = {key: getattr(pack, key) for key in ("id", "name", "source")}
    words |= {f"{key}.clause": getattr(pack, key).clause for key in CLAUSES}
    for key, text in words.items():
        if not text.strip():
            yield Fault(key, say("是空白"), say("请写明。"))
    if not _is_date(pack.date):
        yield Fault("date", say("“{text}”不是日期", text=pack.date), say("请写成 2020-02-25 的样子。"))
    if not 0 <= pack.places <= MOST_PLACES:
        remedy = say("得分的小数位数请写 0 到 {most} 的整数。", most=MOST_PLACES)
        yield Fault("places", say("{number} 不能作小数位数", number=pack.places), remedy)
    if pack.since and not 2000 <= pack.since <= 2100:
        remedy = say("请写四位年度；不限年度的写 0 或不写。")
        yield Fault("since", say("{number} 不是年度", number=pack.since), remedy)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _region_faults(regions: tuple[str, ...]) -> Iterator[Fault]:
    for word in dict.fromkeys(regions):
        if regions.count(word) > 1:
            yield Fault("regions", say("“{word}”写了不止一次", word=word), say("请删去重复的地区。"))
        if len(word.strip()) < 2:
            yield Fault("regions", say("“{word}”太短", word=word), say("地区请写两个字以上，免得误认。"))


def _points_faults(points: Points) -> Iterator[Fault]:
    """Unknown blocks, and points that are not above zero."""
    for kind in points.blocks:
        if kind not in BLOCKS:
            remedy = say("只能是 {values}。", values="、".join(BLOCKS))
            yield Fault("points.blocks", say("有不认识的一级指标 {kind}", kind=kind), remedy)
    given = {f"points.blocks.{kind}": number for kind, number in points.blocks.items()} | {"points.total": points.total}
    for key, number in given.items():
        if number <= 0:
            yield Fault(key, say("{number} 不大于 0", number=show_number(number)), say("没有分值的请删去这个键。"))


def _sum_faults(pack: RulePack) -> Iterator[Fault]:
    """The points make the total in the way in which the pack says that they are counted."""
    points, execution = pack.points, pack.points.blocks.get("EXECUTION", Decimal(0))
    named = sum(points.blocks.values(), Decimal(0)) - execution
    if points.indicators is not None and named > points.indicators:
        one, other = show_number(points.indicators), show_number(named)
        problem = say("为 {one}，少于各一级指标之和 {other}", one=one, other=other)
        yield Fault("points.indicators", problem, say("请改正各一级指标或全部指标的分值。"))
    indicators = named if points.indicators is None else points.indicators
    counted = indicators + (execution if pack.total.method == "together" else 0)
    fits = counted <= points.total if pack.total.method == "whichever" else counted == points.total
    if not fits:
        problem = say(
            "计入总分的相加为 {sum}，与 points.total {total} 不符（total.method 为 {method}）",
            sum=show_number(counted),
            total=show_number(points.total),
            method=pack.total.method,
        )
        yield Fault("points.blocks", problem, say("请改正各一级指标的分值、总分值或总分的算法。"))


def _execution_faults(rule: Execution) -> Iterator[Fault]:
    """Parameters that are missing, superfluous or absurd."""
    for key in ("full_from", "per_point"):
        number: Decimal | None = getattr(rule, key)
        if (number is None) == (rule.method == "stepped"):
            problem = say("没有写") if number is None else say("只用于 stepped")
            remedy = say("method 为 stepped 时须写 full_from 和 per_point，其他时候不写。")
            yield Fault(f"execution.{key}", problem, remedy)
        elif number is not None and not 0 < number <= HUNDRED:
            remedy = say("请写大于 0、不大于 100 的数。")
            yield Fault(f"execution.{key}", say("{number} 超出范围", number=show_number(number)), remedy)


def _scored_faults(pack: RulePack) -> Iterator[Fault]:
    """Execution points where there is a score, and none where there is none."""
    method, has_points = pack.execution.method, "EXECUTION" in pack.points.blocks
    if method == "not-scored" and has_points:
        problem = say("为 not-scored，而 points.blocks 给了 EXECUTION 分值")
        yield Fault("execution.method", problem, say("请删去 EXECUTION 的分值，或改正计分方法。"))
    if method not in ("not-scored", "as-given") and not has_points:
        problem = say("为 {method}，而 points.blocks 没有 EXECUTION 分值", method=method)
        yield Fault("execution.method", problem, say("请写明 EXECUTION 的分值，或改正计分方法。"))


def _threshold_faults(thresholds: Thresholds) -> Iterator[Fault]:
    for threshold in THRESHOLDS:
        number = getattr(thresholds, threshold.field)
        if number is not None and not threshold.admits(number):
            problem = say("{number} 超出范围", number=show_number(number))
            yield Fault(f"thresholds.{threshold.field}", problem, threshold.range)


def _qualitative_faults(rule: Qualitative) -> Iterator[Fault]:
    """Tiers that do not descend from 100 to 0, or that no method uses."""
    tiers = rule.tiers
    if rule.method != "tiers":
        if tiers:
            yield Fault("qualitative.tiers", say("只用于 tiers"), say("method 为 as-given 时 tiers 请写 []。"))
        return
    descends = all(upper > lower for upper, lower in pairwise(tiers))
    if len(tiers) < 2 or tiers[0] != HUNDRED or tiers[-1] != 0 or not descends:
        shown = "、".join(map(show_number, tiers)) or "[]"
        problem = say("{tiers} 不是从 100 递减到 0", tiers=shown)
        yield Fault("qualitative.tiers", problem, say("请由高到低写出各档的界限，如 [100, 80, 60, 0]。"))


def _grades_faults(rule: Grades, total: Decimal) -> Iterator[Fault]:
    """Bounds that leave a total without a grade, or give it two."""
    bounds = list(rule.bounds.values())
    shown = "、".join(f"{grade} {show_number(bound)}" for grade, bound in rule.bounds.items())
    if bounds and min(bounds) != 0:
        yield Fault("grades.bounds", say("最低一等不从 0 起（{bounds}）", bounds=shown), say("最低一等的下限请写 0。"))
    if len(set(bounds)) < len(bounds) or max(bounds, default=Decimal(0)) > total:
        yield Fault("grades.bounds", say("有两等相同，或高于总分（{bounds}）", bounds=shown), say("请改正各等的下限。"))
