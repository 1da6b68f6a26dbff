"""What a validated copy remembers of the run that made it, in a custom XML part of its own."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from xlperf.cells import CellError, CellRef, Value, column_letters, parse_address
from xlperf.ooxml.outline import Element, read_outline
from xlperf.ooxml.package import Package
from xlperf.ooxml.patch import number_text
from xlperf.ooxml.places import Position
from xlperf.ooxml.splice import Splice

NAMESPACE = "urn:xlperf:memory:1"
STORE_ID = "{6B1D0E5C-3C0B-4B7E-9B35-7E5A1F0C2D41}"
"""The part's identity in the package, the same in every workbook."""

_SPECIAL = re.compile(r"""[&<>"'\s]""")
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
    """All that one run leaves for the next: parts rewritten and added, the result sheet's name, cell by cell.

    `source` is the digest of the workbook that the run started from.
    """

    parts: tuple[PartMemory, ...] = ()
    added: tuple[str, ...] = ()
    result: str | None = None
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
    """The memory as a part."""
    pieces = [f"<source{_attributes(digest=memory.source)}/>"]
    pieces += [f"<result{_attributes(name=memory.result)}/>"] if memory.result else []
    pieces += [f"<added{_attributes(part=part)}/>" for part in memory.added]
    pieces += [_part_element(part) for part in memory.parts]
    pieces += [_cell_element(cell) for cell in memory.cells]
    return f'{_HEAD}<memory xmlns="{NAMESPACE}">{"".join(pieces)}</memory>'.encode()


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
    """The memory that a part holds; what cannot be read of it counts as not remembered."""
    root = read_outline(xml, depth=2)
    result, source = root.child("result"), root.child("source")
    return Memory(
        tuple(_read_part(element) for element in root.all("part")),
        tuple(element.attributes.get("part", "") for element in root.all("added")),
        result.attributes.get("name") if result else None,
        tuple(_read_cells(root.all("cell"))),
        source.attributes.get("digest", "") if source else "",
    )


def _part_element(part: PartMemory) -> str:
    splices = "".join(
        f"<back{_attributes(at=s.start, end=s.end, was=s.new.decode('utf-8', 'surrogateescape'))}/>" for s in part.back
    )
    return f"<part{_attributes(name=part.part, fingerprint=part.fingerprint)}>{splices}</part>"


def _read_part(element: Element) -> PartMemory:
    back = (
        Splice(int(a["at"]), int(a["end"]), a.get("was", "").encode("utf-8", "surrogateescape"))
        for a in (child.attributes for child in element.all("back"))
    )
    return PartMemory(element.attributes["name"], element.attributes["fingerprint"], tuple(back))


def _cell_element(cell: CellMemory) -> str:
    row, column = cell.position
    return "<cell" + _attributes(
        sheet=cell.sheet,
        ref=f"{column_letters(column)}{row}",
        figure=None if cell.figure is None else number_text(cell.figure),
        before=None if cell.before is None else _value_text(cell.before),
        kind=None if cell.before is None else _kind(cell.before),
        format=cell.format,
        colour=cell.colour,
        fill=cell.fill or None,
        note=cell.note,
        formula=cell.formula,
        restated="1" if cell.restated else None,
    ) + "/>"  # fmt: skip


def _read_cells(elements: Iterable[Element]) -> Iterable[CellMemory]:
    for element in elements:
        a = element.attributes
        figure = Decimal(a["figure"]) if "figure" in a else None
        before = _read_value(a.get("kind", ""), a["before"]) if "before" in a else None
        yield CellMemory(
            a["sheet"],
            parse_address(a["ref"]),
            figure,
            before,
            a.get("format"),
            a.get("colour"),
            a.get("fill", ""),
            a.get("note"),
            a.get("formula"),
            "restated" in a,
        )


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


def _attributes(**values: str | int | None) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in values.items() if value is not None)


def _quoted(value: str | int) -> str:
    text = str(value)
    return quoteattr(text) if _SPECIAL.search(text) else f'"{text}"'
