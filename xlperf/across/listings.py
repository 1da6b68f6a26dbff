"""Tables that an office keeps beside the forms, such as a list of units, found by the words of their headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xlperf.cells import Area, Sheet
from xlperf.recognition.folding import bare, fold

Words = Mapping[str, tuple[str, ...]]
"""Field → its headers, the most telling first."""

_DEEPEST = 30
"""Rows down to which a header is looked for: titles, remarks and instructions stand above it."""

_MOST_HEADER_ROWS = 3


class Heading(NamedTuple):
    """A column: where it is, its header's words from top to bottom, and what they stand for ("" for nothing known)."""

    column: int
    parts: tuple[str, ...]
    field: str = ""

    @property
    def text(self) -> str:
        """The header in one."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with one header: its columns from left to right, the first and the last row of the header."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    top: int
    bottom: int

    @property
    def known(self) -> int:
        """How many of its columns are known for what they are."""
        return sum(bool(heading.field) for heading in self.headings)

    def column(self, field: str) -> int | None:
        """The column of a field; None where the table has none."""
        return next((heading.column for heading in self.headings if heading.field == field), None)

    def rows(self) -> Iterator[int]:
        """The rows below the header that hold anything."""
        yield from sorted({row for row, _ in self.sheet.cells if row > self.bottom})


def find_listing(sheet: Sheet, words: Words, needed: str, repeated: frozenset[str] = frozenset()) -> Listing | None:
    """The table of a sheet with a column for `needed` and a further one; None where there is none.

    Its header is the row with most known words, the first of several. Of two columns for one field the header listed
    first is taken, unless the field may be `repeated`.
    """
    rows = sorted({row for row, _ in sheet.cells if row <= _DEEPEST})
    listings = (_listing_at(sheet, row, words, repeated) for row in rows)
    found = [each for each in listings if each.column(needed) is not None and len(each.headings) > 1]
    return max(found, key=lambda each: each.known, default=None)


def _listing_at(sheet: Sheet, top: int, words: Words, repeated: frozenset[str]) -> Listing:
    bottom = _header_bottom(sheet, top)
    columns = sorted({column for row, column in sheet.cells if top <= row <= bottom})
    found = (Heading(column, _parts(sheet, top, bottom, column)) for column in columns)
    headings = [each._replace(field=field_of(each.parts, words)) for each in found if each.parts]
    return Listing(sheet, tuple(_settle(headings, words, repeated)), top, bottom)


def _header_bottom(sheet: Sheet, top: int) -> int:
    """The last row of a header: as far down as merged cells of its first row reach, or what they are divided into."""
    areas = [area for area in sheet.merges if area.top == top and (area.top, area.left) in sheet.cells]
    deepest = max((area.bottom + _is_divided(sheet, area) for area in areas), default=top)
    return min(deepest, top + _MOST_HEADER_ROWS - 1)


def _is_divided(sheet: Sheet, area: Area) -> bool:
    """Words stand below each of the columns of a merged header: 资金 over 预算数 and 执行数."""
    below = [sheet.cells.get((area.bottom + 1, column)) for column in range(area.left, area.right + 1)]
    return len(below) > 1 and all(cell is not None and isinstance(cell.value, str) for cell in below)


def _parts(sheet: Sheet, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words above a column, a merged cell's once; none where the lowest of them belong to a column beside it."""
    own = [cell for row in range(top, bottom + 1) if (cell := sheet.at(row, column)).text.strip()]
    if not own or sheet.merge_at(own[-1].ref.row, own[-1].ref.column).left != column:
        return ()
    return tuple(cell.text.strip() for cell in dict.fromkeys(own))


def field_of(parts: tuple[str, ...], words: Words) -> str:
    """What a header stands for: by all of its words, else by the lowest ones; "" where nobody knows.

    A label with a colon is none: its value stands beside it.
    """
    if parts[-1].endswith((":", "：")):
        return ""
    labels = [label for text in ("".join(parts), parts[-1]) for label in (fold(text), bare(text))]
    return next((field for label in labels for field, listed in words.items() if label in map(fold, listed)), "")


def _settle(headings: list[Heading], words: Words, repeated: frozenset[str]) -> Iterator[Heading]:
    """Of several columns for one field the one with the most telling header keeps it."""
    best: dict[str, Heading] = {}
    for heading in sorted(headings, key=lambda each: _rank(each, words)):
        best.setdefault(heading.field, heading)
    for heading in headings:
        is_kept = heading.field in repeated or best[heading.field] is heading
        yield heading if is_kept else heading._replace(field="")


def _rank(heading: Heading, words: Words) -> int:
    """How telling a header is among those of its field, 0 the most."""
    listed = [fold(word) for word in words.get(heading.field, ())]
    labels = [label for text in (heading.text, heading.parts[-1]) for label in (fold(text), bare(text))]
    return min((listed.index(label) for label in labels if label in listed), default=len(listed))
