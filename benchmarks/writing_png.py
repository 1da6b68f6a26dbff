"""A small picture, made of nothing but the standard library."""

from __future__ import annotations

import struct
import zlib


def make_png(width: int = 64, height: int = 64) -> bytes:
    """A PNG of two colours that run into each other."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits, red green blue
    rows = (b"\0" + bytes(b"".join(_pixel(x, y) for x in range(width))) for y in range(height))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _pixel(x: int, y: int) -> bytes:
    return bytes((x * 4 % 256, y * 4 % 256, 128))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
