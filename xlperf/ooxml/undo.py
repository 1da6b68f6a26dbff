"""Seeing through an earlier run: the package as the clerk's, without xlperf's marks and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlperf.ooxml.memory import CellMemory, Memory, fingerprint
from xlperf.ooxml.note_shapes import take_boxes_out
from xlperf.ooxml.notes import take_notes_out
from xlperf.ooxml.package import Package
from xlperf.ooxml.patch import CellChange, patch_sheet
from xlperf.ooxml.places import Position
from xlperf.ooxml.splice import Splice, apply_splices
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.workbook_read import SheetPart


@dataclass(frozen=True, slots=True)
class Undone:
    """Parts as they stood before the earlier run, and parts that it had added."""

    replaced: Mapping[str, bytes] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    @property
    def all(self) -> dict[str, bytes | None]:
        """Both, None for a part that was added."""
        return {**self.replaced, **dict.fromkeys(self.dropped)}


def undo_exactly(package: Package, memory: Memory) -> Undone | None:
    """Every part as it was, byte for byte; None where any of them was changed since."""
    if any(package.find(part) is None for part in memory.added):
        return None
    replaced = {}
    for part in memory.parts:
        found = package.find(part.part)
        if found is None or fingerprint(package.read(found)) != part.fingerprint:
            return None
        if part.back:
            replaced[found] = apply_splices(package.read(found), part.back)
    return Undone(replaced, frozenset(memory.added))


def undo_by_meaning(package: Package, memory: Memory, parts: Iterable[SheetPart], styles_part: str | None) -> Undone:
    """What of the earlier run still stands, cell by cell: another program has written the workbook since.

    A figure that was changed since, or a fill, is the clerk's and stays.
    """
    cells: dict[str, list[CellMemory]] = defaultdict(list)
    for cell in memory.cells:
        cells[cell.sheet].append(cell)
    styles = StyleAppender(package.read(styles_part), package.outline(styles_part)) if styles_part else None
    replaced: dict[str, bytes] = {}
    for part in parts:
        if part.name in cells:
            changes = _changes(part, cells[part.name], styles)
            replaced[part.part] = apply_splices(part.scan.xml, patch_sheet(part.scan, changes))
            replaced |= _without_notes(package, part.part, {cell.position for cell in cells[part.name] if cell.noted})
    if styles is not None and styles_part is not None and (splices := styles.splices()):
        replaced[styles_part] = apply_splices(styles.xml, splices)
    return Undone(replaced)


def _changes(part: SheetPart, cells: Iterable[CellMemory], styles: StyleAppender | None) -> dict[Position, CellChange]:
    changes = {}
    for cell in cells:
        at = cell.position
        if at not in part.scan.styles:
            continue
        is_ours = cell.figure is not None and not cell.is_correction
        blank = is_ours and not part.has_formula(*at) and part.value(*at) == cell.figure
        style = _earlier_style(styles, part.scan.styles[at], cell, blank)
        if blank or style is not None:
            changes[at] = CellChange(blank=blank, style=style)
    return changes


def _earlier_style(styles: StyleAppender | None, style: int, cell: CellMemory, blank: bool) -> int | None:
    """The look without our fill, and without the number format that came with a figure that goes; None: stays."""
    is_painted = cell.colour is not None and styles is not None and styles.is_painted(style, cell.colour)
    drop_format = blank and cell.format is not None
    if styles is None or not (is_painted or drop_format):
        return None
    return styles.refill(style, cell.fill if is_painted else styles.fill_of(style), drop_format)


def _without_notes(package: Package, part: str, positions: set[Position]) -> dict[str, bytes]:
    comments, drawing = (package.related(part, kind) for kind in ("comments", "vmlDrawing"))
    if not positions or comments is None:
        return {}
    splices, gone = take_notes_out(package.read(comments), positions)
    replaced = {comments: apply_splices(package.read(comments), splices)}
    if drawing is not None:
        boxes: list[Splice] = take_boxes_out(package.read(drawing), gone)
        replaced[drawing] = apply_splices(package.read(drawing), boxes)
    return replaced
