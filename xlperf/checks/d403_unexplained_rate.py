"""D403: the execution rate is low, and no reason stands anywhere in the form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.amount_scale import is_in_doubt
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.reasons import says_reason
from xlperf.checks.words import holds_any, words
from xlperf.findings import Severity
from xlperf.form import Entry, FundLine
from xlperf.messages import say
from xlperf.rounding import percent_places, show_percent
from xlperf.scoring.execution import exact_rate, why_no_rate


def check_unexplained_rate(case: Case) -> Iterator[Result]:
    """The total line's rate; a reason of any row, of the form, of the goals or of the notes serves."""
    line = case.form.total_line
    if line is None or not _has_room(case):
        yield Inapplicable(say("没有资金总额行，或表上没有写原因的地方"))
        return
    rate = exact_rate(line)
    if rate is None:
        yield Unjudged(why_no_rate(line))
    elif is_in_doubt(case, line):
        yield Unjudged(say("金额可能元、万元混填，先核对金额"))
    else:
        yield PASSED if rate >= case.thresholds.execution_rate or _is_explained(case) else _finding(case, line, rate)


def _has_room(case: Case) -> bool:
    return case.form.reason is not None or any(row.reason is not None for row in case.form.indicators)


def _is_explained(case: Case) -> bool:
    form = case.form
    reasons = (form.reason, *(row.reason for row in form.indicators))
    if any(says_reason(reason, case.pack) for reason in reasons):
        return True
    headers = {found.entry.ref for found in form.recognised if found.block != "notes"}
    told = (form.goal_actual, *(note for note in form.notes if note.ref not in headers))
    return any(entry is not None and _tells_cause(entry) for entry in told)


def _tells_cause(entry: Entry) -> bool:
    return holds_any(entry.text, words("reasons", "because"))


def _finding(case: Case, line: FundLine, rate: Decimal) -> Result:
    figure, least = line.execution_rate or line.executed, case.thresholds.execution_rate
    shown, least_shown = show_percent(rate), show_percent(least, percent_places(least))
    message = say("执行率 {rate}，低于 {least}，全表没有一处说明原因", rate=shown, least=least_shown)
    return CHECK.finding(message, figure.ref if figure else None, actual=shown)


CHECK = Check(
    code="D403",
    slug="unexplained-rate",
    name="执行率低未说明",
    severity=Severity.WARNING,
    holds_when="年度资金总额的执行率低于 80%，全表没有一处写原因",
    source="评审常见问题：预算执行率低而不说明原因",
    remedy="请在偏差原因一栏或完成情况中说明资金没有用完的原因和后续安排。",
    wrong="执行率 70.66%，偏差原因一栏全部空白",
    right="执行率 70.66%，有一项偏差原因写“因疫情原因未开展，活动顺延到下年”",
    run=check_unexplained_rate,
)
