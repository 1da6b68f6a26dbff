"""Reading a copy that was just written, its own memory not seen through."""

from __future__ import annotations

from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.ooxml.package import open_package
from xlperf.ooxml.workbook_read import make_sheet, read_sheets, read_tables


def read_plainly(path: Path) -> Snapshot:
    """The workbook as it stands, with whatever earlier runs put into it. Raises UnreadableError."""
    package = open_package(path)
    tables = read_tables(package)
    return Snapshot(path.name, tuple(make_sheet(part, tables) for part in read_sheets(package)))
