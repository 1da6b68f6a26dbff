"""Q511: the number in the indicator's name is not its target."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.measures import same_unit
from xlperf.checks.words import words
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.quantity import Quantity, parse_quantity
from xlperf.recognition.folding import fold

_COUNTED = (
    "数",
    "数量",
    "人数",
    "次数",
    "人次",
    "场次",
    "率",
    "度",
    "比例",
    "个数",
    "面积",
    "长度",
    "金额",
    "天数",
    "时间",
    "时长",
)
"""What a name ends in that says itself what is counted: a figure before it is a condition (支持2个组织活动次数)."""


def check_name_and_target(case: Case) -> Iterator[Result]:
    """Each applicable row whose name holds one figure, in a unit in which the target may be."""
    judged = 0
    for row in case.form.weighed:
        named, target = parse_quantity(row.level3.text), row.target.quantity
        if isinstance(named, Quantity) and named.unit and isinstance(target, Quantity):
            judged += 1
            yield _judge(row, named, target)
    if not judged:
        yield Inapplicable(say("没有名称里带数量、指标值也是数量的指标"))


def _judge(row: Indicator, named: Quantity, target: Quantity) -> Result:
    if not _speaks_of_the_same(row, named, target):
        return Unjudged(say("看不出名称里的数是不是指标值"))
    if (named.amount, named.upper) == (target.amount, target.upper):
        return PASSED
    message = say(
        "指标名称“{name}”里的数与指标值“{target}”不同，请核对",
        name=row.level3.text,
        target=row.target.text,
    )
    return CHECK.finding(message, row.target.ref, actual=row.target.text)


def _speaks_of_the_same(row: Indicator, named: Quantity, target: Quantity) -> bool:
    """In the same unit; a target without one is taken to count what the name counts, unless that is a condition."""
    if target.unit:
        return bool(same_unit(named.unit, target.unit))
    is_condition = named.unit in words("units", "conditions") or named.unit in words("units", "measures")
    return not is_condition and not fold(row.level3.text).endswith(_COUNTED)


CHECK = Check(
    code="Q511",
    slug="name-and-target",
    name="名称中的数与指标值不同",
    severity=Severity.INFO,
    holds_when="三级指标名称里的数量与年度指标值不同（单位不同、看不出是不是同一个数的不算）",
    source="评审常见问题：指标名称中的数与指标值不符",
    remedy="请核对指标值；名称里的数若是旧的，请改名称。",
    wrong="指标“举办科技工作者日活动5次”，指标值 3次",
    right="指标“举办科技工作者日活动5次”，指标值 5次",
    run=check_name_and_target,
)
