"""F206: an amount is negative or not a number."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.form import Entry, Figure
from xlperf.messages import say
from xlperf.quantity import Unparsed


def check_bad_amount(case: Case) -> Iterator[Result]:
    """Each amount of funds, tasks and budget tables; blanks and nil marks are neither, Excel errors are T104's."""
    lines = [(line.label, line.amounts) for line in case.form.funds]
    lines += [(task.label, tuple(amount.figure for amount in task.amounts)) for task in case.form.tasks]
    amounts = {figure.ref: (label, figure) for label, figures in lines for figure in figures}
    for label, figure in amounts.values():  # tasks may be lines of money too
        if not figure.is_blank and not figure.is_error:
            yield _judge(label, figure)
    for row in case.form.table.rows if case.form.table is not None else ():
        for figure in {figure.ref: figure for figure in row.amounts.values()}.values():
            if isinstance(figure.value, Unparsed) and not figure.is_error:  # what makes good a deficit may be negative
                yield _judge(row.label, figure)


def _judge(label: Entry, figure: Figure) -> Result:
    if isinstance(figure.value, Unparsed):
        message = say(
            "{line}的数额“{text}”不是数字：{why}", line=label.text, text=figure.text, why=say(figure.value.reason)
        )
        return CHECK.finding(message, figure.ref, actual=figure.text)
    if figure.number is not None and figure.number < 0:
        message = say("{line}的数额 {text} 是负数", line=label.text, text=figure.text)
        return CHECK.finding(message, figure.ref, actual=figure.text)
    return PASSED


CHECK = Check(
    code="F206",
    slug="bad-amount",
    name="金额不是数字或为负",
    severity=Severity.ERROR,
    holds_when="年初预算数、全年预算数或全年执行数是负数，或不是数字",
    source="表内关系：金额为不小于零的数",
    remedy="请在该格只填数字；没有金额的填 0 或“-”，文字说明写到偏差原因一栏。",
    wrong="全年执行数填“约一百万”",
    right="全年执行数填 100.00",
    run=check_bad_amount,
)
