"""What is to be written into a workbook: figures, marks and notes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlperf.cells import CellRef, Value
from xlperf.messages import Message


class Mark(StrEnum):
    """The colours that xlperf paints: one for figures it filled, one per painted severity."""

    FILLED = "filled"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """A figure for a cell: refused when `before` no longer stands there.

    `number_format` is set only where the cell has none of its own (General) and the figure needs one, such as 0.00%.
    `formula`, without its =, is written together with the figure.
    """

    ref: CellRef
    before: Value
    after: Decimal
    number_format: str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """The value of a formula, which stays, once the figures of the plan stand: `before` is the one that is stored."""

    ref: CellRef
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Highlight:
    """A fill for a cell, and for every cell of its merged range."""

    ref: CellRef
    mark: Mark


@dataclass(frozen=True, slots=True)
class Note:
    """A note for a cell; it begins with a sign that also reads in black and white."""

    ref: CellRef
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one run wants done to one workbook, without its result sheet."""

    edits: tuple[Edit, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[Note, ...] = ()
    restated: tuple[Restated, ...] = ()

    def without_marks(self) -> Plan:
        """The figures alone."""
        return Plan(self.edits, restated=self.restated)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done: figures written, cells painted, notes put, formulas' values renewed; parts of the package.

    `result` is the name of the result sheet, None where there is none; `recalculates` says that some formula may show a
    stale figure until the workbook, as it asks, is recalculated on opening. `unmet` says what had to be left out, such
    as a note on a cell that holds a threaded comment, with the reason.
    """

    edited: tuple[CellRef, ...] = ()
    marked: tuple[CellRef, ...] = ()
    noted: tuple[CellRef, ...] = ()
    restated: tuple[CellRef, ...] = ()
    parts_rewritten: tuple[str, ...] = ()
    parts_added: tuple[str, ...] = ()
    parts_untouched: int = 0
    recalculates: bool = False
    result: str | None = None
    unmet: tuple[Message, ...] = ()

    @property
    def parts_touched(self) -> tuple[str, ...]:
        """The parts that were rewritten or came new."""
        return self.parts_rewritten + self.parts_added
