"""A workbook's cells as they stand after a run, and the formulas that may take the place of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.formulas.resolve import work_out


class AfterRun:
    """A workbook with the figures that a run gives, every formula in it worked out anew from them.

    A stored result does not count, since opening the workbook may replace it: what cannot be worked out is no number.
    """

    def __init__(self, snapshot: Snapshot, figures: Mapping[CellRef, Decimal]) -> None:
        bare = tuple(Sheet(sheet.name, {at: _bare(c) for at, c in sheet.cells.items()}) for sheet in snapshot.sheets)
        self._snapshot = replace(snapshot, sheets=bare)
        for ref, figure in figures.items():
            self._snapshot = self._with(Cell(ref, figure, ""))

    def number(self, ref: CellRef) -> Decimal | None:
        """The number in a cell; None where it holds none."""
        value = work_out(self._snapshot, ref)
        return value if isinstance(value, Decimal) else None

    def accept(self, ref: CellRef, formula: str) -> bool:
        """Puts a formula in the place of a figure if it gives exactly that figure, and says whether it did.

        Formulas accepted before stand among the cells it reads, and go on giving their figures. One that reads its
        own cell, be it through others, has no value and is not accepted.
        """
        figure, after = self.number(ref), self._with(Cell(ref, None, "", formula))
        if figure is None or work_out(after, ref) != figure:
            return False
        self._snapshot = after
        return True

    def _with(self, cell: Cell) -> Snapshot:
        at = cell.ref.row, cell.ref.column
        sheets = (replace(s, cells={**s.cells, at: cell}) if s.name == cell.ref.sheet else s for s in self._sheets)
        return replace(self._snapshot, sheets=tuple(sheets))

    @property
    def _sheets(self) -> tuple[Sheet, ...]:
        return self._snapshot.sheets


def _bare(cell: Cell) -> Cell:
    """A formula without its stored result."""
    return cell if cell.formula is None else cell._replace(value=None, text="")
