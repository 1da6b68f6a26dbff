"""What a validated copy remembers of the run that made it, in a custom XML part of its own."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple
from xml.etree.ElementTree import XML, ParseError
from xml.sax.saxutils import escape

from xlperf.cells import CellError, CellRef, Value
from xlperf.ooxml.package import Package
from xlperf.ooxml.patch import number_text
from xlperf.ooxml.places import Position
from xlperf.ooxml.refusals import broken_xml, refuse_doctype_in
from xlperf.ooxml.splice import Splice

NAMESPACE = "urn:xlperf:memory:1"
STORE_ID = "{6B1D0E5C-3C0B-4B7E-9B35-7E5A1F0C2D41}"
"""The part's identity in the package, the same in every workbook."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


@dataclass(frozen=True, slots=True)
class PartMemory:
    """A part that was rewritten: the fingerprint of what was written, and what turns that into what stood before."""

    part: str
    fingerprint: str
    back: tuple[Splice, ...]


# A named tuple: a form has some 50 of them, each made in up to three steps.
class CellMemory(NamedTuple):
    """What was done to one cell.

    `figure`: the number written, None where none was; `formula`: the one written with it; `before`: what stood there,
    None for a blank cell; `format`: the number format given with it; `colour`: the fill painted, as RRGGBB; `fill`: the
    fill element that stood there, empty for none; `note`: the words of our note there; `restated`: the formula there is
    the clerk's, and only its stored value was renewed.
    """

    sheet: str
    position: Position
    figure: Decimal | None = None
    before: Value = None
    format: str | None = None
    colour: str | None = None
    fill: str = ""
    note: str | None = None
    formula: str | None = None
    restated: bool = False

    @property
    def ref(self) -> CellRef:
        """The cell's place."""
        return CellRef(self.sheet, *self.position)

    @property
    def is_correction(self) -> bool:
        """A figure that stood there was replaced; from then on it is the clerk's own."""
        return self.figure is not None and self.before is not None


@dataclass(frozen=True, slots=True)
class Memory:
    """All that one run leaves for the next: parts rewritten and added, our own sheets' names, cell by cell.

    `added` are the parts that came new, each with its fingerprint; the memory's own, which cannot hold it, has none.
    `sheets`: page → the name of its sheet. `source` is the digest of the workbook that the run started from.
    """

    parts: tuple[PartMemory, ...] = ()
    added: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[CellMemory, ...] = ()
    source: str = ""


def fingerprint(content: bytes) -> str:
    """By it a part is known that nobody changed since."""
    return hashlib.sha256(content).hexdigest()


def digest(package: Package, read: Set[str]) -> str:
    """By it a workbook is known, part by part; of parts in `read` the content as it is read counts."""
    sums = sorted(
        f"{info.filename} {zlib.crc32(package.read(info.filename)) if info.filename in read else info.CRC}"
        for info in package.members
    )
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def write_memory(memory: Memory) -> bytes:
    """The memory as a part: JSON as the text of its root."""
    text = json.dumps(
        {
            "source": memory.source,
            "sheets": dict(memory.sheets),
            "added": dict(memory.added),
            "parts": [_part_entry(part) for part in memory.parts],
            "cells": [_cell_entry(cell) for cell in memory.cells],
        }
    )
    return f'{_HEAD}<memory xmlns="{NAMESPACE}">{escape(text)}</memory>'.encode()


def write_store_properties() -> bytes:
    """The properties part that belongs to the memory."""
    return (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{STORE_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def is_memory(xml: bytes) -> bool:
    """The part is such a memory; looks at its beginning alone."""
    return NAMESPACE.encode() in xml[:512]


def read_memory(xml: bytes) -> Memory:
    """The memory that a part holds. Raises UnreadableError, LookupError, TypeError or ValueError where it is none."""
    refuse_doctype_in(xml)
    try:
        told = json.loads(XML(xml).text or "")
    except ParseError as error:
        raise broken_xml() from error
    parts, cells = tuple(map(_read_part, told["parts"])), tuple(map(_read_cell, told["cells"]))
    return Memory(parts, dict(told["added"]), dict(told["sheets"]), cells, told["source"])


def _part_entry(part: PartMemory) -> list[object]:
    back = [(s.start, s.end, s.new.decode("utf-8", "surrogateescape")) for s in part.back]
    return [part.part, part.fingerprint, back]


def _read_part(entry: list[Any]) -> PartMemory:
    name, fingerprint, back = entry
    splices = (Splice(start, end, was.encode("utf-8", "surrogateescape")) for start, end, was in back)
    return PartMemory(name, fingerprint, tuple(splices))


def _cell_entry(cell: CellMemory) -> dict[str, object]:
    """What there is to say of a cell; what is not there is left out."""
    told = {name: value for name, value in cell._asdict().items() if value}
    if cell.figure is not None:
        told["figure"] = number_text(cell.figure)
    if cell.before is not None:
        told["before"] = _kind(cell.before), _value_text(cell.before)
    return told


def _read_cell(told: dict[str, Any]) -> CellMemory:
    row, column = told.pop("position")
    if "figure" in told:
        told["figure"] = Decimal(told["figure"])
    if "before" in told:
        told["before"] = _read_value(*told["before"])
    return CellMemory(position=(int(row), int(column)), **told)


def _kind(value: Value) -> str:
    kinds = ((bool, "boolean"), (CellError, "error"), (Decimal, "number"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "text")


def _value_text(value: Value) -> str:
    return number_text(value) if isinstance(value, Decimal) else str(value)


def _read_value(kind: str, text: str) -> Value:
    if kind == "number":
        return Decimal(text)
    if kind == "boolean":
        return text == "True"
    return CellError(text) if kind == "error" else text
