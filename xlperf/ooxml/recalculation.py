"""Whether formulas of a workbook may show figures that an edit has made stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlperf.cells import CellRef, Snapshot, parse_address

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.IGNORECASE)
_WHOLE = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|\b(?:INDIRECT|OFFSET)\(|\[", re.IGNORECASE)


def may_be_stale(snapshot: Snapshot, edited: Iterable[CellRef], names: Iterable[str]) -> bool:
    """Some formula may refer to an edited cell: a careful guess, rather yes than no.

    References count whatever sheet they name; whole rows and columns, tables, INDIRECT, OFFSET and the workbook's
    own names always do. What depends on such a formula in turn need not be looked at.
    """
    positions = {(ref.row, ref.column) for ref in edited}
    known = [name.lower() for name in names if not name.startswith("_xlnm.")]
    return bool(positions) and any(
        _refers(formula, positions) or any(name in formula.lower() for name in known) for formula in _formulas(snapshot)
    )


def _formulas(snapshot: Snapshot) -> Iterator[str]:
    for sheet in snapshot.sheets:
        for cell in sheet.cells.values():
            if cell.formula is not None:
                yield cell.formula


def _refers(formula: str, positions: set[tuple[int, int]]) -> bool:
    return bool(_WHOLE.search(formula)) or any(
        top <= row <= bottom and left <= column <= right
        for top, left, bottom, right in _areas(formula)
        for row, column in positions
    )


def _areas(formula: str) -> Iterator[tuple[int, int, int, int]]:
    for match in _REFERENCE.finditer(formula):
        top, left = parse_address(match[1] + match[2]) if match[2][0] != "0" else (0, 0)
        bottom, right = parse_address(match[3] + match[4]) if match[3] and match[4][0] != "0" else (top, left)
        yield min(top, bottom), min(left, right), max(top, bottom), max(left, right)
