"""A long worksheet part, read without an object for an element; of a cell that holds nothing only its look is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from operator import lt
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from xlperf.ooxml.bare_rows import BareRows, count_cells, find_stretches, last_number
from xlperf.ooxml.cell_elements import Tags, column_of, read_content, style_of
from xlperf.ooxml.outline import MOST_ELEMENTS, whole_number
from xlperf.ooxml.refusals import overfull
from xlperf.ooxml.scan import MOST_CELLS, SheetScan

_MARK = "xlperf-rows"
"""Stands, as a processing instruction with its number, for a stretch of rows that hold nothing."""

_ROW, _CELL, _INNER = 1, 2, 3
"""How deep these stand in sheetData."""


class _MisplacedError(Exception):
    """What looks like rows that hold nothing stands somewhere else."""


def read_long(scan: SheetScan) -> None:
    """Reads the part of a scan into it. Raises ExpatError where it is not well-formed, UnreadableError for too much."""
    expat.ParserCreate(namespace_separator="}").Parse(scan.xml, True)  # also what is passed over is well-formed
    stretches = [] if scan.prefix else find_stretches(scan.xml)
    try:
        _Reading(scan, stretches).read()
        if stretches and not _ascend(scan.rows):  # a row may be spoken of twice: the last one counts
            raise _MisplacedError
    except _MisplacedError:
        scan.raw, scan.positions, scan.looks, scan.numbers, scan.bare = {}, [], [], [], []
        _Reading(scan, []).read()


def _ascend(numbers: Sequence[int]) -> bool:
    return all(map(lt, numbers, islice(numbers, 1, None)))


class _Reading:
    """The parser's handlers: those of the frame, of the rows in sheetData, of what a cell holds."""

    def __init__(self, scan: SheetScan, stretches: list[tuple[int, int]]) -> None:
        self.scan, self.stretches = scan, stretches
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.tags = Tags("")
        self.depth = self.row = self.column = self.cells = 0
        self.is_data = self.was_data = self.is_merges = self.is_row = False
        self.merges: list[str] | None = None
        self.cell: dict[str, str] | None = None
        self.content = TreeBuilder()

    def read(self) -> None:
        parser = self.parser
        parser.StartElementHandler, parser.EndElementHandler = self.begin_frame, self.end_frame
        parser.ProcessingInstructionHandler = self.pass_over if self.stretches else None
        try:
            parser.Parse(self.without_stretches(), True)
        finally:  # the handlers and the parser refer to each other: parted, they are given back at once
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            parser.ProcessingInstructionHandler = None
        self.scan.merges = tuple(self.merges or ())

    def without_stretches(self) -> bytes:
        """The part with a mark in the place of each stretch."""
        xml, pieces, done = self.scan.xml, list[bytes](), 0
        for number, (start, end) in enumerate(self.stretches):
            pieces += xml[done:start], f"<?{_MARK} {number}?>".encode()
            done = end
        return b"".join([*pieces, xml[done:]]) if pieces else xml

    def pass_over(self, target: str, number: str) -> None:
        if target != _MARK:
            return
        if not self.is_data or self.depth:
            raise _MisplacedError
        scan = self.scan
        stretch = BareRows(*self.stretches[int(number)], len(scan.positions), len(scan.numbers))
        scan.bare.append(stretch)
        self.row = last_number(scan.xml, stretch)
        self.count(count_cells(scan.xml, stretch))

    def count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS or self.scan.is_overfull:
            raise overfull()

    def begin_frame(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.scan.namespace = tag.rpartition("}")[0]
            self.tags = Tags(self.scan.namespace)
        elif self.depth == 2:
            self.begin_child(_braced(tag), attributes)
        elif self.depth == 3 and self.is_merges and self.merges is not None:
            self.merges.append(attributes.get("ref", ""))
            if len(self.merges) > MOST_ELEMENTS:
                raise overfull()

    def begin_child(self, tag: str, attributes: dict[str, str]) -> None:
        """A child of the worksheet; of two of a kind the first counts."""
        self.is_merges = tag == self.tags.merges and self.merges is None
        if self.is_merges:
            self.merges = []
        elif tag == self.tags.protection and not self.scan.protection:
            self.scan.protection = _all_braced(attributes)
        elif tag == self.tags.data and not self.was_data:
            self.is_data, self.was_data, self.depth = True, True, 0
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin, self.end

    def end_frame(self, _: str) -> None:
        self.depth -= 1

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or the first element in a cell; what else stands there says nothing."""
        self.depth = depth = self.depth + 1
        if depth == _CELL:
            self.cell = attributes if self.is_row and tag == self.tags.bare_cell else None
            if self.cell is not None:
                self.begin_cell(attributes)
        elif depth == _ROW:
            self.is_row = tag == self.tags.bare_row
            if self.is_row:
                self.row, self.column = whole_number(attributes.get("r", ""), 0) or self.row + 1, 0
                self.scan.numbers.append(self.row)
        elif depth == _INNER and self.cell is not None:
            self.begin_content(tag, attributes)

    def begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = (column_of(reference) if reference else 0) or self.column + 1
        self.scan.positions.append((self.row, self.column))
        self.scan.looks.append(style_of(attributes.get("s", "0")))
        self.count(1)

    def end(self, _: str) -> None:
        self.depth -= 1
        if self.depth < 0:
            self.is_data, self.depth = False, 1
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin_frame, self.end_frame

    def begin_content(self, tag: str, attributes: dict[str, str]) -> None:
        """The first element in a cell: from here on elements are made of it."""
        self.content = TreeBuilder()
        self.content.start(self.tags.cell, self.cell or {})
        parser, self.depth = self.parser, self.depth - 1
        parser.StartElementHandler, parser.EndElementHandler = self.begin_inner, self.end_inner
        parser.CharacterDataHandler = self.content.data
        self.begin_inner(tag, attributes)

    def begin_inner(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.content.start(_braced(tag), _all_braced(attributes))

    def end_inner(self, tag: str) -> None:
        self.depth -= 1
        self.content.end(_braced(tag))
        if self.depth < _CELL:
            content = read_content(self.tags, self.content.close())
            if content is not None:
                self.scan.raw[self.row, self.column] = content
            parser = self.parser
            parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end
            parser.CharacterDataHandler = None


def _braced(name: str) -> str:
    """A name as ElementTree writes it."""
    return f"{{{name}" if "}" in name else name


def _all_braced(attributes: dict[str, str]) -> dict[str, str]:
    return {_braced(name): value for name, value in attributes.items()}
