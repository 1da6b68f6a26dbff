"""Values of formulas that figures make stale, worked out anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell, CellError, CellRef, Sheet, Snapshot, Value
from xlperf.edits import Restated
from xlperf.formulas.operations import Unsolved
from xlperf.formulas.resolve import show, work_out_all
from xlperf.references import may_refer


def restate(snapshot: Snapshot, figures: Mapping[CellRef, Decimal]) -> tuple[Restated, ...]:
    """The formulas whose value changes with the figures, each with its new one.

    Only where the value that is stored comes out as well before the figures: then it is known how Excel came to it.
    What cannot be worked out, or becomes an error, keeps its stored value.
    """
    stale = _dependents(snapshot, figures)
    if not stale:
        return ()
    before = work_out_all(_with_cells(snapshot, (_bare(cell) for cell in stale)), [cell.ref for cell in stale])
    cells = (*(_bare(cell) for cell in stale), *(Cell(ref, figure, "") for ref, figure in figures.items()))
    after = work_out_all(_with_cells(snapshot, cells), [cell.ref for cell in stale])
    return tuple(_changed(stale, before, after))


def with_restated(snapshot: Snapshot, restated: Collection[Restated]) -> Snapshot:
    """The snapshot with the new values."""
    return _with_cells(snapshot, (_shown(snapshot, value) for value in restated)) if restated else snapshot


def _changed(
    stale: Collection[Cell], before: Mapping[CellRef, Value | Unsolved], after: Mapping[CellRef, Value | Unsolved]
) -> Iterator[Restated]:
    for cell in stale:
        value = after[cell.ref]
        is_known = not isinstance(value, Unsolved | CellError) and before[cell.ref] == cell.value
        if is_known and not isinstance(value, Unsolved) and value != cell.value:
            yield Restated(cell.ref, cell.value, value)


def _dependents(snapshot: Snapshot, figures: Collection[CellRef]) -> list[Cell]:
    """The formulas with a stored value that may depend on the figures, directly or through others."""
    waiting = [cell for cell in _formulas(snapshot) if cell.ref not in figures] if figures else []
    reached, found = {(ref.row, ref.column) for ref in figures}, list[Cell]()
    while reached:
        hit = [cell for cell in waiting if may_refer(cell.formula or "", reached)]
        waiting = [cell for cell in waiting if cell not in hit]
        found += hit
        reached = {(cell.ref.row, cell.ref.column) for cell in hit}
    return found


def _formulas(snapshot: Snapshot) -> Iterator[Cell]:
    for sheet in snapshot.sheets:
        yield from (cell for cell in sheet.cells.values() if cell.formula is not None and cell.value is not None)


def _bare(cell: Cell) -> Cell:
    return cell._replace(value=None, text="")


def _shown(snapshot: Snapshot, restated: Restated) -> Cell:
    ref = restated.ref
    cell = snapshot.sheet(ref.sheet).cells[ref.row, ref.column]
    return cell._replace(value=restated.after, text=show(restated.after, cell.number_format))


def _with_cells(snapshot: Snapshot, cells: Iterator[Cell] | Collection[Cell]) -> Snapshot:
    changed = {cell.ref: cell for cell in cells}
    return replace(snapshot, sheets=tuple(_with_own(sheet, changed) for sheet in snapshot.sheets))


def _with_own(sheet: Sheet, changed: Mapping[CellRef, Cell]) -> Sheet:
    own = {(ref.row, ref.column): cell for ref, cell in changed.items() if ref.sheet == sheet.name}
    return replace(sheet, cells={**sheet.cells, **own}) if own else sheet
