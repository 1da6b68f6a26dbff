"""Boxes on a sheet: a cell or a merged range each, with what it stands for, so that a drawn layout can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.recognition.variations.plan import Content
from tests.support.snapshots import make_cell
from xlperf.cells import Area, CellRef, Sheet

LABELS = frozenset({"title", "label", "header", "caption", "level"})
"""Kinds of boxes that hold words of the form, not the clerk's."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell or merged range, rows and columns from 1: its content, the part of the form, the kind, the field."""

    top: int
    left: int
    bottom: int
    right: int
    content: Content
    part: str
    kind: str
    key: str = ""

    def moved(self, down: int = 0, right: int = 0) -> Box:
        """The box elsewhere."""
        return replace(
            self, top=self.top + down, bottom=self.bottom + down, left=self.left + right, right=self.right + right
        )


@dataclass(frozen=True, slots=True)
class Page:
    """The boxes of one sheet, and its name and state."""

    boxes: tuple[Box, ...]
    name: str = "Sheet1"
    state: str = "visible"

    @property
    def bottom(self) -> int:
        """The last row."""
        return max(box.bottom for box in self.boxes)

    @property
    def right(self) -> int:
        """The last column."""
        return max(box.right for box in self.boxes)

    def of(self, part: str = "", kind: str = "", key: str = "") -> list[Box]:
        """The boxes of a part, a kind, a field (each "": any), in print order."""
        found = (b for b in self.boxes if part in ("", b.part) and kind in ("", b.kind) and key in ("", b.key))
        return sorted(found, key=lambda box: (box.top, box.left))

    def moved(self, down: int = 0, right: int = 0) -> Page:
        """Every box elsewhere."""
        return replace(self, boxes=tuple(box.moved(down, right) for box in self.boxes))

    def with_boxes(self, *boxes: Box) -> Page:
        """The page with further boxes."""
        return replace(self, boxes=self.boxes + boxes)

    def changed(self, change: Callable[[Box], Box | None]) -> Page:
        """Each box changed, or left out where the change gives None."""
        return replace(self, boxes=tuple(new for box in self.boxes if (new := change(box)) is not None))

    def with_room(self, row: int, count: int, cut: bool = False) -> Page:
        """`count` free rows before a row. Boxes across that line are stretched, or cut with their lower part blank."""
        return replace(self, boxes=tuple(new for box in self.boxes for new in _make_room(box, row, count, cut)))

    def with_gap(self, column: int, count: int = 1) -> Page:
        """`count` free columns before a column; boxes across that line are stretched."""

        def widened(box: Box) -> Box:
            if box.left >= column:
                return box.moved(right=count)
            return replace(box, right=box.right + count) if box.right >= column else box

        return self.changed(widened)


def _make_room(box: Box, row: int, count: int, cut: bool) -> Iterator[Box]:
    if box.top >= row:
        yield box.moved(count)
    elif box.bottom < row:
        yield box
    elif cut:
        yield replace(box, bottom=row - 1)
        yield replace(box, top=row + count, bottom=box.bottom + count, content=None)
    else:
        yield replace(box, bottom=box.bottom + count)


def make_sheet(page: Page) -> Sheet:
    """The page as a sheet as it would have been read."""
    cells = {}
    for box in page.boxes:
        cell = make_cell(CellRef(page.name, box.top, box.left), box.content)
        if cell is not None:
            cells[box.top, box.left] = cell
    merges = (Area(box.top, box.left, box.bottom, box.right) for box in page.boxes)
    return Sheet(page.name, cells, tuple(area for area in merges if area.size > 1), page.state)
