"""Q504: the target is a number, the actual value is none."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.measures import AT_MOST, holds_figure
from xlperf.checks.words import words
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.quantity import Quantity
from xlperf.recognition.folding import fold


def check_not_a_number(case: Case) -> Iterator[Result]:
    """Each applicable row whose target is a quantity; a blank is Q501's, an Excel error T104's."""
    rows = [row for row in case.form.weighed if isinstance(row.target.quantity, Quantity) and _says_something(row)]
    yield from (_judge(row, row.target.quantity) for row in rows if isinstance(row.target.quantity, Quantity))
    if not rows:
        yield Inapplicable(say("没有指标值是数量、实际完成值已填的指标"))


def _says_something(row: Indicator) -> bool:
    return not row.actual.is_blank and not row.actual.is_error


def _judge(row: Indicator, target: Quantity) -> Result:
    if isinstance(row.actual.quantity, Quantity) or _means_none(row, target):
        return PASSED
    if holds_figure(row.actual.text):
        return Unjudged(say("实际完成值里有数字，但看不出是哪一个数"))
    message = say(
        "“{name}”指标值“{target}”是数，实际完成值“{actual}”不是数",
        name=row.level3.text,
        target=row.target.text,
        actual=row.actual.text,
    )
    return CHECK.finding(message, row.actual.ref, actual=row.actual.text)


def _means_none(row: Indicator, target: Quantity) -> bool:
    """What was to happen never, or seldom at most, did not happen: 未发生 is zero."""
    may_be_none = target.amount == 0 or target.comparator in AT_MOST
    text = fold(row.actual.text)
    return may_be_none and (row.actual.is_mark or any(word in text for word in words("counts", "none")))


CHECK = Check(
    code="Q504",
    slug="not-a-number",
    name="完成值不是数",
    severity=Severity.WARNING,
    holds_when="指标值是数量，实际完成值填的是文字（应为零的事项填“无”“未发生”的不算）",
    source="填报要求：定量指标的实际完成值填数",
    remedy="请填实际完成的数（没有开展的填 0），原因写到偏差原因一栏。",
    wrong="指标值 2次，实际完成值“由于疫情原因未开展”",
    right="指标值 2次，实际完成值 0，偏差原因“由于疫情原因未开展”",
    run=check_not_a_number,
)
