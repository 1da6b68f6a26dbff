"""What sums say of a form: which hold, which are off by rounding or cannot be judged, which amounts break some."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import CellRef
from xlperf.checks.book_sums import gather_sums
from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.sums import Fault, Sum, Sums, Term
from xlperf.findings import Finding, Severity
from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.rounding import show_amount


def judge_sums(check: Check, case: Case) -> Iterator[Result]:
    """The results of one check on one form, among all the sums of the workbook.

    An amount that breaks sums of several is told once, by the first check that asks for one of them; so is one that
    several are off from by rounding.
    """
    form, sums = case.form, sums_of(case)
    told = set(sums.faulty)
    for each in sums.all:
        ref = each.whole.figure.ref
        if each.code == check.code and is_in(form, ref):
            yield from _judge(check, each, is_told=ref in told)
            told |= {ref} if each.is_known and each.is_tail else set()
    for fault in sums.faults:
        if fault.sum.code == check.code and is_in(form, fault.ref):
            yield _finding(check, fault)


def sums_of(case: Case) -> Sums:
    """The sums of the whole workbook, those of the form alone where no more were gathered."""
    return case.sums if case.sums is not None else case.once(_alone)


def _alone(form: Form) -> Sums:
    return gather_sums((form,))


def is_in(form: Form, ref: CellRef) -> bool:
    """The cell is one of the form's."""
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
    severity = None if fault.sum.is_sure else Severity.WARNING
    return check.finding(message, fault.ref, severity=severity, expected=expected, actual=stated or None)


_MOST_PARTS = 12
"""Addends that are written out; of more only how many there are."""


def relation_message(each: Sum) -> Message:
    """A sum with its working: what the whole is, what the parts make, and how the two compare."""
    parts: object = "＋".join(_signed(part) for part in each.parts).replace("＋-", "－")
    if len(each.parts) > _MOST_PARTS:
        parts = say("{count} 个数相加", count=len(each.parts))
    like = each.whole.figure.text
    return say(
        "关系：{name}{law}；填 {stated}，{parts}得 {sum}，{verdict}",
        name=each.whole.name, law=each.law, stated=like or say("空白"), parts=parts, verdict=_verdict(each),
        sum=show_amount((each.whole.amount - each.gap) / each.whole.factor, like),
    )  # fmt: skip


def _signed(part: Term) -> str:
    text = part.figure.text or "0"
    return f"-{text}" if part.factor < 0 else text


def _verdict(each: Sum) -> Message:
    if not each.is_known:
        return say("有数不是数字，没有判断")
    if each.gap == 0:
        return say("相符")
    return say("尾差") if each.is_tail else say("不符")
