"""Q503: the actual value repeats the target's comparison sign instead of a measured figure."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.measures import AT_LEAST, AT_MOST, is_round_about, quantity_pairs
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.quantity import Quantity


def check_repeated_sign(case: Case) -> Iterator[Result]:
    """Each applicable row whose target has a comparison sign and whose actual value is a quantity."""
    bounds = AT_LEAST | AT_MOST
    pairs = [pair for pair in quantity_pairs(case.form.weighed) if pair[1].comparator in bounds]
    yield from (_judge(*pair) for pair in pairs)
    if not pairs:
        yield Inapplicable(say("没有指标值带比较符号、实际完成值是数量的指标"))


def _judge(row: Indicator, target: Quantity, actual: Quantity) -> Result:
    signs = AT_LEAST if target.comparator in AT_LEAST else AT_MOST
    if actual.comparator not in AT_LEAST | AT_MOST or is_round_about(row.actual.text):
        return PASSED
    if actual.comparator not in signs:
        return Unjudged(say("实际完成值的比较符号与指标值的方向相反"))
    if actual.comparator != target.comparator and actual.amount != target.amount:
        return PASSED
    message = say(
        "“{name}”实际完成值填“{actual}”，仍带着指标值的比较符号，没有填实际达到的数",
        name=row.level3.text,
        actual=row.actual.text,
    )
    return CHECK.finding(message, row.actual.ref, actual=row.actual.text)


CHECK = Check(
    code="Q503",
    slug="repeated-sign",
    name="完成值照抄比较符号",
    severity=Severity.WARNING,
    holds_when="指标值带比较符号（≥、≤、不低于、以上等），实际完成值也带同样的符号，没有填实际达到的数",
    source="填报要求：实际完成值填实际达到的数",
    remedy="请填实际测得的数，例如 92%；没有测量的，请在偏差原因一栏说明。",
    wrong="指标值 ≥90%，实际完成值 ≥90%",
    right="指标值 ≥90%，实际完成值 92%",
    run=check_repeated_sign,
)
