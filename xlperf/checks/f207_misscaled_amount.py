"""F207: an amount looks about 10 000 times too large or too small beside its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.amount_scale import SCALE, Misscaled, find_misscaled
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.findings import Severity
from xlperf.messages import say


def check_misscaled_amount(case: Case) -> Iterator[Result]:
    """The amounts of the funds block, where there are at least two to hold against each other."""
    amounts = [figure for line in case.form.funds for figure in line.amounts]
    known = [figure for figure in amounts if figure.amount]
    if not amounts:
        yield Inapplicable(say("表中没有资金数额"))
    elif len(known) < 2:
        yield Unjudged(say("不为零的金额不足两个，无从比较"))
    else:
        found = case.once(find_misscaled)
        yield from map(_finding, found)
        if not found:
            yield PASSED


def _finding(found: Misscaled) -> Result:
    side = say("大") if found.factor < 1 else say("小")
    message = say(
        "{line}的数额 {text} 与相邻的数相比约{side} {scale} 倍，可能是元和万元混填",
        line=found.line.label.text,
        text=found.figure.text,
        side=side,
        scale=f"{SCALE:f}",
    )
    return CHECK.finding(message, found.figure.ref, actual=found.figure.text)


CHECK = Check(
    code="F207",
    slug="misscaled-amount",
    name="金额单位可疑",
    severity=Severity.WARNING,
    holds_when="一个数额比同一行或同一栏相邻的数大或小约一万倍",
    source="评审常见问题：元与万元混填",
    remedy="请核对该数的单位，按表头所写的元或万元改正。",
    wrong="年初预算数 110，全年预算数 110，全年执行数 1016400（万元表中填了元）",
    right="年初预算数 110，全年预算数 110，全年执行数 101.64",
    run=check_misscaled_amount,
)
