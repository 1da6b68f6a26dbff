"""Q513: a computed cell was blank; its figure is given."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.form import Figure, FundLine, Scored, Total
from xlperf.messages import Message, say
from xlperf.rounding import show_number, show_percent, show_score
from xlperf.scores import ScoreLine

Owner = FundLine | Scored | Total


def check_blank_computed(case: Case) -> Iterator[Result]:
    """Each blank rate, score and total that a rule gives; a total that cannot be added up yet is named with why."""
    stale = {entry.ref for entry in case.form.stale}
    for owner, figure in _computed(case):
        line = case.scores.at(figure.ref)
        if line is None or figure.ref in stale:
            continue
        if not figure.is_blank:
            yield PASSED
        elif line.awarded is not None:
            yield _given(case, _name(owner, figure), figure, line, line.steps[0])
        elif line.field == "total_score" and line.reason is not None:
            name = _name(owner, figure)
            message = say("{name}空白，现在还算不出：{why}", name=name, why=line.reason)
            yield _finding(case, figure, message, None, say("请先补齐所缺的得分和分值，再重新填写。"))


def _computed(case: Case) -> Iterator[tuple[Owner, Figure]]:
    """The figures that may be computed, each with the line, the indicator or the total that it belongs to."""
    for line in case.form.funds:
        if line.execution_rate is not None:
            yield line, line.execution_rate
        if line.role == "total" and line.score is not None:
            yield line, line.score
    for row in case.form.scored:
        if row.score is not None:
            yield row, row.score
    if case.form.total is not None and case.form.total.score is not None:
        yield case.form.total, case.form.total.score


def _name(owner: Owner, figure: Figure) -> Message:
    if isinstance(owner, Total):
        return say("总分")
    if isinstance(owner, FundLine):
        return say("{line}的执行率", line=owner.label.text) if figure is owner.execution_rate else say("预算执行得分")
    return say("“{name}”的得分", name=owner.level3.text)


def _given(case: Case, name: Message, figure: Figure, line: ScoreLine, working: Message) -> Result:
    shown = show_figure(line, figure, case.pack.places)
    if figure.formula is not None:
        message = say("{name}是公式，没有给出结果，应为 {shown}（{working}）", name=name, shown=shown, working=working)
        return _finding(case, figure, message, shown, say("公式不会改动；请在该格直接填入所给的数，或改正公式。"))
    message = say("{name}空白，填入 {shown}（{working}）", name=name, shown=shown, working=working)
    return _finding(case, figure, message, shown)


def show_figure(line: ScoreLine, figure: Figure, places: int) -> str:
    """The figure as it reads: a percentage for a rate, else at the pack's places."""
    assert line.awarded is not None
    if line.field == "execution_rate":
        return show_number(line.awarded) if figure.in_percent else show_percent(line.awarded)
    return show_score(line.awarded, places)


def _finding(
    case: Case, figure: Figure, message: Message, expected: str | None, remedy: Message | None = None
) -> Result:
    severity = Severity.WARNING if case.batch else Severity.INFO
    return CHECK.finding(message, figure.ref, severity=severity, expected=expected, remedy=remedy)


CHECK = Check(
    code="Q513",
    slug="blank-computed",
    name="计算格空白",
    severity=Severity.INFO,
    holds_when="执行率、得分或总分空白，可以由表中其他数算出",
    source="表内关系与规则包",
    remedy="已按规则填入，请核对；批量审核时请提醒填报单位自行填写。",
    wrong="全年预算数 100，全年执行数 96.99，执行率空白",
    right="全年预算数 100，全年执行数 96.99，执行率 96.99%",
    run=check_blank_computed,
)
