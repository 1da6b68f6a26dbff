"""The columns of 汇总: what a reviewing office wants to see of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.evaluation import Evaluation
from xlperf.findings import Severity
from xlperf.form import Figure, FundLine
from xlperf.messages import say
from xlperf.outcomes import FileOutcome
from xlperf.pages.links import output_spot
from xlperf.pages.parts import entry_text, figure_spot, number_spot, rate_spot
from xlperf.pages.table import Column
from xlperf.pages.tally import count_blanks, count_severities, count_verdicts
from xlperf.pages.wording import BLOCKS, SEVERITY
from xlperf.rounding import sum_known
from xlperf.scoring.blocks import BlockScore
from xlperf.sheets import Spot

_YUAN = {"元": Decimal(1), "万元": Decimal(10000)}
"""元 in one of a form's money unit. All amounts are shown in 元, whatever the form's own unit: only then do they add up
over units, and none loses a digit (万元 would cut the fen that forms in 元 print)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A form with the file it came from."""

    outcome: FileOutcome
    evaluation: Evaluation


def summary_columns(kinds: tuple[str, ...]) -> tuple[Column[Row], ...]:
    """The columns, with points and score of the given blocks."""
    blocks = [column for kind in kinds for column in _block_columns(kind)]
    return (*_identity_columns(), *_money_columns(), *blocks, *_total_columns(), *_count_columns(), *_origin_columns())


def _identity_columns() -> Iterator[Column[Row]]:
    yield Column(say("实施单位"), 28, lambda row: Spot(entry_text(row.evaluation.form.head.unit)))
    yield Column(say("项目名称"), 26, lambda row: Spot(entry_text(row.evaluation.form.head.project)))
    yield Column(say("主管部门"), 20, lambda row: Spot(entry_text(row.evaluation.form.head.department)))
    yield Column(say("年度"), 6, _year_spot)


def _year_spot(row: Row) -> Spot:
    head = row.evaluation.form.head
    return Spot(head.year, "integer") if head.year is not None else Spot(entry_text(head.year_entry))


def _money_columns() -> Iterator[Column[Row]]:
    yield Column(say("全年预算数（元）"), 16, lambda row: _amount_spot(row, lambda line: line.full_year_budget), "sum")
    yield Column(say("全年执行数（元）"), 16, lambda row: _amount_spot(row, lambda line: line.executed), "sum")
    yield Column(say("执行率"), 8, _rate_spot, "share")


def _amount_spot(row: Row, choose: Callable[[FundLine], Figure | None]) -> Spot:
    """An amount of the total line in 元."""
    line = row.evaluation.form.total_line
    figure = choose(line) if line else None
    amount = row.evaluation.standing(figure)
    return figure_spot(figure, None if amount is None else amount * _YUAN[row.evaluation.form.money_unit], "money")


def _rate_spot(row: Row) -> Spot:
    line = row.evaluation.form.total_line
    figure = line.execution_rate if line else None
    return rate_spot(figure, row.evaluation.rate(line))


def _block_columns(kind: str) -> Iterator[Column[Row]]:
    """Points and score of a block; blank for a form without it."""
    weight, score = say("{block}分值", block=BLOCKS[kind]), say("{block}得分", block=BLOCKS[kind])
    yield Column(weight, 6, lambda row: Spot(_points(row, kind, lambda block: block.weight), "number"))
    yield Column(score, 8, lambda row: Spot(_points(row, kind, lambda block: block.score), "money"), "mean")


def _points(row: Row, kind: str, choose: Callable[[BlockScore], Decimal | None]) -> Decimal | None:
    """A figure of the form's blocks of that kind, added up; None where one of them is unknown."""
    values = [choose(block) for block in row.evaluation.blocks if block.kind == kind]
    return sum_known(values) if values else None


def _total_columns() -> Iterator[Column[Row]]:
    yield Column(say("自评得分"), 9, lambda row: number_spot(row.evaluation.submitted_total), "mean")
    yield Column(say("重算得分"), 9, lambda row: number_spot(row.evaluation.recomputed_total), "mean")
    yield Column(say("重算与自评相差"), 9, _difference_spot)
    yield Column(say("等级"), 6, lambda row: Spot(row.evaluation.grade or "—", "info"))


def _difference_spot(row: Row) -> Spot:
    submitted, recomputed = row.evaluation.submitted_total, row.evaluation.recomputed_total
    return Spot(recomputed - submitted if submitted is not None and recomputed is not None else None, "money")


def _count_columns() -> Iterator[Column[Row]]:
    """Blank cells, findings by severity (in the mark's colour where there are any), checks that could not be judged."""
    yield Column(say("空白待填"), 6, lambda row: _count_spot(count_blanks(row.evaluation), "filled"), "sum")
    yield from map(_severity_column, Severity)
    yield Column(say("无法判断"), 6, _unjudged_spot, "sum")


def _unjudged_spot(row: Row) -> Spot:
    return Spot(count_verdicts((row.evaluation,)).get("no-data", 0), "integer")


_STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "integer"}


def severity_spot(severity: Severity, count: int) -> Spot:
    """So many findings of a severity, in the mark's colour where there are any."""
    return _count_spot(count, _STYLES[severity])


def _severity_column(severity: Severity) -> Column[Row]:
    def cell(row: Row) -> Spot:
        return severity_spot(severity, count_severities(row.evaluation.findings)[severity])

    return Column(SEVERITY[severity], 6, cell, "sum")


def _count_spot(count: int, style: str) -> Spot:
    return Spot(count, style if count else "integer")


def _origin_columns() -> Iterator[Column[Row]]:
    yield Column(say("表单"), 20, lambda row: Spot(row.evaluation.name))
    yield Column(say("规则包"), 14, lambda row: Spot(row.evaluation.pack.id))
    yield Column(say("原表单位"), 6, lambda row: Spot(row.evaluation.form.money_unit))
    yield Column(say("校验后的工作簿"), 26, lambda row: output_spot(row.outcome.path, row.outcome.output))
