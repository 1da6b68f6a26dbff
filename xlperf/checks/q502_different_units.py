"""Q502: target and actual value are in different units."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.measures import quantity_pairs, same_unit
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.quantity import Quantity


def check_different_units(case: Case) -> Iterator[Result]:
    """Each applicable row whose target and actual value are quantities, at the actual value."""
    pairs = tuple(quantity_pairs(case.form.weighed))
    yield from (_judge(*pair) for pair in pairs)
    if not pairs:
        yield Inapplicable(say("没有指标值和实际完成值都是数量的指标"))


def _judge(row: Indicator, target: Quantity, actual: Quantity) -> Result:
    same = same_unit(target.unit, actual.unit)
    if same is None:
        return Unjudged(say("指标值与实际完成值只有一个是“每……”多少，看不出单位是否一致"))
    if same:
        return PASSED
    message = say(
        "“{name}”指标值“{target}”的单位是{one}，实际完成值“{actual}”的单位是{other}，请核对",
        name=row.level3.text,
        target=row.target.text,
        actual=row.actual.text,
        one=target.unit,
        other=actual.unit,
    )
    return CHECK.finding(message, row.actual.ref, expected=target.unit, actual=row.actual.text)


CHECK = Check(
    code="Q502",
    slug="different-units",
    name="单位不一致",
    severity=Severity.WARNING,
    holds_when="指标值和实际完成值都是数量，而单位不同（没有写单位的不算；“人”与“名”、“场”与“场次”一类视为相同）",
    source="填报要求：实际完成值与指标值用同一单位",
    remedy="请把实际完成值换算成指标值的单位；若是写错了单位，请改正。",
    wrong="指标值 20人，实际完成值 20人次",
    right="指标值 60场（次），实际完成值 72场次",
    run=check_different_units,
)
