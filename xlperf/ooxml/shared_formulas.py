"""Shared formulas written out: each follower gets its master's text, moved to its own place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlperf.cells import column_letters, parse_address
from xlperf.ooxml.scan import RawCell

Position = tuple[int, int]

# Quoted text and sheet names pass by; a reference is letters and digits that no name goes on from.
_REFERENCE = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')|(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})(?![A-Za-z0-9_(.])"""
)


def expand_shared(cells: Mapping[Position, RawCell]) -> Mapping[Position, RawCell]:
    """The cells with every follower of a shared formula holding its own text; a follower without a master keeps ``""``."""
    masters = {
        raw.formula_attributes["si"]: (position, raw.formula)
        for position, raw in cells.items()
        if raw.formula and raw.formula_attributes and "si" in raw.formula_attributes
    }
    if not masters:
        return cells
    return {position: _expand(position, raw, masters) for position, raw in cells.items()}


def _expand(position: Position, raw: RawCell, masters: Mapping[str, tuple[Position, str]]) -> RawCell:
    if raw.formula != "" or raw.formula_attributes is None:
        return raw
    master = masters.get(raw.formula_attributes.get("si", ""))
    if master is None:
        return raw
    (row, column), formula = master
    return raw._replace(formula=move_formula(formula, position[0] - row, position[1] - column))


def move_formula(formula: str, down: int, right: int) -> str:
    """A formula with its relative references moved.

    >>> move_formula('SUM($A1:B$2)&"A1"', 3, 1)
    'SUM($A4:C$2)&"A1"'
    """

    def moved(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        row, column = parse_address(match[3] + match[5])
        letters = match[3] if match[2] else column_letters(max(1, column + right))
        return f"{match[2]}{letters}{match[4]}{match[5] if match[4] else max(1, row + down)}"

    return _REFERENCE.sub(moved, formula)
