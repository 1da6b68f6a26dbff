"""A workbook with the traces of earlier runs taken out, as parts of its package."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.edits import Edit, Plan, Receipt
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.writing import Made, make_parts


def clear_marks(ground: Ground) -> Made:
    """Without marks, notes and sheet; the figures that were written stay, and stay known as ours."""
    return make_parts(ground, Plan(tuple(_figures(ground))), None)


def restore_parts(ground: Ground) -> Made:
    """As it was before the first run, figures gone too; `ground` must have been read to restore."""
    return Made(ground.undone.all, {}, Receipt(parts_untouched=len(ground.package.members)))


def _figures(ground: Ground) -> Iterator[Edit]:
    """The figures that taking out the earlier run has removed; corrections are carried along unasked."""
    known = ground.memory.cells if ground.memory is not None and ground.is_exact else ground.undone.cells
    for cell in known:
        is_gone = cell.sheet in ground.parts and ground.value(cell.ref) is None
        if cell.figure is not None and not cell.is_correction and is_gone:
            yield Edit(cell.ref, None, cell.figure, cell.format, cell.formula)
