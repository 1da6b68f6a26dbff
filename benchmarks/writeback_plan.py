"""Which cells of a worksheet the small job takes, and which cells it has touched in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice

from xlperf.cells import CellRef, Sheet
from xlperf.edits import Edit, Highlight, Mark, Note, Plan, Receipt
from xlperf.ooxml.book import Book

NUMBER = Decimal("42.5")
TRIES = 10
"""Candidates of each kind that are tried where the writer refuses one."""

LAST_ROW = 1 << 20
WIDEST_PAINTING = 1000
"""Cells of a merged range up to which each is painted; of a wider one those that are there."""

Position = tuple[int, int]


def make_plans(sheet: Sheet) -> Iterator[Plan]:
    """A plan for each candidate: the first plain numbers, then the first blank cells."""
    ordered = sorted(sheet.cells)
    for place in chain(islice(_numbers(sheet, ordered), TRIES), islice(_blanks(sheet), TRIES)):
        yield _plan(sheet, place, ordered)


def _numbers(sheet: Sheet, ordered: Iterable[Position]) -> Iterator[CellRef]:
    for at in ordered:
        cell = sheet.cells[at]
        if isinstance(cell.value, Decimal) and cell.formula is None and _shows(sheet, at):
            yield cell.ref


def _blanks(sheet: Sheet) -> Iterator[CellRef]:
    """Blank cells, row by row, as far right as the sheet has cells."""
    width = max((column for _, column in sheet.cells), default=1)
    for row in range(1, LAST_ROW + 1):
        for column in range(1, width + 1):
            if (row, column) not in sheet.cells and _shows(sheet, (row, column)):
                yield CellRef(sheet.name, row, column)


def _shows(sheet: Sheet, at: Position) -> bool:
    """No merged range covers the cell from further up or left."""
    return sheet.ref(*at)[1:] == at


def _plan(sheet: Sheet, place: CellRef, ordered: list[Position]) -> Plan:
    """A fill on the first other cell, a note on the last one; where there are too few, on cells below."""
    first = _other(sheet, chain(ordered, _below(place)), {place})
    last = _other(sheet, chain(reversed(ordered), _below(place)), {place, first})
    return Plan(
        (Edit(place, sheet.at(place.row, place.column).value, NUMBER),),
        (Highlight(first, Mark.ERROR),),
        (Note(last, "× 错误\n应为 42.50"),),
    )


def _other(sheet: Sheet, positions: Iterable[Position], taken: set[CellRef]) -> CellRef:
    refs = (CellRef(sheet.name, *at) for at in positions if _shows(sheet, at))
    return next(ref for ref in refs if ref not in taken)


def _below(place: CellRef) -> Iterator[Position]:
    """The cells below, then those above."""
    for row in chain(range(place.row + 1, LAST_ROW + 1), range(1, place.row)):
        yield row, place.column


def touched_cells(book: Book, receipt: Receipt) -> tuple[str, ...]:
    """Every cell that was edited, painted or noted, as ``Sheet!A1``."""
    refs = {*receipt.edited, *receipt.noted}
    for ref in receipt.marked:
        refs.update(CellRef(ref.sheet, *at) for at in _painted(book, ref))
    return tuple(map(str, sorted(refs)))


def _painted(book: Book, ref: CellRef) -> Iterable[Position]:
    area = book.snapshot.sheet(ref.sheet).merge_at(ref.row, ref.column)
    if area.size <= WIDEST_PAINTING:
        return area.positions()
    cells = book.ground.parts[ref.sheet].scan.styles
    return [(ref.row, ref.column), *(at for at in cells if area.covers(*at))]
