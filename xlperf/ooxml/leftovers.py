"""What of an earlier run stays in a workbook, since a clerk has changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.messages import Message, say
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.note_removal import fold, folded_notes, holds_words
from xlperf.ooxml.package import Package
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.workbook_read import SheetPart


def stands_still(part: SheetPart, cell: CellMemory) -> bool:
    """The figure that was written is there still; of one with a formula the formula, whatever it gives by now."""
    raw = part.scan.raw.get(cell.position)
    if raw is None or raw.formula is None:
        return part.value(*cell.position) == cell.figure
    return cell.formula is not None and _plain(raw.formula) == _plain(cell.formula)


def _plain(formula: str) -> str:
    return formula.replace(" ", "").upper()


def name_left(
    package: Package, part: SheetPart, comments: str | None, cells: Iterable[CellMemory], styles: StyleAppender | None
) -> Iterator[Message]:
    """Figures, fills and notes of one worksheet that are not as they were written."""
    xml = package.read(comments) if comments is not None else None
    for cell in cells:
        if cell.figure is not None and not stands_still(part, cell):
            yield say("{cell} 写入后又改过，保留现在的内容", cell=cell.ref)
        if cell.colour is not None and not _is_painted(part, cell, styles):
            yield say("{cell} 的底色后来改过，保留现在的底色", cell=cell.ref)
        if cell.note is not None and xml is not None and holds_words(xml, cell.position, cell.note) is False:
            yield say("{cell} 的批注后来改写过，保留现在的批注", cell=cell.ref)


def what_stands(
    package: Package, part: SheetPart, cells: Iterable[CellMemory], styles: StyleAppender | None
) -> Iterator[CellMemory]:
    """The cells of one worksheet with what stands there still of figure, fill and note."""
    comments = package.related(part.part, "comments")
    words = folded_notes(package.read(comments)) if comments is not None else {}
    for cell in cells:
        figure = cell.figure if cell.figure is not None and stands_still(part, cell) else None
        colour = cell.colour if cell.colour is not None and _is_painted(part, cell, styles) else None
        note = cell.note if cell.note is not None and fold(cell.note) in words.get(cell.position, "") else None
        yield cell._replace(figure=figure, colour=colour, note=note)


def _is_painted(part: SheetPart, cell: CellMemory, styles: StyleAppender | None) -> bool:
    style = part.scan.styles.get(cell.position)
    return style is not None and styles is not None and styles.is_painted(style, cell.colour or "")
