"""Computed figures as Excel formulas over the form's own cells, for Excel to work out again.

Products come before quotients, as in blank forms: 10 × 1413 ÷ 2000 is 7.065 and rounds to 7.07, where 0.7065 × 10 in
binary may not. A formula reads numbers in cells only: an amount, a weight, a target or an actual value that is written
as a text, or scaled by the unit written beside it, gives none, and the figure goes in alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.form import Figure, Form, FundLine, Indicator, Measure
from xlperf.quantity import Quantity
from xlperf.rounding import HUNDRED, show_number
from xlperf.rules import RulePack
from xlperf.scores import ScoreSheet
from xlperf.scoring.achievement import is_at_most, is_undirected, same_text
from xlperf.scoring.execution import RATE_PLACES
from xlperf.scoring.totals import counted_rows

NumberAt = Callable[[CellRef], Decimal | None]
"""The number that stands in a cell after the run, None where there is none."""


def live_formulas(form: Form, pack: RulePack, scores: ScoreSheet, ref: CellRef, number_at: NumberAt) -> Iterator[str]:
    """Formulas, without their =, that may give the computed figure of a cell, the most telling first; none in doubt.

    Whether one gives the very figure is for the caller to try: other cells may stand between, with formulas of the
    clerk's own, and a weight may have more decimals than the pack's scores.
    """
    for line in form.funds:
        if _stands_at(line.execution_rate, ref):
            yield from _rate(line, number_at)
        elif line.role == "total" and _stands_at(line.score, ref):
            yield from _execution_score(line, pack, number_at)
    row = next((row for row in form.weighed if _stands_at(row.score, ref)), None)
    if row is not None:
        yield from _indicator_score(row, pack, number_at)
    if form.total is not None and _stands_at(form.total.score, ref):
        yield from _total(form, pack, scores, number_at)


def _stands_at(figure: Figure | None, ref: CellRef) -> bool:
    return figure is not None and figure.ref == ref


def _address(figure: Figure | None, number_at: NumberAt) -> str | None:
    """The cell in which the figure's number is stored as it was read; None where it is not."""
    if figure is None or figure.number is None or number_at(figure.ref) != figure.number:
        return None
    return figure.ref.address


def _literal(figure: Figure | None) -> str | None:
    """The number itself, of points that were read out of a caption such as （20分）; None for what has a cell."""
    if figure is None or figure.number is None or figure.is_number or figure.text != show_number(figure.number):
        return None
    return figure.text


def _rate(line: FundLine, number_at: NumberAt) -> Iterator[str]:
    budget, executed = _address(line.full_year_budget, number_at), _address(line.executed, number_at)
    if budget is None or executed is None or line.execution_rate is None:
        return
    if line.execution_rate.in_percent:
        yield f"ROUND({executed}/{budget}*100,{RATE_PLACES - 2})"
    else:
        yield f"ROUND({executed}/{budget},{RATE_PLACES})"


def _execution_score(line: FundLine, pack: RulePack, number_at: NumberAt) -> Iterator[str]:
    """From the amounts, not from the rounded rate."""
    executed, budget = (_address(figure, number_at) for figure in (line.executed, line.full_year_budget))
    weight = _address(line.weight, number_at) or _literal(line.weight)
    if weight is None or executed is None or budget is None:
        return
    rule = pack.execution
    if rule.method == "stepped" and rule.full_from is not None and rule.per_point is not None:
        yield _stepped(weight, executed, budget, rule.full_from, rule.per_point, pack)
    else:
        yield _capped(weight, executed, budget, 0 if rule.method == "rounded" else pack.places)


def _stepped(weight: str, executed: str, budget: str, full_from: Decimal, per_point: Decimal, pack: RulePack) -> str:
    less = f"({show_number(full_from)}*{budget}-100*{executed})*{show_number(per_point)}/{budget}"
    return f"ROUND(MAX(0,MIN({weight},{weight}-{less})),{pack.places})"


def _capped(weight: str, dividend: str, divisor: str, places: int) -> str:
    return f"ROUND(MIN({weight},{weight}*{dividend}/{divisor}),{places})"


def _indicator_score(row: Indicator, pack: RulePack, number_at: NumberAt) -> Iterator[str]:
    """The share of the points where target and actual value are numbers, the points where both say the same."""
    weight = _address(row.weight, number_at)
    if weight is None:
        return
    if _has_share(row, pack, number_at):
        yield _share(weight, row, pack)
    if same_text(row.target, row.actual) or row.actual.text in pack.qualitative.full_phrases:
        yield from (weight, f"ROUND({weight},{pack.places})")


def _share(weight: str, row: Indicator, pack: RulePack) -> str:
    actual, target = row.actual.ref.address, row.target.ref.address
    if not is_at_most(row):
        return _capped(weight, actual, target, pack.places)
    if pack.quantitative.inverse == "linear":
        return f"ROUND(MAX(0,MIN({weight},{weight}*(2*{target}-{actual})/{target})),{pack.places})"
    return _capped(weight, target, actual, pack.places)


def _has_share(row: Indicator, pack: RulePack, number_at: NumberAt) -> bool:
    """Both are numbers in cells, of one scale, and the pack gives points in proportion to their quotient."""
    method = pack.quantitative.inverse if is_at_most(row) else pack.quantitative.method
    scale = _scale(row.target, number_at)
    is_comparable = scale is not None and scale == _scale(row.actual, number_at)
    return is_comparable and method != "as-given" and not is_undirected(row)


def _scale(measure: Measure, number_at: NumberAt) -> Decimal | None:
    """How many times the number in the cell was read: 100 where it shows as a percentage; None where none is there."""
    stored, quantity = number_at(measure.ref), measure.quantity
    if stored is None or not isinstance(quantity, Quantity):
        return None
    scale = HUNDRED if quantity.unit == "%" else Decimal(1)
    return scale if stored * scale == quantity.amount else None


def _total(form: Form, pack: RulePack, scores: ScoreSheet, number_at: NumberAt) -> Iterator[str]:
    """The sum of the scores that the total counts; texts, such as a nil mark, add nothing.

    Scores with decimals are rounded: in binary 9.7 + 4 + 1.6 … may end in …99999 and fall short of a grade's bound.
    """
    refs = [row.score.ref for row in counted_rows(form, pack, scores.lines) or ()]
    if not refs:
        return
    numbers = [number for number in map(number_at, refs) if number is not None]
    total = f"SUM({','.join(_runs(refs))})"
    if any(number != number.to_integral_value() for number in numbers):
        yield f"ROUND({total},{pack.places})"
    yield total


def _runs(refs: Iterable[CellRef]) -> Iterator[str]:
    """Cells that stand one below the other as ranges, the others by themselves.

    >>> list(_runs(CellRef("", row, column) for row, column in [(6, 9), (12, 8), (13, 8), (15, 8)]))
    ['I6', 'H12:H13', 'H15']
    """
    runs: list[list[CellRef]] = []
    for ref in refs:
        if runs and ref == runs[-1][-1]._replace(row=runs[-1][-1].row + 1):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return (run[0].address if len(run) == 1 else f"{run[0].address}:{run[-1].address}" for run in runs)
