"""Files that mean harm, or that nobody expects: how each is made, and what is to be said of it.

python -m tests.support.hostile FOLDER writes all of them, for `python -m benchmarks.hostile FOLDER`.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.broken import GOOD

READ, REFUSED = (0, 1), (3,)
"""Exit statuses of what is read all the same, and of what is not."""

Parts = dict[str, bytes]
SHEET, STRINGS, BOOK, BOOK_RELATIONS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
MEGABYTE = 1 << 20


class Hostile(NamedTuple):
    """A file by its name, the statuses that it may end with, and a word that its message has."""

    name: str
    make: Callable[[], bytes]
    statuses: tuple[int, ...] = REFUSED
    said: str = ""


def good_parts() -> Parts:
    """The parts of a form as an office sends it."""
    with zipfile.ZipFile(GOOD) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts, deflated or stored."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, method)
    return content.getvalue()


def with_part(name: str, content: bytes) -> Callable[[], bytes]:
    """The good form with one part in another's place, or more."""
    return lambda: pack({**good_parts(), name: content})


def without_part(name: str) -> Callable[[], bytes]:
    return lambda: pack({part: content for part, content in good_parts().items() if part != name})


def replaced(name: str, old: str, new: str) -> Callable[[], bytes]:
    """The good form with a text of one part replaced, which is sure to be there."""

    def make() -> bytes:
        parts = good_parts()
        assert old.encode() in parts[name], old
        return pack({**parts, name: parts[name].replace(old.encode(), new.encode())})

    return make


def lying(data: bytes, member: str, size: int) -> bytes:
    """A package whose directory and local header say that a member inflates to `size` bytes."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo(member)
    struct.pack_into("<L", changed, info.header_offset + 22, size)
    at = data.index(b"PK\1\2")
    while data[at + 46 :][: len(member)] != member.encode():
        at = data.index(b"PK\1\2", at + 4)
    struct.pack_into("<L", changed, at + 24, size)
    return bytes(changed)


def overlapping(data: bytes, member: str, times: int) -> bytes:
    """A package whose directory has one member under many names: small on disk, large in all."""
    end = data.index(b"PK\5\6")
    start = struct.unpack_from("<L", data, end + 16)[0]
    at = start
    while data[at + 46 :][: len(member)] != member.encode():
        at = data.index(b"PK\1\2", at + 4)
    length = 46 + sum(struct.unpack_from("<3H", data, at + 28))
    entry = data[at : at + length]
    listing = data[start:end]
    for number in range(times):
        listing += entry.replace(member.encode(), f"{number:0{len(member)}}".encode())
    count = struct.unpack_from("<H", data, end + 10)[0] + times
    return data[:start] + listing + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listing), start, 0)


def crowded(data: bytes, members: int, wide: bool = False) -> bytes:
    """A package with many empty members more, in the directory alone; `wide`: counted as zip64 does."""
    end = data.index(b"PK\5\6")
    start, count = struct.unpack_from("<L", data, end + 16)[0], struct.unpack_from("<H", data, end + 10)[0] + members
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[20] * 2, *[0] * 4, *[0] * 3, 1, *[0] * 4, 0, 0) + b"x"
    listing = data[start:end] + entry * members
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listing), start, 0)
    if wide:
        at = start + len(listing)
        record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listing), start)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
        tail = record + locator + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return data[:start] + listing + tail


def laughs(root: str) -> bytes:
    """The document of a billion laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><{root}>&l9;</{root}>'.encode()


def outside(root: str) -> bytes:
    """A document that wants a file of this machine, and one from outside."""
    return (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">'
        f'<!ENTITY b SYSTEM "http://127.0.0.1:9/x">]><{root}>&a;&b;</{root}>'
    ).encode()


def main(folder: str) -> None:
    """Writes every file."""
    from tests.support.hostile_books import BOOKS
    from tests.support.hostile_documents import DOCUMENTS

    Path(folder).mkdir(parents=True, exist_ok=True)
    for hostile in (*BOOKS, *DOCUMENTS):
        (Path(folder) / hostile.name).write_bytes(hostile.make())


if __name__ == "__main__":
    main(*sys.argv[1:])
