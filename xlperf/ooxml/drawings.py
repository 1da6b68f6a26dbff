"""The VML drawing of a worksheet's notes and controls; that of its headers and footers is another."""

from __future__ import annotations

import re

from xlperf.ooxml.package import Package
from xlperf.ooxml.workbook_read import SheetPart


def find_drawing(package: Package, part: SheetPart) -> str | None:
    """The drawing that the sheet's legacyDrawing names, None where there is none."""
    child = part.scan.places.child("legacyDrawing")
    if child is None:
        return None
    match = re.search(rb"""\s[\w.-]+:id\s*=\s*["']([^"']+)""", part.scan.xml[child.start : child.end])
    relation = match[1].decode() if match else ""
    targets = (r.target for r in package.relations(part.part) if r.id == relation)
    return next((found for target in targets if (found := package.find(target))), None)
