"""What sums say of a form: which hold, which are off by rounding or cannot be judged, which amounts break some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.cells import CellRef
from xlperf.checks.check import PASSED, Check, Result, Unjudged
from xlperf.checks.sums import Fault, Sum, find_faults
from xlperf.findings import Finding, Severity
from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.rounding import show_amount


def judge_sums(check: Check, form: Form, sums: Sequence[Sum]) -> Iterator[Result]:
    """The results of one check on one form; `sums` may be those of other checks and forms too.

    An amount that breaks sums of several is told once, by the first check that asks for one of them; so is one that
    several are off from by rounding.
    """
    told = set[CellRef]()
    for each in sums:
        ref = each.whole.figure.ref
        if each.code == check.code and _is_in(form, ref) and each.says_something:
            yield from _judge(check, each, is_told=ref in told)
            told |= {ref} if each.is_known and each.is_tail else set()
    for fault in find_faults(sums):
        if fault.sum.code == check.code and _is_in(form, fault.ref):
            yield _finding(check, fault)


def _is_in(form: Form, ref: CellRef) -> bool:
    area = form.area
    return form.sheet == ref.sheet and area.top <= ref.row <= area.bottom and area.left <= ref.column <= area.right


def _judge(check: Check, each: Sum, *, is_told: bool) -> Iterator[Result]:
    if not each.is_known:
        yield Unjudged(say("{name}或与之相加的数不是数字", name=each.whole.name))
    elif each.is_tail and not is_told:
        yield _tail(check, each)
    elif not each.is_wrong:
        yield PASSED


def _tail(check: Check, each: Sum) -> Finding:
    stated, gap = each.whole.figure.text, abs(each.gap) / each.whole.factor
    expected = show_amount((each.whole.amount - each.gap) / each.whole.factor, stated)
    message = say(
        "{name}填 {actual}，{law}，算得 {expected}，差在末位四舍五入（尾差 {gap}）",
        name=each.whole.name, actual=stated, law=each.law, expected=expected, gap=show_amount(gap, stated),
    )  # fmt: skip
    ref = each.whole.figure.ref
    return check.finding(message, ref, severity=Severity.INFO, expected=expected, actual=stated)


def _finding(check: Check, fault: Fault) -> Finding:
    stated, like = fault.term.figure.text, fault.sum.whole.figure.text or fault.term.figure.text
    expected, gap = show_amount(fault.expected, like), abs(fault.expected - (fault.term.figure.amount or 0))
    whole = fault.sum.whole
    template = "{name}填 {actual}：{law}，应为 {expected}，相差 {gap}"
    if whole.figure.ref != fault.ref:
        template = "{name}填 {actual}：{whole}{law}，这一项应为 {expected}，相差 {gap}"
    message = say(
        template, name=fault.term.name, actual=stated or say("空白"), law=fault.sum.law, expected=expected,
        gap=show_amount(gap, like), whole=whole.name,
    )  # fmt: skip
    if fault.others:
        message = say("{message}；另有 {count} 处合计也因此不符", message=message, count=fault.others)
    return check.finding(message, fault.ref, expected=expected, actual=stated or None)


def name_cell(row: str, column: str) -> Message:
    """An amount by the names of its row and its column."""
    return say("“{row}”的{column}", row=row, column=column)
