"""What a cell of a form says: a text, a figure, a measure, each with its cell and the text as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.deadlines import Deadline
from xlperf.quantity import Quantity, Unparsed

NIL_MARKS = frozenset({"-", "—", "–", "－", "―", "——", "--", "/", "\\", "─"})
"""Marks that clerks put where there is nothing to say [F]; as an amount or a score they mean zero."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text read from a form: `text` as it shows, `ref` its cell (a merged range's top left one)."""

    text: str
    ref: CellRef
    formula: str | None = None

    @property
    def is_blank(self) -> bool:
        """Nothing stands there."""
        return not self.text.strip()

    @property
    def is_mark(self) -> bool:
        """A nil mark stands there, such as — or -."""
        return self.text.strip() in NIL_MARKS

    @property
    def is_error(self) -> bool:
        """An Excel error stands there, such as #DIV/0!."""
        return self.text.startswith("#") and self.text.endswith(("!", "?", "/A", "#"))


@dataclass(frozen=True, slots=True)
class Figure(Entry):
    """A number read from a form. `value`: None where the cell is blank or holds a nil mark, else Decimal or Unparsed.

    A rate is a ratio; `places` are then the decimals of the percentage that stands in the cell (97.00% has 2), and
    `is_number` says that a number, not a text, is stored. `number_format` is the cell's own; `in_percent` says that
    the header has a % sign, so that a rate goes in as 96.99.
    """

    value: Decimal | Unparsed | None = None
    places: int = 0
    is_number: bool = False
    number_format: str = "General"
    in_percent: bool = False

    @property
    def number(self) -> Decimal | None:
        """The number, None where there is none to be read."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def is_unknown(self) -> bool:
        """Something stands there, and nobody knows what number: a text, an error, a formula without a value."""
        return self.amount is None and (not self.is_blank or self.formula is not None)

    @property
    def amount(self) -> Decimal | None:
        """The number, zero for a nil mark; None where the cell is blank or unreadable."""
        if self.text.strip() in NIL_MARKS:
            return Decimal(0)
        return self.value if isinstance(self.value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Measure(Entry):
    """A target or an actual value: a text that may be a quantity, or name a date."""

    quantity: Quantity | Unparsed | None = None
    deadline: Deadline | None = None
