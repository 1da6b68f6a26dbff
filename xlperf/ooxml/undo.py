"""Seeing through an earlier run: the package as the clerk's, without xlperf's marks and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlperf.messages import Message
from xlperf.ooxml.drawings import find_drawing
from xlperf.ooxml.leftovers import name_left, stands_still
from xlperf.ooxml.memory import CellMemory, Memory, fingerprint
from xlperf.ooxml.note_removal import folded_notes, take_notes_out
from xlperf.ooxml.note_shapes import take_boxes_out
from xlperf.ooxml.package import Package
from xlperf.ooxml.patch import CellChange, patch_sheet
from xlperf.ooxml.places import Position
from xlperf.ooxml.relocation import find_original, follow
from xlperf.ooxml.splice import Splice, apply_splices
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.workbook_read import SheetPart


@dataclass(frozen=True, slots=True)
class Undone:
    """Parts as they stood before the earlier run, and parts that it had added.

    `left` says what of the earlier run stays, since a clerk has changed it.
    """

    replaced: Mapping[str, bytes] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    left: tuple[Message, ...] = ()

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


def undo_by_meaning(
    package: Package, memory: Memory, parts: Iterable[SheetPart], styles_part: str | None, restore: bool = False
) -> Undone:
    """What of the earlier run still stands, cell by cell: another program has written the workbook since.

    A figure that was changed since, or a fill, is the clerk's and stays. `restore`: figures that took the place of
    others are given back too.
    """
    styles = StyleAppender(package.read(styles_part), package.outline(styles_part)) if styles_part else None
    replaced: dict[str, bytes] = {}
    left: list[Message] = []
    for part, cells in locate(package, memory, parts):
        comments = package.related(part.part, "comments")
        changes = _changes(part, cells, styles, restore)
        replaced[part.part] = apply_splices(part.scan.xml, patch_sheet(part.scan, changes))
        replaced |= _without_notes(package, part, comments, cells)
        left += name_left(package, part, comments, cells, styles)
    if styles is not None and styles_part is not None and (splices := styles.splices()):
        replaced[styles_part] = apply_splices(styles.xml, splices)
    return Undone(replaced, left=tuple(left))


def locate(
    package: Package, memory: Memory, parts: Iterable[SheetPart]
) -> Iterator[tuple[SheetPart, Sequence[CellMemory]]]:
    """The cells of the earlier run where they are now, worksheet by worksheet, also on a renamed or copied one."""
    parts, sheets = list(parts), defaultdict[str, list[CellMemory]](list)
    for cell in memory.cells:
        sheets[cell.sheet].append(cell)
    for part in parts:
        comments = package.related(part.part, "comments")
        words = folded_notes(package.read(comments)) if comments is not None else {}
        cells = sheets[part.name] if part.name in sheets else find_original(sheets, part, words, parts)
        if cells:
            yield part, follow(cells, part, words)


def _changes(
    part: SheetPart, cells: Iterable[CellMemory], styles: StyleAppender | None, restore: bool
) -> dict[Position, CellChange]:
    changes = {}
    for cell in cells:
        at = cell.position
        if at not in part.scan.styles:
            continue
        goes = cell.figure is not None and (restore or not cell.is_correction) and stands_still(part, cell)
        drop_format = goes and cell.format is not None and _shows(part, at, cell.format)
        style = _earlier_style(styles, part.scan.styles[at], cell, drop_format)
        if goes or style is not None:
            back = cell.before if goes else None
            changes[at] = CellChange(value=back, blank=goes and back is None, style=style)
    return changes


def _shows(part: SheetPart, at: Position, number_format: str) -> bool:
    """The cell has that number format."""
    style, formats = part.scan.styles[at], part.tables.formats
    return style < len(formats) and formats[style] == number_format


def _earlier_style(styles: StyleAppender | None, style: int, cell: CellMemory, drop_format: bool) -> int | None:
    """The look without our fill, and without the number format that came with a figure that goes; None: stays."""
    is_painted = cell.colour is not None and styles is not None and styles.is_painted(style, cell.colour)
    if styles is None or not (is_painted or drop_format):
        return None
    return styles.refill(style, cell.fill if is_painted else styles.fill_of(style), drop_format)


def _without_notes(
    package: Package, part: SheetPart, comments: str | None, cells: Iterable[CellMemory]
) -> dict[str, bytes]:
    notes = {cell.position: cell.note for cell in cells if cell.note is not None}
    if comments is None or not notes:
        return {}
    splices, gone = take_notes_out(package.read(comments), notes)
    replaced = {comments: apply_splices(package.read(comments), splices)}
    drawing = find_drawing(package, part)
    if drawing is not None:
        boxes: list[Splice] = take_boxes_out(package.read(drawing), gone)
        replaced[drawing] = apply_splices(package.read(drawing), boxes)
    return replaced
