"""S304: the points do not add up to the printed total weight, or that is not the pack's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Result, Unjudged
from xlperf.checks.points import stray_points, wrong_blocks
from xlperf.findings import Finding, Severity
from xlperf.form import Figure
from xlperf.messages import say
from xlperf.rounding import show_number
from xlperf.scoring.totals import counts_execution, execution_weight, weight_sum


def check_total_points(case: Case) -> Iterator[Result]:
    """The printed total weight; where a block's points are wrong, S303 has said it already."""
    figure = case.form.total.weight if case.form.total else None
    if figure is None or figure.is_blank or figure.is_mark:
        return
    if figure.number is None:
        yield Unjudged(say("合计分值不是数字"))
    elif not _adds_up(case, figure.number) and not any(wrong_blocks(case)):
        yield _not_the_sum(case, figure)
    elif figure.number != case.pack.points.total and not case.form.is_statement:
        yield _not_the_packs(case, figure)
    elif not _sums(case):
        yield Unjudged(say("有分值空白或不是数字，无法相加"))
    else:
        yield PASSED


def _sums(case: Case) -> tuple[Decimal, ...]:
    """The sums that the total weight may be: as the pack says, or either where that is open; empty where unknown."""
    indicators, execution = weight_sum(case.form), execution_weight(case.form)
    if case.form.is_statement:  # its money carries no points
        return () if indicators is None else (indicators,)
    line = case.form.total_line
    if indicators is None or (line is not None and line.weight is not None and line.weight.is_unknown):
        return ()
    together = counts_execution(case.form, case.pack)
    if execution is None and together is not False:
        return ()
    with_execution = indicators + (execution or Decimal(0))
    return (with_execution,) if together else (indicators,) if together is False else (with_execution, indicators)


def _adds_up(case: Case, stated: Decimal) -> bool:
    sums, stray = _sums(case), stray_points(case.form)[0]
    return not sums or stated in sums or stated in [total + stray for total in sums]


def _not_the_sum(case: Case, figure: Figure) -> Finding:
    shown = show_number(_sums(case)[0])
    message = say("合计分值填 {actual}，各项分值相加为 {expected}", actual=figure.text, expected=shown)
    return CHECK.finding(message, figure.ref, expected=shown, actual=figure.text)


def _not_the_packs(case: Case, figure: Figure) -> Finding:
    shown = show_number(case.pack.points.total)
    message = say("合计分值填 {actual}，规则为 {expected}", actual=figure.text, expected=shown)
    return CHECK.finding(message, figure.ref, expected=shown, actual=figure.text, clause=case.pack.clause("points"))


CHECK = Check(
    code="S304",
    slug="total-points",
    name="合计分值不符",
    severity=Severity.ERROR,
    holds_when="各项分值之和不等于合计分值，或合计分值不是规则包规定的数",
    source="表内关系：合计分值＝各项分值之和",
    remedy="请核对各项分值，使其相加等于合计分值。",
    wrong="各项分值相加为 98，合计填 100",
    right="各项分值相加为 100，合计填 100",
    run=check_total_points,
)
