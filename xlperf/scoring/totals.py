"""The total: which points it counts, and their sum as the scores stand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.form import Figure, Form
from xlperf.messages import Message, say
from xlperf.rounding import show_score, sum_known
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine


class Standing(NamedTuple):
    """A scored row of the form as the total sees it: a name for messages, its points, its score after filling.

    `weight` is None in a form without a 分值 column.
    """

    name: str
    weight: Figure | None
    score: Figure
    value: Decimal | None


def standing_value(figure: Figure, lines: Mapping[CellRef, ScoreLine]) -> Decimal | None:
    """The figure as it stands after filling: zero for a nil mark, the rule's figure for a blank, None where unknown."""
    if not figure.is_blank:
        return figure.amount
    line = lines.get(figure.ref)
    return line.awarded if line is not None and figure.formula is None else None


def scored_rows(form: Form, lines: Mapping[CellRef, ScoreLine]) -> tuple[Standing, ...]:
    """The applicable indicators with a score, and with points where the form has any; one merged over rows once."""
    rows: dict[CellRef, Standing] = {}
    for row in form.scored:
        if row.score is not None and (row.weight is None or row.weight.number is not None or not row.score.is_blank):
            value = standing_value(row.score, lines)
            rows.setdefault(row.score.ref, Standing(row.level3.text, row.weight, row.score, value))
    return tuple(rows.values())


def execution_row(form: Form, lines: Mapping[CellRef, ScoreLine]) -> Standing | None:
    """The execution score of the total line."""
    line = form.total_line
    if line is None or line.weight is None or line.score is None:
        return None
    return Standing(line.label.text, line.weight, line.score, standing_value(line.score, lines))


def counts_execution(form: Form, pack: RulePack) -> bool | None:
    """The total counts the execution points: as the pack says, else whichever adds up; None where neither does."""
    method = "whichever" if pack.is_fallback else pack.total.method
    if method == "indicators":
        return False
    if method == "together" and execution_row(form, {}) is not None:
        return True
    printed = form.total.weight.number if form.total and form.total.weight else None
    sums = weight_sum(form), execution_weight(form)
    answers = (_adds_up(*sums, wanted) for wanted in (pack.points.total, printed) if wanted is not None)
    return next((answer for answer in answers if answer is not None), None)


def _adds_up(indicators: Decimal | None, execution: Decimal | None, wanted: Decimal) -> bool | None:
    """The points make the wanted total with the execution points (True) or without (False); None where neither."""
    if indicators is None:
        return None
    if indicators == wanted:
        return False
    return True if execution is not None and indicators + execution == wanted else None


def weight_sum(form: Form) -> Decimal | None:
    """Points of the applicable indicators; None where one is unreadable or blank, or the form has no points."""
    figures = {row.weight.ref: row.weight for row in form.scored if row.weight is not None}
    return sum_known(figure.amount for figure in figures.values()) if figures else _label_points(form)


def _label_points(form: Form) -> Decimal | None:
    """The points in the labels of the blocks, in a form whose rows have none; None where a label has none."""
    blocks = {row.block.label.ref: row.block for row in form.scored}
    return sum_known(block.points for block in blocks.values()) if blocks else None


def execution_weight(form: Form) -> Decimal | None:
    """Points of the execution rate on the total line; what stands on the lines below is never added."""
    line = form.total_line
    return line.weight.number if line is not None and line.weight is not None else None


def counted_rows(form: Form, pack: RulePack, lines: Mapping[CellRef, ScoreLine]) -> tuple[Standing, ...] | None:
    """The rows that the total counts; None where it cannot be told which these are, or no indicator's score is read."""
    together, execution = counts_execution(form, pack), execution_row(form, lines)
    indicators = scored_rows(form, lines)
    if together is None or (together and execution is None) or not indicators:
        return None
    return ((execution,) if together and execution else ()) + indicators


def score_total(form: Form, pack: RulePack, lines: Mapping[CellRef, ScoreLine]) -> ScoreLine | None:
    """总分 as the sum of the scores as they stand; None where the form has no such figure."""
    if form.total is None or form.total.score is None:
        return None
    ref, clause = form.total.score.ref, pack.clause("total")
    rows = counted_rows(form, pack, lines)
    if rows is None:
        why = say("看不出总分是否计入预算执行得分") if scored_rows(form, lines) else _missing([])
        return ScoreLine(ref, "total_score", None, None, clause, reason=why)
    missing = [row for row in rows if row.value is None]
    if missing or not form.scored:
        return ScoreLine(ref, "total_score", None, None, clause, reason=_missing(missing))
    total = sum((row.value for row in rows if row.value is not None), Decimal(0))
    step = say("总分＝{sum}＝{total}", sum=_sum_text(form, pack, rows), total=show_score(total, pack.places))
    return ScoreLine(ref, "total_score", total, total, clause, (step,))


def _missing(rows: list[Standing]) -> Message:
    if not rows:
        return say("没有读出可以合计的指标得分")
    names = "、".join(f"{row.score.ref.address} {row.name}" for row in rows[:5])
    return say("{count} 项得分空白或不是数字：{names}", count=len(rows), names=names + (" ……" if len(rows) > 5 else ""))


def _sum_text(form: Form, pack: RulePack, rows: tuple[Standing, ...]) -> Message:
    execution = form.total_line.score if form.total_line else None
    first = next((row for row in rows if execution is not None and row.score.ref == execution.ref), None)
    rest = [row.value for row in rows if row is not first and row.value is not None]
    if first is None:
        return say("{count} 项指标得分之和", count=len(rest))
    return say(
        "预算执行得分 {execution}＋{count} 项指标得分 {rest}",
        execution=show_score(first.value or Decimal(0), pack.places),
        count=len(rest),
        rest=show_score(sum(rest, Decimal(0)), pack.places),
    )


def recomputed_total(form: Form, pack: RulePack, lines: Mapping[CellRef, ScoreLine]) -> Decimal | None:
    """重算得分: the total where every score that a rule gives takes the place of the one that stands.

    A score given for words stays: that it might have been full is no reason to give more than the clerk did.
    """
    rows = counted_rows(form, pack, lines)
    return sum_known(_by_rule(row, lines) for row in rows) if rows else None


def _by_rule(row: Standing, lines: Mapping[CellRef, ScoreLine]) -> Decimal | None:
    line = lines.get(row.score.ref)
    is_computed = line is not None and line.clause is not None and line.clause.key != "qualitative"
    return line.awarded if line is not None and is_computed and line.awarded is not None else row.value


def weight_total(form: Form, pack: RulePack) -> Decimal | None:
    """The printed total weight, else the sum of the points that the total counts."""
    printed = form.total.weight.number if form.total and form.total.weight else None
    if printed is not None:
        return printed
    indicators, execution = weight_sum(form), execution_weight(form)
    together = counts_execution(form, pack)
    return indicators + (execution or Decimal(0)) if indicators is not None and together else indicators
