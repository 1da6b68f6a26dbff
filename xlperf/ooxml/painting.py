"""Figures and fills of a plan put into the worksheets of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xlperf.cells import CellRef, Sheet
from xlperf.edits import Edit, Highlight
from xlperf.messages import Message, say
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.patch import CellChange, Position, patch_sheet, style_at
from xlperf.ooxml.style_write import FILL_COLOURS
from xlperf.ooxml.work import Work

_WIDEST_PAINTING = 1000
"""Cells of a merged range that are brought in to be painted; of a larger one only those that are there."""


def accept_edits(work: Work, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits that can be made, each at the cell that shows; why another cannot goes among the unmet."""
    for edit in edits:
        sheet = work.sheet(edit.ref)
        reason = say("找不到该工作表") if sheet is None else _refusal(sheet, edit)
        if sheet is not None and reason is None:
            yield replace(edit, ref=sheet.ref(edit.ref.row, edit.ref.column))
        else:
            work.refuse(edit.ref, reason)


def _refusal(sheet: Sheet, edit: Edit) -> Message | None:
    cell = sheet.at(edit.ref.row, edit.ref.column)
    if cell.formula is not None:
        return say("该格有公式，没有改动")
    if cell.value != edit.before:
        return say("该格现在的内容与校验时不同，没有改动")
    return None


def accept_marks(work: Work, marks: Iterable[Highlight]) -> Iterator[Highlight]:
    """The marks that can be painted; why another cannot goes among the unmet."""
    for mark in marks:
        sheet = work.sheet(mark.ref)
        if sheet is None or work.styles.is_full:
            work.refuse(mark.ref, say("找不到该工作表") if sheet is None else say("工作簿的单元格格式已满，没有着色"))
        else:
            yield replace(mark, ref=sheet.ref(mark.ref.row, mark.ref.column))


def patch_cells(work: Work, sheet: Sheet, edits: Iterable[Edit], marks: Iterable[Highlight]) -> None:
    """Puts the edits and marks of one worksheet into the draft, with what is to be remembered of them."""
    part = work.ground.parts[sheet.name]
    figures = {(e.ref.row, e.ref.column): e for e in edits}
    colours = {at: FILL_COLOURS[mark.mark] for mark in marks for at in _painted(work, sheet, mark)}
    changes = {}
    for at in sorted({*figures, *colours}):
        edit, colour, style = figures.get(at), colours.get(at), style_at(part.scan, *at)
        number_format = edit.number_format if edit else None
        new = work.styles.restyle(style, colour, number_format) if colour or number_format else None
        changes[at] = CellChange(edit.after if edit else None, edit.formula if edit else None, new)
        _remember(work, sheet, at, edit, colour, work.styles.fill_of(style) if colour else "")
    if changes:
        work.draft.splice(part.part, patch_sheet(part.scan, changes))


def _painted(work: Work, sheet: Sheet, mark: Highlight) -> Iterator[Position]:
    area = sheet.merge_at(mark.ref.row, mark.ref.column)
    is_small = (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _WIDEST_PAINTING
    cells = work.ground.parts[sheet.name].scan.cells
    if is_small:
        yield from area.positions()
    else:
        yield from {(area.top, area.left), *(at for at in cells if at[0] <= area.bottom and _within(area, at))}


def _within(area: tuple[int, int, int, int], at: Position) -> bool:
    return area[0] <= at[0] <= area[2] and area[1] <= at[1] <= area[3]


def _remember(work: Work, sheet: Sheet, at: Position, edit: Edit | None, colour: str | None, fill: str) -> None:
    known = work.memory(CellRef(sheet.name, *at))
    if edit is not None:
        # Of a figure that is corrected again, the one that stood there first is the clerk's.
        before = known.before if known.is_correction else edit.before
        known = known._replace(figure=edit.after, before=before, format=edit.number_format or known.format)
    work.cells[sheet.name, at] = known._replace(colour=colour, fill=fill)


def carried_edits(work: Work) -> Iterator[Edit]:
    """The corrections of earlier runs that are to be written again."""
    for cell in work.ground.rewritten:
        if cell.figure is not None:
            yield Edit(CellRef(cell.sheet, *cell.position), cell.before, cell.figure, cell.format)


def remember_corrections(work: Work) -> None:
    """Corrections of earlier runs stay known."""
    for cell in work.ground.corrections:
        plain = CellMemory(cell.sheet, cell.position, cell.figure, cell.before, cell.format)
        work.cells[cell.sheet, cell.position] = plain
