"""Rows without points that detail the indicator above: 其中…, or the values of a group whose own row has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import takewhile

from xlperf.form import Entry, Figure, Indicator, Measure
from xlperf.quantity import parse_quantity
from xlperf.recognition.folding import fold

BEGINS = "其中"


_MAIN = re.compile(r"[一二三四五六七八九十]{1,3}、")
_PART = re.compile(r"\(?\d{1,2}[、.)](?!\d)")


def without_details(rows: Sequence[Indicator]) -> list[Indicator]:
    """The indicators that carry points, those of a group with the values of the rows below it."""
    kept: list[Indicator] = []
    group: list[Indicator] = []
    for row in _without_parts(rows):
        if kept and _belongs(row, kept[-1], is_group=bool(group)):
            group = _grown(kept, group, row)
        else:
            kept.append(row)
            group = []
    return kept


def _without_parts(rows: Sequence[Indicator]) -> Iterator[Indicator]:
    """The rows but for those numbered 1、2、 below one numbered 一、 whose score they make: they would count twice."""
    left = 0
    for at, row in enumerate(rows):
        if left:
            left -= 1
            continue
        yield row
        if _MAIN.match(fold(row.level3.text)):
            parts = list(takewhile(partial(_has_part, row), rows[at + 1 :]))
            left = len(parts) if parts and _score(row) == sum(map(_score, parts)) else 0


def is_part_name(name: str) -> bool:
    """Numbered as a part is, 1、施用配方肥."""
    return _PART.match(fold(name)) is not None


def _has_part(owner: Indicator, row: Indicator) -> bool:
    return _in_same_level(row, owner) and is_part_name(row.level3.text)


def _score(row: Indicator) -> Decimal:
    return (row.score.number if row.score else None) or Decimal(0)


def _in_same_level(row: Indicator, owner: Indicator) -> bool:
    return row.block is owner.block and fold(row.level2.text) == fold(owner.level2.text)


def _belongs(row: Indicator, owner: Indicator, *, is_group: bool) -> bool:
    """A row that has neither points nor score, below one with points, in the same level 2."""
    if (
        not _in_same_level(row, owner)
        or not _is_blank(row.weight)
        or not _is_blank(row.score)
        or _is_blank(owner.weight)
    ):
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
