"""How far a sheet of a binary workbook (.xlsb) reaches, told by its records and not by what it says of itself.

Source: [MS-XLSB] 2.1.4 (records), 2.5.10 (cells), 2.4.736 (rows).
"""

from __future__ import annotations

from collections.abc import Iterator

_ROW, _CELLS = 0, range(1, 12)
"""Numbers of the records of a row and of its cells; both begin with a number of four bytes: row, or column."""


def find_corner(content: bytes) -> tuple[int, int]:
    """(rows, columns) from the first to the last that holds a cell, (0, 0) where none does.

    >>> find_corner(bytes([0, 4, 9, 0, 0, 0, 1, 4, 2, 0, 0, 0]))
    (10, 3)
    """
    row = rows = columns = 0
    for kind, number in _records(content):
        if kind == _ROW:
            row = number + 1
        elif kind in _CELLS:
            rows, columns = max(rows, row), max(columns, number + 1)
    return rows, columns


def _records(content: bytes) -> Iterator[tuple[int, int]]:
    """(kind, first four bytes) of each record."""
    at = 0
    while at < len(content):
        kind, at = _spread(content, at, 2)
        size, at = _spread(content, at, 4)
        yield kind, int.from_bytes(content[at : at + min(size, 4)], "little")
        at += size


def _spread(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    number = 0
    for place, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most
