"""Figures and fills of a plan put into the worksheets of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xlperf.edits import Edit, Highlight, Restated
from xlperf.messages import Message, say
from xlperf.ooxml.conditional import hiding_areas
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.patch import CellChange, patch_sheet, style_at
from xlperf.ooxml.places import Position
from xlperf.ooxml.style_write import FILL_COLOURS
from xlperf.ooxml.work import Work
from xlperf.ooxml.workbook_read import SheetPart

_WIDEST_PAINTING = 1000
"""Cells of a merged range that are brought in to be painted; of a larger one only those that are there."""


def accept_edits(work: Work, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits that can be made, each at the cell that shows; why another cannot goes among the unmet."""
    for edit in edits:
        sheet = work.sheet(edit.ref)
        if sheet is None:
            work.refuse(edit.ref, say("找不到该工作表"))
            continue
        ref = sheet.ref(edit.ref.row, edit.ref.column)
        shown = edit if ref == edit.ref else replace(edit, ref=ref)
        reason = _refusal(work, sheet, shown)
        if reason is None:
            yield shown
        else:
            work.refuse(edit.ref, reason)


def _refusal(work: Work, sheet: SheetPart, edit: Edit) -> Message | None:
    at = edit.ref.row, edit.ref.column
    if sheet.has_formula(*at):
        return say("该格有公式，没有改动")
    if any(area.covers(*at) for area in sheet.locked):
        return say("该格属于数组公式或模拟运算表的区域，没有改动")
    if any(area.covers(*at) for area in work.headers(sheet)):
        return say("该格是表格（超级表）的标题或汇总行，没有改动")
    if work.ground.value(edit.ref) != edit.before:
        return say("该格现在的内容与校验时不同，没有改动")
    return None


def accept_marks(work: Work, marks: Iterable[Highlight]) -> Iterator[Highlight]:
    """The marks that can be painted; why another cannot goes among the unmet."""
    for mark in marks:
        sheet, colour = work.sheet(mark.ref), FILL_COLOURS[mark.mark]
        if sheet is None:
            work.refuse(mark.ref, say("找不到该工作表"))
        elif all(work.styles.reserve(style_at(sheet.scan, *at), colour) for at in _painted(sheet, mark)):
            ref = sheet.ref(mark.ref.row, mark.ref.column)
            yield mark if ref == mark.ref else replace(mark, ref=ref)
        else:
            work.refuse(mark.ref, say("工作簿的单元格格式已满，没有着色"))


def accept_restated(work: Work, restated: Iterable[Restated]) -> Iterator[Restated]:
    """The renewed values of formulas that stand there still, with the value that they had."""
    for value in restated:
        sheet, at = work.sheet(value.ref), (value.ref.row, value.ref.column)
        if sheet is not None and sheet.has_formula(*at) and sheet.value(*at) == value.before:
            yield value


def patch_cells(
    work: Work, part: SheetPart, edits: Iterable[Edit], marks: Iterable[Highlight], restated: Iterable[Restated]
) -> None:
    """Puts figures and marks of one worksheet into the draft, with what is to be remembered of them."""
    marks = tuple(marks)
    figures = {(e.ref.row, e.ref.column): e for e in edits}
    colours = {at: FILL_COLOURS[mark.mark] for mark in marks for at in _painted(part, mark)}
    results = {(value.ref.row, value.ref.column): value.after for value in restated}
    changes = {}
    for at in sorted({*figures, *colours, *results}):
        edit, colour, style = figures.get(at), colours.get(at), style_at(part.scan, *at)
        number_format = edit.number_format if edit else None
        new = work.styles.restyle(style, colour, number_format) if colour or number_format else None
        changes[at] = CellChange(edit.after if edit else None, edit.formula if edit else None, new, results.get(at))
        fill = work.styles.fill_of(style) if colour else ""
        _remember(work, CellMemory(part.name, at, colour=colour, fill=fill, restated=at in results), edit)
    if changes:
        work.draft.splice(part.part, patch_sheet(part.scan, changes))
    if hidden := _perhaps_hidden(work, part, marks):
        work.unmet.append(say("{cells}：该处有条件格式，底色可能被盖住；请看批注", cells="、".join(hidden)))


def _perhaps_hidden(work: Work, part: SheetPart, marks: Iterable[Highlight]) -> list[str]:
    """The marked cells that conditional formats paint, each once."""
    cells = dict.fromkeys(mark.ref for mark in marks)
    areas = hiding_areas(work.ground.package, part.scan) if cells else []
    return [str(ref) for ref in cells if any(area.covers(ref.row, ref.column) for area in areas)]


def _painted(part: SheetPart, mark: Highlight) -> Iterator[Position]:
    area = part.merges.at(mark.ref.row, mark.ref.column)
    if area.size <= _WIDEST_PAINTING:
        yield from area.positions()
    else:
        yield from {(area.top, area.left), *(at for at in part.scan.styles if area.covers(*at))}


def _remember(work: Work, done: CellMemory, edit: Edit | None) -> None:
    known = work.cells.get((done.sheet, done.position)) or done
    if edit is not None:
        # Of a figure that is corrected again, the one that stood there first is the clerk's.
        before = known.before if known.is_correction else edit.before
        number_format = edit.number_format or known.format
        known = known._replace(figure=edit.after, before=before, format=number_format, formula=edit.formula)
    if known is not done:
        known = known._replace(colour=done.colour, fill=done.fill, restated=done.restated)
    work.cells[done.sheet, done.position] = known


def carried_edits(work: Work) -> Iterator[Edit]:
    """The corrections of earlier runs that are to be written again."""
    for cell in work.ground.rewritten:
        if cell.figure is not None:
            yield Edit(cell.ref, cell.before, cell.figure, cell.format, cell.formula)


def remember_corrections(work: Work) -> None:
    """Corrections of earlier runs stay known."""
    for cell in work.ground.corrections:
        plain = CellMemory(cell.sheet, cell.position, cell.figure, cell.before, cell.format, formula=cell.formula)
        work.cells[cell.sheet, cell.position] = plain
