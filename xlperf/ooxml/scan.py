"""One reading of a worksheet part: what its cells hold. Where they stand is looked up when a change asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import XML, Element, ParseError, iterparse

from xlperf.ooxml.outline import whole_number
from xlperf.ooxml.places import Places, Position
from xlperf.ooxml.refusals import PROLOG, broken_xml, overfull, refuse_doctype_in

_WHOLE = 8 << 20
"""Bytes of a part up to which it is read at once; of a larger one each row is let go once it was read."""

MOST_CELLS = 1_500_000
"""Cells of a sheet, those with nothing but a look too: every row of a sheet formatted in one column is fewer."""

_PREFIX = re.compile(PROLOG + rb"([^\s/>:]+:)?", re.DOTALL)


class RawCell(NamedTuple):
    """What a cell's element says: type, text of its value, formula with its attributes; None where it has none."""

    kind: str
    value: str | None
    formula: str | None
    formula_attributes: dict[str, str] | None


@dataclass
class SheetScan:
    """A worksheet part in UTF-8. `prefix` has its colon, or is empty; `protection` are its attributes, if any.

    `styles` has the style index of every cell element, `raw` the content of those that have any.
    """

    xml: bytes
    prefix: str = ""
    namespace: str = ""
    raw: dict[Position, RawCell] = field(default_factory=dict)
    styles: dict[Position, int] = field(default_factory=dict)
    order: list[Position] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    merges: tuple[str, ...] = ()
    protection: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Where rows, cells and children stand. Raises UnreadableError where that cannot be told."""
        return Places(self.xml, self.prefix, self.order, self.rows)


def scan_sheet(xml: bytes) -> SheetScan:
    """Reads a worksheet part in UTF-8.

    Raises UnreadableError where it is not well-formed, has a document type, or more cells than fit into memory.
    """
    refuse_doctype_in(xml)
    try:
        return _Reader(xml).read()
    except ParseError as error:
        raise broken_xml() from error


class _Reader:
    """The rows of one part, one after the other; a row or cell without a reference follows the last."""

    def __init__(self, xml: bytes) -> None:
        self.scan = SheetScan(xml)
        self.row = 0
        self.space = self.row_tag = self.c = self.v = self.f = self.inline = self.run = self.t = ""

    def read(self) -> SheetScan:
        scan = self.scan
        root = self.read_at_once() if len(scan.xml) <= _WHOLE else self.read_by_rows()
        scan.prefix = _root_prefix(scan.xml)
        merges, protection = root.find(f"{self.space}mergeCells"), root.find(f"{self.space}sheetProtection")
        scan.merges = tuple(merge.get("ref", "") for merge in merges) if merges is not None else ()
        scan.protection = protection.attrib if protection is not None else {}
        return scan

    def read_at_once(self) -> Element:
        root: Element = XML(self.scan.xml)
        self.learn_names(root)
        data = root.find(f"{self.space}sheetData")
        for row in data if data is not None else ():
            if row.tag == self.row_tag:
                self.read_row(row)
        return root

    def read_by_rows(self) -> Element:
        source = iterparse(BytesIO(self.scan.xml), ("start", "end"))
        root: Element
        _, root = next(source)
        self.learn_names(root)
        data = root
        for event, element in source:
            if event == "start" and element.tag == f"{self.space}sheetData":
                data = element
            elif event == "end" and element.tag == self.row_tag:
                self.read_row(element)
                del data[:]
        return root

    def learn_names(self, root: Element) -> None:
        self.scan.namespace = root.tag.rpartition("}")[0].lstrip("{")
        space = self.space = f"{{{self.scan.namespace}}}" if self.scan.namespace else ""
        self.row_tag, self.c, self.v, self.f = f"{space}row", f"{space}c", f"{space}v", f"{space}f"
        self.inline, self.run, self.t = f"{space}is", f"{space}r", f"{space}t"

    def read_row(self, row: Element) -> None:
        self.row = number = whole_number(row.get("r", ""), 0) or self.row + 1
        order, styles, tag, column = self.scan.order, self.scan.styles, self.c, 0
        self.scan.rows.append(number)
        for cell in row:
            if cell.tag != tag:
                continue
            reference = cell.get("r")
            column = (_column(reference) if reference else 0) or column + 1
            position = number, column
            order.append(position)
            styles[position] = _STYLES[cell.get("s", "0")]
            if len(cell):
                self.read_content(position, cell, cell.get("t", "n"))
        if len(order) > MOST_CELLS:
            raise overfull()

    def read_content(self, position: Position, cell: Element, kind: str) -> None:
        first = cell[0]
        if first.tag == self.v and len(cell) == 1:  # a value and no more, as nearly every cell has
            self.scan.raw[position] = RawCell(kind, first.text or "", None, None)
            return
        value = formula = formula_attributes = None
        for child in cell:
            tag = child.tag
            if tag == self.v:
                value = child.text or ""
            elif tag == self.f:
                formula, formula_attributes = child.text or "", child.attrib
            elif tag == self.inline:
                value = "".join(self.texts(child))
        if value is not None or formula is not None:
            self.scan.raw[position] = RawCell(kind, value, formula, formula_attributes)

    def texts(self, rich: Element) -> Iterator[str]:
        """The text of an inline string: its own and that of its runs, without phonetic runs."""
        for child in rich:
            if child.tag == self.t:
                yield child.text or ""
            elif child.tag == self.run:
                yield from self.texts(child)


def _root_prefix(xml: bytes) -> str:
    """The prefix of the root's tag with its colon, or nothing."""
    match = _PREFIX.match(xml)
    return (match[1] or b"").decode() if match else ""


class _Styles(dict[str, int]):
    """Style indexes as they are written, each read once; what is none counts as the first."""

    def __missing__(self, text: str) -> int:
        number = self[text] = whole_number(text, 0)
        return number


_STYLES = _Styles()


@lru_cache(maxsize=16384)  # the same few thousand stand in every form
def _column(reference: str) -> int:
    """The column of a cell's reference, 0 where it names none."""
    letters, number = reference.rstrip("0123456789"), 0
    if letters.isascii() and letters.isalpha() and len(letters) <= 3:
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
    return number
