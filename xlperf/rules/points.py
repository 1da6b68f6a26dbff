"""The points that a form prints, held against a pack's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.form import Form
from xlperf.rounding import show_number
from xlperf.rules.faults import BLOCKS
from xlperf.rules.pack import RulePack

Points = Mapping[str, Decimal]
"""Points by block, EXECUTION among them; a block without points is not there."""

EXECUTION, BENEFIT, SATISFACTION = "EXECUTION", "BENEFIT", "SATISFACTION"


def printed_points(form: Form) -> Points:
    """The form's points by block: those of a block's label, else the sum of its rows; a merged figure counts once."""
    found: dict[str, Decimal] = {}
    line = form.total_line
    if line is not None and line.weight is not None and line.weight.number is not None:
        found[EXECUTION] = line.weight.number
    figures = {row.weight.ref: (row.block.kind, row.weight.number) for row in form.scored if row.weight is not None}
    for kind, number in figures.values():
        if number is not None:
            found[kind] = found.get(kind, Decimal(0)) + number
    return {kind: number for kind, number in {**found, **_labelled_points(form)}.items() if number}


def _labelled_points(form: Form) -> Points:
    """Points in the labels of the blocks, those of a kind together."""
    labels: dict[CellRef, tuple[str, Decimal]] = {
        row.block.label.ref: (row.block.kind, row.block.points) for row in form.rows if row.block.points is not None
    }
    found: dict[str, Decimal] = {}
    for kind, points in labels.values():
        found[kind] = found.get(kind, Decimal(0)) + points
    return found


def are_own(printed: Points, pack: RulePack) -> bool:
    """The form prints the very points of the pack, where 满意度 may stand inside 效益 or alone."""
    return _are_same(printed, pack.points.blocks)


def are_compatible(printed: Points, pack: RulePack) -> bool:
    """Nothing that the form prints contradicts the pack's points."""
    return _execution_fits(printed.get(EXECUTION), pack) and _indicators_fit(_but_execution(printed), pack)


def _execution_fits(printed: Decimal | None, pack: RulePack) -> bool:
    if pack.execution.method == "not-scored":
        return printed is None
    own = pack.points.blocks.get(EXECUTION)
    return printed is None or own is None or printed == own


def _indicators_fit(printed: Points, pack: RulePack) -> bool:
    """As far as the pack knows its blocks; a form that prints no points contradicts none."""
    together, own = pack.points.indicators, _but_execution(pack.points.blocks)
    if not printed:
        return True
    if together is None or sum(own.values(), Decimal(0)) == together:
        return _are_same(printed, own)
    named = {kind: number for kind, number in printed.items() if kind in own}
    return sum(printed.values(), Decimal(0)) == together and _are_same(named, own)


def _but_execution(points: Points) -> Points:
    return {kind: number for kind, number in points.items() if kind != EXECUTION}


def _are_same(one: Points, other: Points) -> bool:
    if (SATISFACTION in one) != (SATISFACTION in other):
        one, other = _within(one), _within(other)
    return dict(one) == dict(other)


def _within(points: Points) -> Points:
    """The points with those of 满意度 counted in 效益."""
    inside = points.get(SATISFACTION, Decimal(0))
    others = {kind: number for kind, number in points.items() if kind != SATISFACTION}
    return {**others, BENEFIT: others.get(BENEFIT, Decimal(0)) + inside} if inside else others


def pack_points(pack: RulePack) -> Points:
    """The pack's points as far as it knows them: by block, else those of all indicators together."""
    together, blocks = pack.points.indicators, pack.points.blocks
    return blocks if together is None else {"OTHER": together, **{k: n for k, n in blocks.items() if k == EXECUTION}}


def show_points(printed: Points) -> str:
    """Points in the order in which tables show them; a block without points is passed over.

    >>> show_points({"OUTPUT": Decimal(50), "EXECUTION": Decimal(10)})
    '10/50'
    """
    return "/".join(show_number(printed[kind]) for kind in (*BLOCKS, "OTHER") if kind in printed)
