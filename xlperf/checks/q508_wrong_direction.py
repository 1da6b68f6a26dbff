"""Q508: a cost or debt indicator with ≥, or a count of good things with ≤."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.measures import AT_LEAST, AT_MOST, counts_things
from xlperf.checks.words import holds_any, words
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import Message, say
from xlperf.quantity import Quantity


def check_wrong_direction(case: Case) -> Iterator[Result]:
    """Each applicable row that is a cost, a debt, a count of good things, or a share of the content, at its target."""
    judged = 0
    for row in case.form.weighed:
        target = row.target.quantity
        if isinstance(target, Quantity) and (is_cost(row, target) or is_good(row, target)):
            judged += 1
            yield _judge(row, target)
    if not judged:
        yield Inapplicable(say("没有指标值是数量的成本、债务指标，也没有越多越好的数量指标"))


def is_cost(row: Indicator, target: Quantity) -> bool:
    """A cost or a debt by its name, or money under a cost indicator; nothing that is saved or settled."""
    name, changes = row.level3.text, words("costs", "changes")
    if holds_any(name, words("costs", "exceptions")) or holds_any(row.target.text, changes):
        return False
    stands_under_cost = "成本" in row.level2.text or row.block.kind == "COST"
    is_money = target.unit.partition("/")[0] in words("units", "money")
    return holds_any(row.level3.text, words("costs", "names")) or (stands_under_cost and is_money)


def is_good(row: Indicator, target: Quantity) -> bool:
    """Things counted one by one of which more is better, or a share of people who are content."""
    name = row.level3.text
    if holds_any(name, words("counts", "satisfaction")):
        return target.unit in ("", "%") and not holds_any(name, words("counts", "dissatisfaction"))
    under_cost = "成本" in row.level2.text or row.block.kind == "COST"
    is_limited = holds_any(name, words("counts", "exceptions"))
    is_count = counts_things(target) and target.unit not in words("units", "conditions")
    return is_count and not under_cost and not is_limited and holds_any(name, words("counts", "goods"))


def _judge(row: Indicator, target: Quantity) -> Result:
    if is_cost(row, target):
        return _finding(row, say("成本、债务类指标一般用 ≤")) if target.comparator in AT_LEAST else PASSED
    return _finding(row, say("越多越好的指标一般用 ≥")) if target.comparator in AT_MOST else PASSED


def _finding(row: Indicator, why: Message) -> Result:
    message = say("“{name}”指标值“{target}”：{why}，请核对方向", name=row.level3.text, target=row.target.text, why=why)
    return CHECK.finding(message, row.target.ref, actual=row.target.text)


CHECK = Check(
    code="Q508",
    slug="wrong-direction",
    name="比较符号方向可疑",
    severity=Severity.WARNING,
    holds_when="成本、债务类指标的指标值用 ≥（节约、降低等除外），或越多越好的数量、满意度用 ≤",
    source="评审常见问题：成本指标用 ≥，数量指标用 ≤",
    remedy="请核对指标值的方向，改正比较符号，并按改正后的方向重新计分。",
    wrong="成本指标“项目总成本”指标值 ≥100万元",
    right="成本指标“项目总成本”指标值 ≤100万元",
    run=check_wrong_direction,
)
