"""One run on one package as it goes on: what is gathered, remembered and refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.cells import Area, CellRef
from xlperf.messages import Message, say
from xlperf.ooxml.draft import Draft
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.places import Position
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.workbook_read import SheetPart, read_headers


@dataclass(slots=True)
class Work:
    """The ground that a run starts from, the draft it fills, and what is to be remembered of each cell."""

    ground: Ground
    draft: Draft
    styles: StyleAppender
    cells: dict[tuple[str, Position], CellMemory] = field(default_factory=dict)
    unmet: list[Message] = field(default_factory=list)
    _headers: dict[str, tuple[Area, ...]] = field(default_factory=dict)

    def sheet(self, ref: CellRef) -> SheetPart | None:
        """The clerk's worksheet of a cell, None where the workbook has none of that name."""
        return self.ground.parts.get(ref.sheet)

    def headers(self, sheet: SheetPart) -> tuple[Area, ...]:
        """The header rows of a worksheet's tables, whose texts are the names of columns."""
        if sheet.name not in self._headers:
            self._headers[sheet.name] = tuple(read_headers(self.ground.package, sheet.part))
        return self._headers[sheet.name]

    def memory(self, ref: CellRef) -> CellMemory:
        """What is remembered of a cell so far."""
        at = ref.row, ref.column
        return self.cells.get((ref.sheet, at)) or CellMemory(ref.sheet, at)

    def refuse(self, ref: CellRef, reason: Message | None) -> None:
        """Takes note of a wish that was not met."""
        self.unmet.append(say("{cell}：{reason}", cell=ref, reason=reason))
