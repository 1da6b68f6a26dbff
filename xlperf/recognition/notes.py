"""What a form says beside its tables: notes, and one reason for the whole form."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Cell
from xlperf.form import Entry
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.reading import read_entry
from xlperf.recognition.spoken import said


def find_form_reason(grid: Grid, layout: Layout) -> dict[str, Cell]:
    """reason and improvement → the label of each, among the rows below the indicators."""
    found: dict[str, Cell] = {}
    for row, cells in _below(grid, layout):
        for cell in cells:
            field = grid.lexicon.meanings(cell.text).get("form_reason") or _contained(grid, cell)
            if field and cell.ref.row == row:
                found.setdefault(field, cell)
    return found


def read_form_reason(grid: Grid, layout: Layout) -> Entry | None:
    """The reason for the whole form: what stands beside its label; None where the form has no such cell."""
    label = find_form_reason(grid, layout).get("reason")
    if label is None:
        return None
    beside = grid.right_of(label)
    own = said(label)
    return Entry(own, label.ref) if own and not beside.text else read_entry(beside)


def find_notes(grid: Grid, layout: Layout) -> Iterator[Cell]:
    """The cells that state something about the form as a whole: above its tables, in their headers, and below them."""
    for row, cells in grid.between(layout.top, layout.head_bottom):
        if row not in grid.titles:
            yield from (cell for cell in cells if _is_note(grid, cell))
    for band in (layout.funds, layout.indicators):
        if band is not None:
            yield from (cell for row in range(band.header, band.top) for cell in grid.rows.get(row, ()))
    for _, cells in _below(grid, layout):
        yield from cells


def _below(grid: Grid, layout: Layout) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the total; without one, the rows of the table that begin like a note or a label of their own."""
    if layout.total_row is not None:
        yield from grid.between(layout.total_row + 1, layout.end)
    elif layout.indicators is not None:
        for row, cells in grid.between(layout.indicators.top, layout.end):
            if _is_note(grid, cells[0]) or "form_reason" in grid.lexicon.meanings(cells[0].text):
                yield row, cells


def _contained(grid: Grid, cell: Cell) -> str | None:
    return grid.lexicon.contained("form_reason", cell.text) if len(fold(cell.text)) <= 24 else None


def _is_note(grid: Grid, cell: Cell) -> bool:
    return fold(cell.text).startswith(grid.lexicon.vocabulary.notes["begins"])
