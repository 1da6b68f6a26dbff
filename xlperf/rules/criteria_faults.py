"""Contradictions within a rubric's criteria: what a pack may not say though each of its values is well-formed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.messages import Message, say
from xlperf.rounding import show_number
from xlperf.rules.criteria import OPTIONAL, PARAMETERS, Band, CriterionRule, Part
from xlperf.rules.fault import Fault
from xlperf.rules.pack import RulePack

_KEYS = tuple(dict.fromkeys(key for keys in (*PARAMETERS.values(), *OPTIONAL.values()) for key in keys))


def criteria_faults(pack: RulePack) -> Iterator[Fault]:
    """Every contradiction of a pack's criteria and inputs; none of a pack without."""
    for name, count in Counter(rule.name for rule in pack.criteria).items():
        if count > 1:
            yield Fault("criteria", say("“{name}”写了不止一次", name=name), say("请删去重复的一项。"))
    for rule in pack.criteria:
        for fault in _rule_faults(rule):
            yield replace(fault, key=f"criteria.{rule.name}{fault.key}")
    total = sum((rule.points for rule in pack.criteria), Decimal(0))
    if pack.criteria and total != pack.points.total:
        problem = say("相加为 {sum}，points.total 为 {total}", sum=show_number(total), total=pack.points.total)
        yield Fault("criteria", problem, say("请改正各项的分值。"))
    yield from _input_faults(pack)


def _input_faults(pack: RulePack) -> Iterator[Fault]:
    """Inputs that no criterion speaks of, that a criterion speaks of and that are not there, labels for two of them."""
    used = {name for rule in pack.criteria for part in rule.parts for name in part.inputs}
    for name in sorted(used - pack.inputs.keys()):
        yield Fault("inputs", say("没有“{name}”，而评分标准要用", name=name), say("请在 [inputs] 中加上它。"))
    for name in sorted(pack.inputs.keys() - used):
        yield Fault("inputs", say("“{name}”没有一项评分标准用到", name=name), say("请删去它，或写进评分标准。"))
    labels = Counter(text for name, others in pack.inputs.items() for text in {name, *others})
    for text, count in labels.items():
        if count > 1 or not text.strip():
            yield Fault("inputs", say("叫法“{text}”空白或指了两项", text=text), say("一个叫法只能指一项。"))


def _rule_faults(rule: CriterionRule) -> Iterator[Fault]:
    for key in ("name", "level1", "level2", "clause"):
        if not getattr(rule, key).strip():
            yield Fault(f".{key}", say("是空白"), say("请写明。"))
    for number, part in enumerate(rule.parts, 1):
        for fault in _part_faults(part):
            yield replace(fault, key=f".parts.{number}{fault.key}")
    worth = sum((part.points for part in rule.parts), Decimal(0))
    if worth != rule.points:
        problem = say("为 {points}，各部分相加为 {sum}", points=show_number(rule.points), sum=show_number(worth))
        yield Fault(".points", problem, say("请改正该项或其各部分的分值。"))


def _part_faults(part: Part) -> Iterator[Fault]:
    """Parameters that the method lacks, or has no use for; then what they contradict."""
    needed = PARAMETERS[part.method]
    usable = {*needed, *OPTIONAL.get(part.method, ())}
    for key in _KEYS:
        is_given = getattr(part, key) not in ("", (), None, {})
        if (key in needed and not is_given) or (is_given and key not in usable):
            problem = say("不用于 {method}", method=part.method) if is_given else say("没有写")
            remedy = say("method 为 {method} 时须写 {keys}。", method=part.method, keys="、".join(needed) or "—")
            yield Fault(f".{key}", problem, remedy)
    if (part.points <= 0) != (part.method == "veto"):
        yield Fault(".points", say("{number} 不能作分值", number=part.points), say("请写大于 0 的数；veto 不写。"))
    yield from _band_faults(part)
    yield from _number_faults(part)


def _band_faults(part: Part) -> Iterator[Fault]:
    bands = part.bands
    if bands and any(map(_is_half, bands)):
        yield Fault(".bands", say("sign 和 percent 只写了一个"), say("请两个都写，最后一档两个都不写。"))
    if bands and any(band.percent is None for band in bands[:-1]) | (bands[-1].percent is not None):
        yield Fault(".bands", say("没有“其余”的一档，或它不在最后"), say("请在最后写一档，不写 sign 和 percent。"))
    given: Mapping[str, Decimal] = part.options or {str(at): band.points for at, band in enumerate(bands)}
    if given and (max(given.values()) != part.points or min(given.values()) < 0):
        key = ".options" if part.options else ".bands"
        yield Fault(key, say("最高的一档不是该部分的分值，或有负分"), say("请改正各档的分值。"))


def _is_half(band: Band) -> bool:
    return (band.sign == "") != (band.percent is None)


def _number_faults(part: Part) -> Iterator[Fault]:
    for key in ("free", "less", "each", "mean"):
        number: Decimal | None = getattr(part, key)
        if number is not None and number < (0 if key == "free" else Decimal("0.001")):
            yield Fault(f".{key}", say("{number} 超出范围", number=show_number(number)), say("请写大于 0 的数。"))
    if part.method == "quarters" and part.each is not None and part.mean is not None:
        fits = len(part.of) == len(part.paces) and part.each * len(part.of) + part.mean == part.points
        if not fits or min(part.paces, default=Decimal(0)) <= 0:
            yield Fault(".paces", say("与 of、each、mean 或分值不合"), _quarters_remedy())


def _quarters_remedy() -> Message:
    return say("每个季度一个序时进度；each×季度数＋mean 须等于该部分的分值。")
