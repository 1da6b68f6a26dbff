"""One run on one package as it goes on: what is gathered, remembered and refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.cells import CellRef, Sheet
from xlperf.messages import Message, say
from xlperf.ooxml.draft import Draft
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.patch import Position
from xlperf.ooxml.style_write import StyleAppender


@dataclass(slots=True)
class Work:
    """The ground that a run starts from, the draft it fills, and what is to be remembered of each cell."""

    ground: Ground
    draft: Draft
    styles: StyleAppender
    cells: dict[tuple[str, Position], CellMemory] = field(default_factory=dict)
    unmet: list[str] = field(default_factory=list)

    def sheet(self, ref: CellRef) -> Sheet | None:
        """The worksheet of a cell, None where the workbook has none of that name."""
        return next((sheet for sheet in self.ground.snapshot.sheets if sheet.name == ref.sheet), None)

    def memory(self, ref: CellRef) -> CellMemory:
        """What is remembered of a cell so far."""
        at = ref.row, ref.column
        return self.cells.get((ref.sheet, at)) or CellMemory(ref.sheet, at)

    def refuse(self, ref: CellRef, reason: Message | None) -> None:
        """Takes note of a wish that was not met."""
        self.unmet.append(str(say("{cell}：{reason}", cell=ref, reason=reason)))
