"""Conditional formats that may hide a fill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.cells import Area, read_area
from xlperf.ooxml.outline import Element
from xlperf.ooxml.package import Package
from xlperf.ooxml.scan import SheetScan

_RANGES = re.compile(r"""\ssqref\s*=\s*["']([^"']*)""")
_RULE = re.compile(r"""\stype\s*=\s*["'](\w+)["']|\sdxfId\s*=\s*["'](\d+)["']""")
_COLOURING = frozenset(("colorScale", "dataBar"))
"""Kinds of rules that paint without a format of their own."""


def hiding_areas(package: Package, scan: SheetScan) -> list[Area]:
    """The ranges of a worksheet where a conditional format paints cells. Raises UnreadableError."""
    if b"conditionalFormatting" not in scan.xml:
        return []
    children = [child for child in scan.places.children if child.name == "conditionalFormatting"]
    painting = _painting_formats(package) if children else frozenset()
    texts = (scan.xml[child.start : child.end].decode() for child in children)
    return [area for text in texts if _paints(text, painting) for area in _areas(text)]


def _painting_formats(package: Package) -> frozenset[str]:
    """The numbers of the differential formats that have a fill."""
    part = package.related(package.workbook(), "styles")
    formats = package.outline(part).child("dxfs") if part is not None else None
    numbered = enumerate(formats.children if formats is not None else [])
    return frozenset(str(number) for number, element in numbered if _has_fill(element))


def _has_fill(element: Element) -> bool:
    return element.child("fill") is not None


def _paints(text: str, painting: frozenset[str]) -> bool:
    rules = _RULE.findall(text)
    return any(kind in _COLOURING or number in painting for kind, number in rules)


def _areas(text: str) -> Iterator[Area]:
    ranges = _RANGES.search(text)
    areas = (read_area(reference) for reference in (ranges[1].split() if ranges else ()))
    return (area for area in areas if area is not None)
