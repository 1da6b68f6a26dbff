"""One pass over a worksheet part: what its cells hold, and where in its bytes they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from xlperf.ooxml.outline import start_tag_end, whole_number
from xlperf.ooxml.refusals import broken_xml, refuse_doctype


class CellSpan(NamedTuple):
    """The bytes of a cell's element, and its style index (0 where it has none)."""

    start: int
    end: int
    style: int


class RowSpan(NamedTuple):
    """The bytes of a row's element; its start tag ends at `open_end`, which is `end` for an empty element."""

    start: int
    open_end: int
    end: int


class Child(NamedTuple):
    """A direct child of the worksheet by its local name, and the bytes of its element."""

    name: str
    start: int
    end: int


class RawCell(NamedTuple):
    """What a cell's element says: type, text of its value, formula with its attributes; None where it has none."""

    kind: str
    value: str | None
    formula: str | None
    formula_attributes: dict[str, str] | None


@dataclass(slots=True)
class SheetScan:
    """A worksheet part in UTF-8 with the spans of its rows, cells and children. `prefix` has its colon, or is empty."""

    xml: bytes
    prefix: str = ""
    namespace: str = ""
    data: Child | None = None
    data_open_end: int = 0
    rows: dict[int, RowSpan] = field(default_factory=dict)
    cells: dict[tuple[int, int], CellSpan] = field(default_factory=dict)
    raw: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    children: tuple[Child, ...] = ()
    merges: tuple[str, ...] = ()
    root_open_end: int = 0
    root_close: int = 0


def scan_sheet(xml: bytes) -> SheetScan:
    """Scans a worksheet part in UTF-8. Raises UnreadableError where it is not well-formed or has a document type."""
    scanner = _Scanner(xml)
    try:
        scanner.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml() from error
    return scanner.finish()


class _Scanner:
    """The state of one pass. Depths: 1 worksheet, 2 its children, 3 row, 4 c, 5 v, f and is, 6 and more rich text."""

    def __init__(self, xml: bytes) -> None:
        self.scan = SheetScan(xml)
        self.xml = xml
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = refuse_doctype
        self.starters = {3: self.start_row, 4: self.start_cell, 5: self.start_content}
        self.enders = {2: self.end_child, 3: self.end_row, 4: self.end_cell, 5: self.end_content}
        self.depth = 0
        self.in_data = self.in_merges = False
        self.child_start = self.row_start = self.cell_start = 0
        self.child_is_hollow = self.row_is_hollow = self.cell_is_hollow = True
        self.row = self.column = self.style = 0
        self.kind = ""
        self.value: str | None = None
        self.formula: str | None = None
        self.formula_attributes: dict[str, str] | None = None
        self.text: list[str] = []
        self.phonetic = 0
        self.children: list[Child] = []
        self.merges: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        depth = self.depth = self.depth + 1
        if self.in_data:
            handler = self.starters.get(depth)
            handler(tag, attributes) if handler else self.start_rich_text(tag)
        elif depth <= 2:
            self.start_child(tag, attributes)
        else:
            self.child_is_hollow = False
            if self.in_merges and depth == 3 and "ref" in attributes:
                self.merges.append(attributes["ref"])

    def start_child(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        self.child_start, self.child_is_hollow = self.parser.CurrentByteIndex, True
        if self.depth == 1:
            self.scan.prefix = f"{prefix}:" if prefix else ""
            self.scan.namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
            self.scan.root_open_end = start_tag_end(self.xml, self.child_start)
            return
        self.in_data = name == "sheetData" and self.scan.data is None
        self.in_merges = name == "mergeCells"
        if self.in_data:
            self.scan.data_open_end = start_tag_end(self.xml, self.child_start)

    def start_row(self, _: str, attributes: dict[str, str]) -> None:
        self.row_start, self.row_is_hollow = self.parser.CurrentByteIndex, True
        self.child_is_hollow = False
        self.row = whole_number(attributes.get("r", ""), 0) or self.row + 1
        self.column = 0

    def start_cell(self, _: str, attributes: dict[str, str]) -> None:
        self.cell_start, self.cell_is_hollow = self.parser.CurrentByteIndex, True
        self.row_is_hollow = False
        reference = attributes.get("r")
        self.column = (_column(reference.rstrip("0123456789")) if reference else 0) or self.column + 1
        self.style = whole_number(attributes.get("s", "0"), 0)
        self.kind = attributes.get("t", "n")
        self.value = self.formula = self.formula_attributes = None

    def start_content(self, tag: str, attributes: dict[str, str]) -> None:
        self.cell_is_hollow = False
        self.text = []
        self.phonetic = 0
        name = tag.rpartition(":")[2]
        if name != "is":
            self.parser.CharacterDataHandler = self.text.append
        if name == "f":
            self.formula_attributes = attributes

    def start_rich_text(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self.phonetic = self.depth
        elif name == "t" and not self.phonetic:
            self.parser.CharacterDataHandler = self.text.append

    def end(self, tag: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if self.in_data:
            handler = self.enders.get(depth)
            handler(tag) if handler else self.end_rich_text()
        elif depth == 2:
            self.end_child(tag)
        elif depth == 1:
            self.scan.root_close = self.parser.CurrentByteIndex

    def end_rich_text(self) -> None:
        self.parser.CharacterDataHandler = None
        if self.depth + 1 == self.phonetic:
            self.phonetic = 0

    def end_content(self, tag: str) -> None:
        self.parser.CharacterDataHandler = None
        name = tag.rpartition(":")[2]
        if name == "f":
            self.formula = "".join(self.text)
        elif name in ("v", "is"):
            self.value = "".join(self.text)

    def end_cell(self, _: str) -> None:
        position = self.row, self.column
        end = self.element_end(self.cell_is_hollow)
        self.scan.cells[position] = CellSpan(self.cell_start, end, self.style)
        if self.value is not None or self.formula is not None:
            self.scan.raw[position] = RawCell(self.kind, self.value, self.formula, self.formula_attributes)

    def end_row(self, _: str) -> None:
        end = self.element_end(self.row_is_hollow)
        is_empty = end == self.parser.CurrentByteIndex
        open_end = end if is_empty else start_tag_end(self.xml, self.row_start)
        self.scan.rows[self.row] = RowSpan(self.row_start, open_end, end)

    def end_child(self, tag: str) -> None:
        child = Child(tag.rpartition(":")[2], self.child_start, self.element_end(self.child_is_hollow))
        self.children.append(child)
        if self.in_data:
            self.scan.data = child
        self.in_data = self.in_merges = False

    def element_end(self, is_hollow: bool) -> int:
        """Just after the element that ends here; an empty element, ``<c/>``, ends where the parser stands."""
        at, xml = self.parser.CurrentByteIndex, self.xml
        return at if is_hollow and xml[at - 2 : at] == b"/>" else xml.index(b">", at) + 1

    def finish(self) -> SheetScan:
        self.scan.children = tuple(self.children)
        self.scan.merges = tuple(self.merges)
        scan = self.scan
        # The handlers, the parser and this object refer to each other: parted, they are given back at once.
        self.__dict__.clear()
        return scan


_COLUMNS: dict[str, int] = {}


def _column(letters: str) -> int:
    number = _COLUMNS.get(letters)
    if number is None:
        number = 0
        if letters.isascii() and letters.isalpha() and len(letters) <= 3:
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
        _COLUMNS[letters] = number
    return number
