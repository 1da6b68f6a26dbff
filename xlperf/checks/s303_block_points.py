"""S303: the points of a level-1 block do not add up to those in its label, or to the pack's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.points import BlockSum, block_sums, expected_points, wrong_blocks
from xlperf.findings import Finding, Severity
from xlperf.messages import say
from xlperf.rounding import show_number


def check_block_points(case: Case) -> Iterator[Result]:
    """Each level-1 block whose points are printed in its label or known to the pack."""
    wrong = {found.block.label.ref: expected for found, expected in wrong_blocks(case)}
    for found in case.once(block_sums):
        ref = found.block.label.ref
        if ref in wrong:
            yield _finding(case, found, wrong[ref])
        elif found.weights is None:
            yield Unjudged(say("“{block}”下有分值空白或不是数字", block=found.block.label.text))
        elif case.form.is_statement and found.block.points is None:
            yield Inapplicable(say("目标表的一级指标没有写明分值"))
        elif expected_points(found.block, case.form, case.pack) is None or _is_unbound(case, found):
            yield Unjudged(say("“{block}”没有写明分值，规则包也没有规定", block=found.block.label.text))
        else:
            yield PASSED


def _is_unbound(case: Case, found: BlockSum) -> bool:
    return found.block.points is None and case.pack.is_fallback


def _finding(case: Case, found: BlockSum, expected: Decimal) -> Finding:
    actual = show_number(found.weights or Decimal(0))
    block, shown = found.block.label.text, show_number(expected)
    if found.block.points is not None:
        message = say(
            "“{block}”下各项分值相加为 {actual}，与标明的 {expected} 不符", block=block, actual=actual, expected=shown
        )
        return CHECK.finding(message, found.block.label.ref, expected=shown, actual=actual)
    message = say("“{block}”下各项分值相加为 {actual}，规则为 {expected}", block=block, actual=actual, expected=shown)
    clause = case.pack.clause("points")
    ref = found.block.label.ref
    return CHECK.finding(message, ref, severity=Severity.WARNING, expected=shown, actual=actual, clause=clause)


CHECK = Check(
    code="S303",
    slug="block-points",
    name="一级指标分值不符",
    severity=Severity.ERROR,
    holds_when="一级指标下各项分值之和不等于其标签所写的分值；标签没有写的，与规则包比较，只作提醒",
    source="表内关系：一级指标分值＝其下各项分值之和",
    remedy="请调整该一级指标下各项的分值，使其相加等于规定的分值。",
    wrong="产出指标（50分）下各项分值相加为 48",
    right="产出指标（50分）下各项分值相加为 50",
    run=check_block_points,
)
