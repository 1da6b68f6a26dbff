"""Rows that hold nothing but a look: passed over as one stretch, and taken apart only when a change asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from xlperf.ooxml.columns import column_number
from xlperf.ooxml.places import Position

_SHORTEST = 4096
"""Bytes from which a stretch is worth being passed over."""

_ATTRIBUTES = rb'(?: [a-zA-Z:]++="[^"<>&]*+")*+'
_CELLS = rb'(?:<c r="[A-Z]{1,3}+[0-9]++"(?: s="[0-9]{1,6}+")?+/>)*+'
_ONE = rb'<row r="[1-9][0-9]{0,6}+"%s(?:/>|>%s</row>)' % (_ATTRIBUTES, _CELLS)
_STRETCH = re.compile(rb"%s(?:\s*+%s)*+" % (_ONE, _ONE))
"""Rows as Excel, WPS and LibreOffice write them. Possessive: what was read once is not read again in another way."""

_NUMBER = re.compile(rb'<row r="([0-9]+)"')
_ROW = re.compile(rb'<row r="([0-9]+)"[^>]*>((?:<c [^>]*>)*+)')
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"(?: s="([0-9]+)")?')


class BareRows(NamedTuple):
    """A stretch of rows that hold nothing: where it stands, and how many cells and rows were read before it."""

    start: int
    end: int
    cells: int
    rows: int


class BareRow(NamedTuple):
    """A row of such a stretch: its number, the positions of its cells and their looks."""

    number: int
    positions: list[Position]
    looks: list[int]


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
    for match in _ROW.finditer(xml, stretch.start, stretch.end):
        number, cells = int(match[1]), _CELL.findall(match[2])
        positions = [(number, column_number(letters.decode())) for letters, _ in cells]
        yield BareRow(number, positions, [int(style or 0) for _, style in cells])


def has_looks(xml: bytes, stretch: BareRows, looks: Set[int]) -> bool:
    """A cell of the stretch may have one of these looks; one that names none has the first."""
    if 0 in looks:
        return True
    numbers = b"|".join(b"0*%d" % look for look in looks)
    return re.compile(rb'<c r="[A-Z]+[0-9]+" s="(?:%s)"' % numbers).search(xml, stretch.start, stretch.end) is not None
