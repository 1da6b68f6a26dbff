"""Reading a copy that was just written, as far as it was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from xlperf.cells import Value
from xlperf.ooxml.package import Package
from xlperf.ooxml.refusals import broken_xml
from xlperf.ooxml.scan import scan_sheet
from xlperf.ooxml.workbook_read import SheetPart, stored_number


def changed_cells(part: SheetPart, copy: Package) -> Mapping[tuple[int, int], Value]:
    """The cells of a worksheet whose content is stored otherwise in a copy, with the number that stands there now.

    None where something else than a number stands. Raises UnreadableError where the copy's worksheet cannot be read.
    """
    before, after = part.scan.raw, scan_sheet(copy.read(part.part)).raw
    differing = (at for at in before.keys() | after.keys() if before.get(at) != after.get(at))
    return {at: stored_number(after.get(at)) for at in differing}


def refuse_broken(copy: Package, parts: Iterable[str]) -> None:
    """Raises UnreadableError where a part of a copy is no XML any more."""
    for part in parts:
        if part.endswith((".xml", ".rels")):
            try:
                expat.ParserCreate().Parse(copy.read(part), True)
            except expat.ExpatError as error:
                raise broken_xml() from error
