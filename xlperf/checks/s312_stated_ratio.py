"""S312: a ratio that a rubric's input sheet states is not what its numbers give."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import Case, Check, Passed, Result, Unjudged
from xlperf.findings import Severity
from xlperf.form import Input
from xlperf.messages import say
from xlperf.rounding import show_percent
from xlperf.rules.criteria import Part
from xlperf.scoring.criteria import first_inputs
from xlperf.scoring.differences import Difference, rate_difference
from xlperf.scoring.earned import Inputs, as_rate, part_ratio, show_ratio


def check_stated_ratio(case: Case) -> Iterator[Result]:
    """Each ratio as often as it is stated; one rounded more coarsely than it is printed is 尾差."""
    inputs = first_inputs(case.form)
    stated = {part.stated: part for rule in case.pack.criteria for part in rule.parts if part.stated}
    for found in case.form.inputs:
        if found.key in stated and not found.figure.is_blank:
            yield _judge(found, stated[found.key], inputs)


def _judge(found: Input, part: Part, inputs: Inputs) -> Result:
    exact, figure = part_ratio(part, inputs), as_rate(found.figure)
    if exact is None or figure.number is None:
        return Unjudged(say("“{label}”没有可以核对的数", label=found.label.text))
    difference = rate_difference(figure, exact)
    if difference is Difference.NONE:
        return Passed()
    is_tail = difference is Difference.TAIL
    template = "“{label}”填 {actual}，应为 {expected}（{working}）"
    if is_tail:
        template = "“{label}”填 {actual}，算得 {expected}，只是末位取舍较粗（尾差；{working}）"
    expected, working = show_percent(exact), show_ratio(part, inputs)
    message = say(template, label=found.label.text, actual=figure.text, expected=expected, working=working)
    severity = Severity.INFO if is_tail else Severity.ERROR
    return CHECK.finding(message, figure.ref, severity=severity, expected=expected, actual=figure.text)


CHECK = Check(
    code="S312",
    slug="stated-ratio",
    name="评分依据的比率不符",
    severity=Severity.ERROR,
    holds_when="评分依据中填写的比率，不等于同一处所填的数算出的比率（末位取舍较粗的为提示）",
    source="评分标准所列的比率公式",
    remedy="请核对所填的数和比率；口径与评分标准不同的（如不含某项支出），请在报告中说明并按标准另算。",
    wrong="编外人数 3，在编人数 20，编外人员控制率 15.00%",
    right="编外人数 3，在编人数 20，编外人员控制率 13.04%",
    run=check_stated_ratio,
)
