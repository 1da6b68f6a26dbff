"""Q509: money hardly spent, yet the outputs are scored full."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks.amount_scale import is_in_doubt
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.findings import Severity
from xlperf.form import FundLine
from xlperf.messages import say
from xlperf.rounding import show_percent, sum_known
from xlperf.scoring.execution import exact_rate, why_no_rate


def check_spent_little(case: Case) -> Iterator[Result]:
    """The share of the output points that was earned, against the total line's rate."""
    line = case.form.total_line
    unscored = case.form.is_statement or case.form.kind == "department-completion"
    if line is None or unscored or not any(row.block.kind == "OUTPUT" for row in case.form.weighed):
        yield Inapplicable(say("没有资金总额行或产出指标"))
        return
    rate, share = exact_rate(line), _output_share(case)
    if rate is None:
        yield Unjudged(why_no_rate(line))
    elif share is None:
        yield Unjudged(say("产出指标的分值、得分不全"))
    elif is_in_doubt(case, line):
        yield Unjudged(say("金额可能元、万元混填，先核对金额"))
    else:
        yield PASSED if share - rate < case.thresholds.output_lead else _finding(line, rate, share)


def _output_share(case: Case) -> Decimal | None:
    """Scores ÷ points of the output block; None where one is unknown."""
    rows = [row for row in case.form.weighed if row.block.kind == "OUTPUT"]
    scores = {row.score.ref: case.standing(row.score) for row in rows if row.score is not None}
    weights = {row.weight.ref: row.weight.amount for row in rows if row.weight is not None}
    points = sum_known(weights.values()) if weights else rows[0].block.points
    total = sum_known(scores.values())
    return total / points if total is not None and points else None


def _finding(line: FundLine, rate: Decimal, share: Decimal) -> Result:
    figure = line.execution_rate or line.executed
    message = say(
        "资金只执行了 {rate}，产出指标却得了分值的 {share}，请核对产出是否真已完成、资金为何未用",
        rate=show_percent(rate),
        share=show_percent(share),
    )
    return CHECK.finding(message, figure.ref if figure else None, actual=show_percent(rate))


CHECK = Check(
    code="Q509",
    slug="spent-little",
    name="钱没花、产出却满分",
    severity=Severity.WARNING,
    holds_when="产出指标的得分率比执行率高出 40 个百分点及以上",
    source="评审常见问题：资金基本未执行，产出指标却接近满分",
    remedy="请核对产出的实际完成值；确已完成的，请说明资金未用的原因（如尚未结算、节约）。",
    wrong="执行率 30.00%，产出指标 50 分得 50 分",
    right="执行率 70.66%，产出指标 50 分得 42.25 分",
    run=check_spent_little,
)
