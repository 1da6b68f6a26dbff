"""Rows without points that detail the indicator above: 其中…, or the values of a group whose own row has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xlperf.form import Entry, Figure, Indicator, Measure
from xlperf.quantity import parse_quantity
from xlperf.recognition.folding import fold

BEGINS = "其中"


def without_details(rows: Iterable[Indicator]) -> list[Indicator]:
    """The indicators that carry points, those of a group with the values of the rows below it."""
    kept: list[Indicator] = []
    group: list[Indicator] = []
    for row in rows:
        if kept and _belongs(row, kept[-1], is_group=bool(group)):
            group = _grown(kept, group, row)
        else:
            kept.append(row)
            group = []
    return kept


def _belongs(row: Indicator, owner: Indicator, *, is_group: bool) -> bool:
    """A row that has neither points nor score, below one with points, in the same level 2."""
    same = row.block is owner.block and fold(row.level2.text) == fold(owner.level2.text)
    if not same or not _is_blank(row.weight) or not _is_blank(row.score) or _is_blank(owner.weight):
        return False
    is_led = fold(row.level3.text).startswith(BEGINS)
    return (is_led or is_group or (owner.target.is_blank and owner.actual.is_blank)) and not row.target.is_blank


def _grown(kept: list[Indicator], group: list[Indicator], row: Indicator) -> list[Indicator]:
    """The rows of the group with one more; the owner's values are theirs where it has none of its own."""
    owner = kept[-1]
    if not group and not owner.target.is_blank:
        return []
    group = [*group, row]
    target, actual = (_joined(own, [getattr(one, f) for one in group]) for f, own in _values(owner))
    kept[-1] = replace(owner, target=target, actual=actual)
    return group


def _values(owner: Indicator) -> tuple[tuple[str, Measure], ...]:
    return ("target", owner.target), ("actual", owner.actual)


def _joined(own: Measure, values: list[Entry]) -> Measure:
    text = "；".join(value.text for value in values)
    return replace(own, text=text, quantity=parse_quantity(text))


def _is_blank(figure: Figure | None) -> bool:
    return figure is not None and figure.is_blank and not figure.formula
