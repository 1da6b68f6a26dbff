"""A workbook with the traces of earlier runs taken out, as parts of its package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.edits import Edit, Plan, Receipt
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.leftovers import what_stands
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.undo import undo_by_meaning
from xlperf.ooxml.workbook_read import read_sheets
from xlperf.ooxml.writing import Made, make_parts


def clear_marks(ground: Ground) -> Made:
    """Without marks, notes and sheet; the figures that were written stay, and stay known as ours."""
    return make_parts(ground, Plan(tuple(_figures(ground))), None)


def restore_parts(ground: Ground) -> Made:
    """As it was before the first run, figures gone too; `ground` must have been read to restore."""
    return Made(ground.undone.all, {}, Receipt(parts_untouched=len(ground.package.members)))


def give_corrections_back(ground: Ground) -> Ground:
    """The ground with what corrections took the place of, where they stand still: in a copy that another program saved
    between two runs, the earlier figure is known to the memory alone.
    """
    standing = [cell for cell in ground.corrections if ground.parts[cell.sheet].value(*cell.position) == cell.figure]
    if not standing:
        return ground
    plain = (
        CellMemory(cell.sheet, cell.position, cell.figure, cell.before, cell.format, formula=cell.formula)
        for cell in standing
    )
    package = ground.package
    styles = package.related(package.workbook(), "styles")
    back = undo_by_meaning(package, Memory(cells=tuple(plain)), ground.parts.values(), styles, restore=True).replaced
    undone = replace(ground.undone, replaced={**ground.undone.replaced, **back})
    return replace(ground, package=package.with_parts(back), undone=undone, is_exact=False)


def what_stood(ground: Ground) -> Iterator[CellMemory]:
    """What of earlier runs stood in the workbook as it was written, cell by cell."""
    cells, origin = ground.memory.cells if ground.memory is not None else (), ground.origin
    if ground.is_exact:
        yield from cells
        return
    name = origin.related(origin.workbook(), "styles")
    styles = StyleAppender(origin.read(name), origin.outline(name)) if name is not None else None
    for part in read_sheets(origin) if cells else ():
        yield from what_stands(origin, part, [cell for cell in cells if cell.sheet == part.name], styles)


def _figures(ground: Ground) -> Iterator[Edit]:
    """The figures that taking out the earlier run has removed; corrections are carried along unasked."""
    for cell in ground.memory.cells if ground.memory is not None else ():
        is_gone = cell.sheet in ground.parts and ground.value(cell.ref) is None
        if cell.figure is not None and not cell.is_correction and is_gone:
            yield Edit(cell.ref, None, cell.figure, cell.format, cell.formula)
