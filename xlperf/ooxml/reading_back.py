"""Reading a copy that was just written, its own memory not seen through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from xlperf.cells import Sheet
from xlperf.ooxml.package import Package, open_package
from xlperf.ooxml.refusals import broken_xml
from xlperf.ooxml.scan import scan_sheet
from xlperf.ooxml.workbook_read import SheetPart, make_sheet, read_tables


def read_sheets_back(path: Path, parts: Iterable[SheetPart], touched: Iterable[str]) -> Iterator[Sheet]:
    """The worksheets as they stand in a copy. Raises UnreadableError, also where a part touched is no XML any more."""
    package = open_package(path)
    tables = read_tables(package)
    read = set()
    for part in parts:
        scan = scan_sheet(package.read(part.part))
        read.add(package.find(part.part))
        yield make_sheet(SheetPart(part.name, part.part, part.state, scan), tables)
    for name in touched:
        if name not in read and name.endswith((".xml", ".rels")):
            _parse(package, name)


def _parse(package: Package, part: str) -> None:
    try:
        expat.ParserCreate().Parse(package.read(part), True)
    except expat.ExpatError as error:
        raise broken_xml() from error
