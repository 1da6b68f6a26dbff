"""Notes of one worksheet put into its package: comments part, drawing, and the sheet's reference to it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from xlperf.ooxml.draft import Draft, part_path
from xlperf.ooxml.drawings import find_drawing
from xlperf.ooxml.note_shapes import Grid, add_boxes, make_drawing, place_box
from xlperf.ooxml.notes import make_comments, put_notes
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import SheetScan
from xlperf.ooxml.splice import Splice
from xlperf.ooxml.workbook_read import SheetPart

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEFORE_DRAWING = frozenset((
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
))  # fmt: skip
"""Children of a worksheet that stand before its legacyDrawing."""


def attach_notes(draft: Draft, part: SheetPart, notes: Mapping[Position, str]) -> tuple[Position, ...]:
    """Puts notes on cells of a worksheet; gives the cells that got none, as they hold a threaded comment."""
    comments = draft.package.related(part.part, "comments")
    if comments is None:
        _new_comments(draft, part, notes)
        _attach_boxes(draft, part, notes)
        return ()
    changes = put_notes(draft.package.read(comments), notes)
    draft.splice(comments, changes.splices)
    _attach_boxes(draft, part, {position: notes[position] for position in changes.new})
    return changes.threaded


def _new_comments(draft: Draft, part: SheetPart, notes: Mapping[Position, str]) -> None:
    name = draft.free_name(_sibling(draft, "comments{}.xml"))
    draft.add(name, make_comments(part.scan.namespace, notes), _COMMENTS)
    draft.relate(part.part, "comments", name)


def _attach_boxes(draft: Draft, part: SheetPart, notes: Mapping[Position, str]) -> None:
    if not notes:
        return
    grid = Grid(part.scan)
    boxes = {position: place_box(grid, part.merges.at(*position), text) for position, text in notes.items()}
    drawing = find_drawing(draft.package, part)
    if drawing is not None:
        draft.splice(drawing, add_boxes(draft.package.read(drawing), boxes))
        return
    name = draft.free_name(_sibling(draft, "drawings/vmlDrawing{}.vml"))
    field = int(re.findall(r"\d+", name)[-1])
    draft.declare_default("vml", _DRAWING)
    draft.add_plain(name, make_drawing(boxes, field))
    draft.splice(part.part, _reference(part.scan, draft.relate(part.part, "vmlDrawing", name), draft.relations))


def _reference(scan: SheetScan, relation: str, namespace: str) -> Iterable[Splice]:
    """The worksheet's legacyDrawing, in its place among the children; one that leads nowhere gives way."""
    root = scan.xml[: scan.places.root_open_end].decode()
    match = re.search(rf"""xmlns:([\w.-]+)\s*=\s*["']{re.escape(namespace)}["']""", root)
    name, declared = (match[1], "") if match else ("r", f' xmlns:r="{namespace}"')
    element = f'<{scan.prefix}legacyDrawing{declared} {name}:id="{relation}"/>'.encode()
    dead = scan.places.child("legacyDrawing")
    if dead is not None:
        return [Splice(dead.start, dead.end, element)]
    ends = [child.end for child in scan.places.children if child.name in _BEFORE_DRAWING]
    at = max(ends, default=scan.places.root_close)
    return [Splice(at, at, element)]


def _sibling(draft: Draft, name: str) -> str:
    """A part's name in the folder of the workbook part."""
    return posixpath.join(posixpath.dirname(part_path(draft.package.workbook())), name)
