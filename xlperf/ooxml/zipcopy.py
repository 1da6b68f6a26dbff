"""Writing a package: members that nobody touched are copied by their compressed bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipInfo

from xlperf.errors import UnwritableError
from xlperf.messages import say

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR, _UTF8 = 0x08, 0x800
_FIRST_DAY = (0, 0x21)
"""Time and date 1980-01-01 00:00:00: the same input gives the same bytes."""


class Entry(NamedTuple):
    """One member as it is to be written: raw name, header fields, compressed bytes."""

    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    size: int
    content: bytes
    system: int = 0
    attributes: int = 0


def write_package(
    target: BinaryIO,
    source: bytes,
    members: list[ZipInfo],
    changed: Mapping[str, bytes | None],
    added: Mapping[str, bytes],
) -> None:
    """Writes the members of `source` in their order, then the added ones.

    `changed`: member name → its new content, None for a member that is left out.
    """
    write_entries(target, _entries(source, members, changed, added))


def _entries(
    source: bytes, members: list[ZipInfo], changed: Mapping[str, bytes | None], added: Mapping[str, bytes]
) -> Iterator[Entry]:
    for info in members:
        if info.filename not in changed:
            yield _copied(source, info)
        elif (content := changed[info.filename]) is not None:
            yield _renewed(info, content)
    for name, content in added.items():
        yield _new(name, content)


def read_raw(source: bytes, info: ZipInfo) -> bytes:
    """A member's compressed bytes as they stand in the package. Raises UnwritableError where its header is damaged."""
    if source[info.header_offset : info.header_offset + 4] != b"PK\3\4":
        raise UnwritableError(
            say("工作簿内部的 {part} 已损坏。", part=info.filename), say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")
        )
    fields = _LOCAL.unpack_from(source, info.header_offset)
    start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
    return source[start : start + info.compress_size]


def _raw_name(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _copied(source: bytes, info: ZipInfo) -> Entry:
    content = read_raw(source, info)
    flags = info.flag_bits & ~_DESCRIPTOR
    method, crc, size = info.compress_type, info.CRC, info.file_size
    name = _raw_name(info)
    return Entry(name, flags, method, *_stamp(info), crc, size, content, info.create_system, info.external_attr)


def _renewed(info: ZipInfo, content: bytes) -> Entry:
    name, packed = _raw_name(info), deflate(content)
    flags, crc = info.flag_bits & _UTF8, zlib.crc32(content)
    return Entry(
        name, flags, ZIP_DEFLATED, *_stamp(info), crc, len(content), packed, info.create_system, info.external_attr
    )


def _new(name: str, content: bytes) -> Entry:
    flags = 0 if name.isascii() else _UTF8
    crc, packed = zlib.crc32(content), deflate(content)
    return Entry(name.encode("utf-8"), flags, ZIP_DEFLATED, *_FIRST_DAY, crc, len(content), packed)


def _stamp(info: ZipInfo) -> tuple[int, int]:
    """Time and date as the archive writes them."""
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (max(year, 1980) - 1980) << 9 | month << 5 | day


def _deflater() -> Callable[[bytes], bytes]:
    try:
        from isal import isal_zlib
    except ImportError:  # the plain zlib does the same, slower
        return lambda content: zlib.compress(content, 6, -15)
    return lambda content: isal_zlib.compress(content, 2, -15)


deflate = _deflater()
"""Raw deflate, by isal where it is installed."""


def write_entries(target: BinaryIO, entries: Iterator[Entry]) -> None:
    """A whole zip archive: every member with its local header, then the directory."""
    directory, at, count = [], 0, 0
    for entry in entries:
        header = _local_header(entry)
        target.write(header)
        target.write(entry.content)
        directory.append(_central_header(entry, at))
        at, count = at + len(header) + len(entry.content), count + 1
    listing = b"".join(directory)
    target.write(listing + _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), at, 0))


def _local_header(entry: Entry) -> bytes:
    sizes = (entry.crc, len(entry.content), entry.size, len(entry.name), 0)
    return _LOCAL.pack(b"PK\3\4", 20, entry.flags, entry.method, entry.time, entry.date, *sizes) + entry.name


def _central_header(entry: Entry, at: int) -> bytes:
    made_by = 20 | entry.system << 8
    head = (made_by, 20, entry.flags, entry.method, entry.time, entry.date)
    sizes = (entry.crc, len(entry.content), entry.size, len(entry.name), 0, 0, 0, 0)
    return _CENTRAL.pack(b"PK\1\2", *head, *sizes, entry.attributes, at) + entry.name
