"""The workbook as it was read: cells, sheets, merges. Frozen, without any I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

_LARGEST_INDEXED = 10_000
_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class CellError(str):
    """An Excel error that stands in a cell, such as ``#DIV/0!``."""

    __slots__ = ()


Value = Decimal | str | bool | CellError | None


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Letters of a 1-based column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_address(address: str) -> tuple[int, int]:
    """1-based (row, column) of an address in A1 notation.

    Raises ValueError where the text is no address.

    >>> parse_address("F12")
    (12, 6)
    """
    match = _A1.fullmatch(address.strip())
    if match is None:
        raise ValueError(address)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


# Named tuples, not dataclasses: a form has some 300 of each, and they are built 4 times as fast.
class CellRef(NamedTuple):
    """A cell's place: sheet name, 1-based row and column."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The place on its sheet, ``F12``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


class Area(NamedTuple):
    """A rectangle of cells, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def covers(self, row: int, column: int) -> bool:
        """The position lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def positions(self) -> Iterator[tuple[int, int]]:
        """Every (row, column) of the rectangle, row by row."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))


@lru_cache(maxsize=4096)  # merged ranges are the same in all copies of a form
def read_area(text: str) -> Area | None:
    """The rectangle that a reference such as ``A1:C3`` or ``B2`` names, None where it is none.

    >>> read_area("A1:C3"), read_area("B:B")
    (Area(top=1, left=1, bottom=3, right=3), None)
    """
    first, _, last = text.partition(":")
    try:
        return Area(*parse_address(first), *parse_address(last or first))
    except ValueError:
        return None


class Cell(NamedTuple):
    """One cell: `value` as stored (numbers at 15 significant digits), `text` as Excel shows it.

    `value` is None where the cell is blank; a formula without a stored value has `value` None and `formula` set.
    """

    ref: CellRef
    value: Value
    text: str
    formula: str | None = None
    number_format: str = "General"


class Merges(tuple[Area, ...]):
    """The merged ranges of a worksheet, looked up by the positions that they cover."""

    @cached_property
    def _wide(self) -> tuple[Area, ...]:
        """Whole rows or columns: millions of positions, so they are looked through instead."""
        return tuple([area for area in self if area.size > _LARGEST_INDEXED])

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], Area]:
        return {at: area for area in self if area.size <= _LARGEST_INDEXED for at in area.positions()}

    def over(self, row: int, column: int) -> Area | None:
        """The merged range that covers a position, None where there is none."""
        area = self._anchors.get((row, column))
        if area is None and self._wide:
            return next((wide for wide in self._wide if wide.covers(row, column)), None)
        return area

    def at(self, row: int, column: int) -> Area:
        """The merged range that covers a position; the position alone where there is none."""
        return self.over(row, column) or Area(row, column, row, column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: `cells` by (row, column), only those that hold a value, a text or a formula.

    `percent_blanks` are the blank cells in which a number would show as a percentage.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    state: str = "visible"
    percent_blanks: frozenset[tuple[int, int]] = frozenset()
    _merged: Merges = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        merged = self.merges if isinstance(self.merges, Merges) else Merges(self.merges)
        object.__setattr__(self, "_merged", merged)

    def merge_at(self, row: int, column: int) -> Area:
        """The merged range that covers a position; the position alone where there is none."""
        return self._merged.at(row, column)

    def ref(self, row: int, column: int) -> CellRef:
        """The place a clerk would name: of a merged range, its top left cell."""
        area = self._merged.over(row, column)
        return CellRef(self.name, *(area[:2] if area else (row, column)))

    def at(self, row: int, column: int) -> Cell:
        """The cell that shows at a position, looking through merges; blank where nothing stands."""
        area = self._merged.over(row, column)
        position = area[:2] if area else (row, column)
        cell = self.cells.get(position)  # looked up before a place is made: recognition asks 200 times a form
        return cell if cell is not None else self._blank(position)

    def _blank(self, position: tuple[int, int]) -> Cell:
        number_format = "0.00%" if position in self.percent_blanks else "General"
        return Cell(CellRef(self.name, *position), None, "", None, number_format)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workbook's worksheets as they stood when it was read, in the order of their tabs.

    `recalculates`: the workbook asks to be recalculated when it is opened, so the stored values of its formulas are
    not to be relied on. `corrections`: cells whose figure an earlier run put in the place of another, as they were.
    """

    name: str
    sheets: tuple[Sheet, ...]
    recalculates: bool = False
    corrections: Mapping[CellRef, Cell] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """The worksheet of that name. Raises KeyError where there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
