"""What two builds of one workbook must share."""

from __future__ import annotations

import zlib
from pathlib import Path
from zipfile import ZipFile

import pytest

needs_the_same_compressor = pytest.mark.skipif(
    "ng" in zlib.ZLIB_RUNTIME_VERSION, reason="another compressor gives other bytes for the same members"
)


def members(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Name, date and content of every member of a package, in its order."""
    with ZipFile(path) as package:
        return [(entry.filename, entry.date_time, package.read(entry)) for entry in package.infolist()]
