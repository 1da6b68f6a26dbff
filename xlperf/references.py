"""Which cells a formula's text may refer to: a careful guess, rather yes than no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from xlperf.cells import Area, parse_address

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?", re.IGNORECASE)
_WHOLE = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|\b(?:INDIRECT|OFFSET)\(|\[", re.IGNORECASE)


def may_refer(formula: str, positions: Set[tuple[int, int]]) -> bool:
    """The formula may refer to one of the positions (row, column), whatever sheet it names.

    Whole rows and columns, tables, other workbooks, INDIRECT and OFFSET count as yes.

    >>> may_refer("SUM(B2:C9)*$D$1", {(9, 3)}), may_refer("SUM(B2:C9)", {(9, 4)}), may_refer("SUM(C:C)", {(1, 1)})
    (True, False, True)
    """
    return _refers_widely(formula) or any(_meets(area, positions) for area in _areas(formula))


def _meets(area: Area, positions: Set[tuple[int, int]]) -> bool:
    if area.size <= len(positions):
        return any(at in positions for at in area.positions())
    return any(area.covers(*at) for at in positions)


@lru_cache(maxsize=4096)
def _refers_widely(formula: str) -> bool:
    return _WHOLE.search(formula) is not None


@lru_cache(maxsize=4096)
def _areas(formula: str) -> tuple[Area, ...]:
    return tuple(_read_areas(formula))


def _read_areas(formula: str) -> Iterator[Area]:
    for match in _REFERENCE.finditer(formula):
        top, left = parse_address(match[1] + match[2])
        bottom, right = parse_address(match[3] + match[4]) if match[3] else (top, left)
        yield Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
