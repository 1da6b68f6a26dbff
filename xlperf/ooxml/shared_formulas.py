"""Shared formulas written out: each follower gets its master's text, moved to its own place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlperf.cells import column_letters, parse_address
from xlperf.ooxml.scan import RawCell

Position = tuple[int, int]

# Quoted text and sheet names pass by; a reference is letters and digits that no name goes on from.
_REFERENCE = re.compile(
    r"""(?P<quoted>"(?:[^"]|"")*"|'(?:[^']|'')*')"""
    r"""|(?<![A-Za-z0-9_.$])(?P<c>\$?[A-Za-z]{1,3})(?P<r>\$?[1-9]\d{0,6})(?![A-Za-z0-9_(.])"""
    r"""|(?<![A-Za-z0-9_.$])(?P<c1>\$?[A-Za-z]{1,3}):(?P<c2>\$?[A-Za-z]{1,3})(?![A-Za-z0-9_(.$])"""
    r"""|(?<![A-Za-z0-9_.$])(?P<r1>\$?[1-9]\d{0,6}):(?P<r2>\$?[1-9]\d{0,6})(?![A-Za-z0-9_(.$])"""
)


def expand_shared(cells: Mapping[Position, RawCell]) -> Mapping[Position, RawCell]:
    """The cells, every follower of a shared formula with its own text; one whose master is missing keeps ``""``."""
    masters: dict[str, tuple[Position, str]] = {}
    moved = {}
    for position, raw in cells.items():
        index = raw.formula_attributes.get("si") if raw.formula_attributes else None
        if index is None:
            continue
        if raw.formula:
            masters[index] = position, raw.formula  # an index may be used again further down
        elif index in masters:
            moved[position] = _follow(position, raw, *masters[index])
    return {**cells, **moved} if moved else cells


def _follow(position: Position, raw: RawCell, master: Position, formula: str) -> RawCell:
    return raw._replace(formula=move_formula(formula, position[0] - master[0], position[1] - master[1]))


def move_formula(formula: str, down: int, right: int) -> str:
    """A formula with its relative references moved.

    >>> move_formula('SUM($A1:B$2,C:C)&"A1"', 3, 1)
    'SUM($A4:C$2,D:D)&"A1"'
    """

    def moved(match: re.Match[str]) -> str:
        if match["quoted"]:
            return match[0]
        if match["c"]:
            return _move_column(match["c"], right) + _move_row(match["r"], down)
        if match["c1"]:
            return f"{_move_column(match['c1'], right)}:{_move_column(match['c2'], right)}"
        return f"{_move_row(match['r1'], down)}:{_move_row(match['r2'], down)}"

    return _REFERENCE.sub(moved, formula)


def _move_column(letters: str, right: int) -> str:
    if letters.startswith("$"):
        return letters
    return column_letters(max(1, parse_address(f"{letters}1")[1] + right))


def _move_row(number: str, down: int) -> str:
    return number if number.startswith("$") else str(max(1, int(number) + down))
