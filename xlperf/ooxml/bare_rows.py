"""Rows that hold nothing but a look: passed over as one stretch, and taken apart only when a change asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from xlperf.ooxml.columns import column_number

_SHORTEST = 4096
"""Bytes from which a stretch is worth being passed over."""

_ROW_TAG = rb'<row(?=[^>]*? r="[1-9][0-9]{0,6}+")(?: [a-zA-Z:]++="[^"<>&]*+")*+'
_CELL_TAG = rb'<c(?=[^>]*? r="[A-Z])(?: r="[A-Z]{1,3}+[0-9]++"| s="[0-9]{1,6}+"| t="[a-zA-Z]{1,10}+")++/>'
_ONE = rb"%s(?:/>|>(?:%s)*+</row>)" % (_ROW_TAG, _CELL_TAG)
_STRETCH = re.compile(rb"%s(?:\s*+%s)*+" % (_ONE, _ONE))
"""Rows as Excel, WPS and LibreOffice write them. Possessive: what was read once is not read again in another way."""

_NUMBER = re.compile(rb'<row[^>]*? r="([0-9]+)"')
_ROW = re.compile(rb'<row[^>]*? r="([0-9]+)"[^>]*>((?:<c [^>]*>)*+)')
_CELL = re.compile(rb'<c(?=[^>]*? r="([A-Z]+))(?:[^>]*? s="([0-9]+)")?[^>]*>')


class BareRows(NamedTuple):
    """A stretch of rows that hold nothing: where it stands, and how many cells and rows were read before it."""

    start: int
    end: int
    cells: int
    rows: int


class BareRow(NamedTuple):
    """A row of such a stretch: its number, where it stands, its cells with their looks; of two for one the last."""

    number: int
    start: int
    end: int
    cells: list[tuple[tuple[int, int], int]]

    def start_of_cell(self, xml: bytes, column: int) -> int | None:
        """Where the element of a cell begins, None where there is none."""
        matches = _CELL.finditer(xml, self.start, self.end)
        starts = [match.start() for match in matches if column_number(match[1].decode()) == column]
        return starts[-1] if starts else None


def find_stretches(xml: bytes) -> list[tuple[int, int]]:
    """Where such rows stand in a part, as far as the bytes alone can tell: what is around them, the parser knows.

    None at all where a comment, a namespace or the like could make of them something else.
    """
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or any(xml.find(sign, start, end) >= 0 for sign in (b"<!", b"<?", b"xmlns")):
        return []
    return [match.span() for match in _STRETCH.finditer(xml, start, end) if match.end() - match.start() >= _SHORTEST]


def count_cells(xml: bytes, stretch: BareRows) -> int:
    """How many cells there are in a stretch."""
    return xml.count(b"<c ", stretch.start, stretch.end)


def read_numbers(xml: bytes, stretch: BareRows) -> list[int]:
    """The numbers of the rows of a stretch."""
    return list(map(int, _NUMBER.findall(xml, stretch.start, stretch.end)))


def last_number(xml: bytes, stretch: BareRows) -> int:
    """The number of the last row of a stretch."""
    match = _ROW.match(xml, xml.rindex(b"<row", stretch.start, stretch.end))
    return int(match[1]) if match else 0


def read_bare(xml: bytes, stretch: BareRows) -> Iterator[BareRow]:
    """The rows of a stretch with their cells."""
    return map(_row, _ROW.finditer(xml, stretch.start, stretch.end))


def find_row(xml: bytes, stretches: Iterable[BareRows], number: int) -> BareRow | None:
    """The row of that number in stretches whose rows ascend, None where there is none."""
    found = (_find(xml, stretch, number) for stretch in stretches)
    return next((row for row in found if row is not None), None)


def _find(xml: bytes, stretch: BareRows, number: int) -> BareRow | None:
    low, high = stretch.start, stretch.end
    while 0 <= low < high:
        match = _ROW.match(xml, xml.rindex(b"<row ", low, (low + high) // 2 + len(b"<row ")))
        found = int(match[1]) if match else number
        if match is None or found == number:
            return _row(match) if match else None
        if found < number:
            low = xml.find(b"<row ", match.end(), high)
        else:
            high = match.start()
    return None


def _row(match: re.Match[bytes]) -> BareRow:
    number = int(match[1])
    cells = [((number, column_number(letters.decode())), int(style or 0)) for letters, style in _CELL.findall(match[2])]
    return BareRow(number, *match.span(), cells)


def has_looks(xml: bytes, stretch: BareRows, looks: Set[int]) -> bool:
    """A cell of the stretch may have one of these looks; one that names none has the first."""
    if 0 in looks:
        return True
    numbers = b"|".join(b"0*%d" % look for look in looks)
    return re.compile(rb'<c [^>]*?s="(?:%s)"' % numbers).search(xml, stretch.start, stretch.end) is not None
