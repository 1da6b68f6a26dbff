"""Formulas without a stored value, worked out from the cells of their workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell, CellRef, Sheet, Snapshot, Value
from xlperf.formulas.evaluate import solve
from xlperf.formulas.operations import UnsolvableError, Unsolved, to_text
from xlperf.messages import say
from xlperf.numberformats import show_number

DEEPEST = 30
"""Formulas that may hang one on the other; with their nesting they stay far from Python's own limit."""


def work_out(snapshot: Snapshot, ref: CellRef) -> Value | Unsolved:
    """A cell's value, worked out where its formula has none stored; Unsolved with the reason where that fails."""
    return _Workbook(snapshot).work_out(ref)


def work_out_all(snapshot: Snapshot, refs: Iterable[CellRef]) -> dict[CellRef, Value | Unsolved]:
    """As work_out, for many cells of one workbook."""
    workbook = _Workbook(snapshot)
    return {ref: workbook.work_out(ref) for ref in refs}


def work_out_stale(snapshot: Snapshot) -> Snapshot:
    """The snapshot with a value for every formula that had none stored and could be worked out.

    Of a workbook that asks to be recalculated, every formula is worked out; what cannot be keeps its stored value.
    """
    bare = _without_results(snapshot) if snapshot.recalculates else snapshot
    if not any(cell.value is None and _is_stale(cell) for sheet in bare.sheets for cell in sheet.cells.values()):
        return snapshot
    workbook = _Workbook(bare)
    sheets = zip(snapshot.sheets, bare.sheets, strict=True)
    return replace(snapshot, sheets=tuple(_worked_out(stored, sheet, workbook) for stored, sheet in sheets))


def _without_results(snapshot: Snapshot) -> Snapshot:
    """The snapshot with no formula's stored value."""
    return replace(snapshot, sheets=tuple(_bare(sheet) for sheet in snapshot.sheets))


def _bare(sheet: Sheet) -> Sheet:
    formulas = {at: cell._replace(value=None, text="") for at, cell in sheet.cells.items() if cell.formula is not None}
    return replace(sheet, cells={**sheet.cells, **formulas}) if formulas else sheet


def _is_stale(cell: Cell) -> bool:
    return cell.value is None and cell.formula is not None


def _worked_out(stored: Sheet, sheet: Sheet, workbook: _Workbook) -> Sheet:
    """The sheet as stored, with the results that could be worked out."""
    found = {at: workbook.work_out(cell.ref) for at, cell in sheet.cells.items() if _is_stale(cell)}
    cells = {
        at: cell._replace(value=value, text=show(value, cell.number_format))
        for at, value in found.items()
        if not isinstance(value, Unsolved)
        for cell in (sheet.cells[at],)
    }
    return replace(stored, cells={**stored.cells, **cells}) if cells else stored


class _Workbook:
    """A snapshot's cells with what was worked out so far."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.sheets = {sheet.name.lower(): sheet for sheet in snapshot.sheets}
        self.solved: dict[CellRef, Value | UnsolvableError] = {}
        self.under_way: list[CellRef] = []

    def work_out(self, ref: CellRef) -> Value | Unsolved:
        try:
            return self.value(ref)
        except UnsolvableError as unsolvable:
            return Unsolved(unsolvable.reason)

    def value(self, ref: CellRef) -> Value:
        """A cell's value. Raises UnsolvableError."""
        sheet = self.sheets.get(ref.sheet.lower())
        if sheet is None:
            raise UnsolvableError(say("公式引用的工作表“{sheet}”不在本工作簿", sheet=ref.sheet))
        cell = sheet.cells.get((ref.row, ref.column))
        if cell is None or not _is_stale(cell):
            return cell.value if cell else None
        if cell.ref not in self.solved:
            self.solved[cell.ref] = self._solve(cell)
        solved = self.solved[cell.ref]
        if isinstance(solved, UnsolvableError):
            raise solved
        return solved

    def _solve(self, cell: Cell) -> Value | UnsolvableError:
        if cell.ref in self.under_way:
            return UnsolvableError(say("公式互相引用，成了循环（{cell}）", cell=cell.ref.address))
        if len(self.under_way) == DEEPEST:
            return UnsolvableError(say("公式一个引用一个，层数太多"))
        self.under_way.append(cell.ref)
        try:
            return solve(cell.formula or "", lambda name, r, c: self.value(CellRef(name or cell.ref.sheet, r, c)))
        except UnsolvableError as unsolvable:
            return unsolvable
        finally:
            self.under_way.pop()


def show(value: Value, number_format: str) -> str:
    """A worked-out value as the cell would show it."""
    if isinstance(value, Decimal):
        return show_number(value, number_format)
    return to_text(value)
