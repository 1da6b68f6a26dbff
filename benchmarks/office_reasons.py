"""Why the value of a formula may differ: it depends on an edited cell, or on the clock, chance or the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from xlperf.cells import Area, CellRef, parse_address

VOLATILE = re.compile(r"\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO|SHEETS)\(", re.IGNORECASE)

_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([\w.]+))!)?\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?"
    r"(?![\w(])",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\$?\b[A-Z]{1,3}:\$?[A-Z]{1,3}\b|\$?\b\d+:\$?\d+\b|\b(?:INDIRECT|OFFSET|GETPIVOTDATA)\(|\[|:[^!:()]+!",
    re.IGNORECASE,
)
"""Whole columns and rows, sheets from one to another, tables, references that are worked out: these lead anywhere."""


def behind(differing: Mapping[CellRef, str | None], roots: Iterable[CellRef], names: Iterable[str]) -> set[CellRef]:
    """The differing cells whose formulas depend on one of the roots, also by way of each other.

    `names` are those that the workbook gives to cells; a formula with such a name may depend on any cell.
    """
    reached, found = set(roots), set[CellRef]()
    leads = _make_leads(names)
    while fresh := {
        ref for ref, formula in differing.items() if formula and ref not in found and leads(ref, formula, reached)
    }:
        found |= fresh
        reached |= fresh
    return found


def _make_leads(names: Iterable[str]) -> Callable[[CellRef, str, set[CellRef]], bool]:
    known = [name.lower() for name in names if not name.startswith("_xlnm.")]

    def leads(ref: CellRef, formula: str, reached: set[CellRef]) -> bool:
        """The formula of a cell may use one of the cells reached."""
        if reached and (_ANYWHERE.search(formula) or any(name in formula.lower() for name in known)):
            return True
        areas = list(_areas(ref.sheet, formula))
        return any(_is_in(cell, areas) for cell in reached)

    return leads


def _is_in(cell: CellRef, areas: Iterable[tuple[str, Area]]) -> bool:
    return any(sheet == cell.sheet.lower() and area.covers(cell.row, cell.column) for sheet, area in areas)


def _areas(own: str, formula: str) -> Iterator[tuple[str, Area]]:
    """The ranges that a formula names, each with its sheet in lower case."""
    for quoted, plain, left, top, right, bottom in _REFERENCE.findall(formula):
        sheet = (quoted.replace("''", "'") or plain or own).lower()
        first = parse_address(left + top)
        last = parse_address(right + bottom) if right else first
        rows, columns = sorted((first[0], last[0])), sorted((first[1], last[1]))
        yield sheet, Area(rows[0], columns[0], rows[1], columns[1])
