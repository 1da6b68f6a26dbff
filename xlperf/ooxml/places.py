"""Where the elements of a worksheet part stand in its bytes, found for those that a change asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple
from xml.parsers import expat

from xlperf.ooxml.bare_rows import BareRows, find_row
from xlperf.ooxml.outline import read_alike, start_tag_end
from xlperf.ooxml.refusals import broken_xml

Position = tuple[int, int]
"""1-based row and column."""

_NAME = re.compile(rb"[^\s/>]+")
_AFTER_NAME = b"> \t\r\n"


class Span(NamedTuple):
    """The bytes of an element; its start tag ends at `open_end`, which is `end` for an empty element."""

    start: int
    open_end: int
    end: int


class Child(NamedTuple):
    """A direct child of the worksheet by its local name, and the bytes of its element."""

    name: str
    start: int
    end: int


class Places:
    """The places in one part: `order` are its cells and `numbers` its rows in the order in which they stand, without
    those of the stretches of `bare` rows, which are looked for where they are asked for.

    They are looked for by their tags as the root spells them, which is ten times as fast as parsing the part again;
    where that does not find as many as there are, the parser tells.
    """

    def __init__(
        self, xml: bytes, prefix: str, order: Sequence[Position], numbers: Sequence[int], bare: Sequence[BareRows] = ()
    ) -> None:
        self._xml, self._prefix, self._bare = xml, prefix, bare
        self._order, self._numbers = order, numbers

    def cell(self, at: Position) -> Span | None:
        """Where a cell's element stands, None where there is none."""
        start = self._start_of_cell(at)
        return None if start is None else self._span(start)

    def row(self, number: int) -> Span | None:
        """Where a row's element stands, None where there is none."""
        start = self._start_of_row(number)
        return None if start is None else self._span(start)

    def row_tag(self, number: int) -> bytes:
        """The start tag of a row, empty where there is none."""
        start = self._start_of_row(number)
        return b"" if start is None else self._xml[start : start_tag_end(self._xml, start)]

    def start_of_cell(self, at: Position) -> int:
        """Where the element of a cell that is there begins."""
        return _known(self._start_of_cell(at))

    def start_of_row(self, number: int) -> int:
        """Where the element of a row that is there begins."""
        return _known(self._start_of_row(number))

    def _start_of_cell(self, at: Position) -> int | None:
        start = self._cells.get(at)
        if start is not None or not self._bare:
            return start
        row = find_row(self._xml, self._bare, at[0])
        return None if row is None else row.start_of_cell(self._xml, at[1])

    def _start_of_row(self, number: int) -> int | None:
        start = self._rows.get(number)
        if start is not None or not self._bare:
            return start
        row = find_row(self._xml, self._bare, number)
        return None if row is None else row.start

    @cached_property
    def data(self) -> Span | None:
        """Where sheetData stands, None where there is none."""
        start = next(_starts(self._xml, f"{self._prefix}sheetData", 0, len(self._xml)), None)
        return None if start is None else self._span(start)

    @cached_property
    def children(self) -> tuple[Child, ...]:
        """The direct children of the worksheet."""
        return tuple(self._frame[2])

    @property
    def root_open_end(self) -> int:
        """Just after the start tag of the worksheet."""
        return self._frame[0]

    @property
    def root_close(self) -> int:
        """Where the end tag of the worksheet begins."""
        return self._frame[1]

    def child(self, name: str) -> Child | None:
        """The first direct child of that local name."""
        return next((child for child in self.children if child.name == name), None)

    @cached_property
    def _frame(self) -> tuple[int, int, list[Child]]:
        """End of the root's start tag, begin of its end tag, children: read from the part without its rows."""
        data = self.data
        first, last = (data.open_end, _close(self._xml, data)) if data is not None else (0, 0)
        root = read_alike(self._xml[:first] + self._xml[last:], depth=1)
        shift = last - first
        ends = [Child(c.name, _moved(c.start, first, shift), _moved(c.end, first, shift)) for c in root.children]
        return start_tag_end(self._xml, root.start), root.close + shift, ends

    @cached_property
    def _cells(self) -> dict[Position, int]:
        return dict(zip(self._order, self._found("c", len(self._order), depth=4), strict=True))

    @cached_property
    def _rows(self) -> dict[int, int]:
        return dict(zip(self._numbers, self._found("row", len(self._numbers), depth=3), strict=True))

    def _found(self, name: str, count: int, depth: int) -> list[int]:
        """Where the elements of a name begin. Raises UnreadableError where there are not so many."""
        tags = _tags(self._prefix + name)
        found = chain.from_iterable(tags.finditer(self._xml, *piece) for piece in self._pieces())
        starts = [start - 1 for match in found if (start := match.start(1)) > 0]
        if len(starts) != count:
            starts = [start for start in _parsed_starts(self._xml, name, depth) if not self._is_bare(start)]
        if len(starts) != count:
            raise broken_xml()
        return starts

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """sheetData without the stretches of bare rows."""
        if self.data is not None:
            start = self.data.open_end
            for stretch in self._bare:
                yield start, stretch.start
                start = stretch.end
            yield start, self.data.end

    def _is_bare(self, start: int) -> bool:
        return any(stretch.start <= start < stretch.end for stretch in self._bare)

    def _span(self, start: int) -> Span:
        open_end = start_tag_end(self._xml, start)
        if self._xml[open_end - 2 : open_end] == b"/>":
            return Span(start, open_end, open_end)
        return Span(start, open_end, self._end(start, open_end))

    def _end(self, start: int, open_end: int) -> int:
        """Just after the end tag of the element; none of these elements holds another of its name."""
        name = _NAME.match(self._xml, start + 1)
        tag = b"</" + (name[0] if name else b"")
        close = self._xml.find(tag, open_end)
        inner, follows = self._xml[open_end:close], self._xml[close + len(tag) : close + len(tag) + 1]
        if follows not in _AFTER_NAME or b"<!" in inner or b"<?" in inner:
            close = next(_starts(self._xml, tag[1:].decode(), open_end, len(self._xml)), -1)
        if close < 0:
            raise broken_xml()
        return self._xml.index(b">", close) + 1


def _known(start: int | None) -> int:
    if start is None:
        raise KeyError("no such row or cell")
    return start


def _close(xml: bytes, span: Span) -> int:
    """Where the end tag of an element begins, its end for an empty one."""
    return span.end if span.open_end == span.end else xml.rindex(b"</", span.open_end, span.end)


def _moved(place: int, first: int, shift: int) -> int:
    return place + shift if place > first else place


def _starts(xml: bytes, tag: str, first: int, last: int) -> Iterator[int]:
    """Where tags of a name begin. In comments, CDATA and processing instructions there are none."""
    return (start for match in _tags(tag).finditer(xml, first, last) if (start := match.start(1) - 1) >= 0)


@lru_cache(maxsize=64)
def _tags(tag: str) -> re.Pattern[bytes]:
    name = re.escape(tag).encode()
    return re.compile(rb"<(?:(%s)(?=[\s/>])|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)" % name, re.DOTALL)


def _parsed_starts(xml: bytes, name: str, depth: int) -> list[int]:
    """Where the elements begin that have that local name and the namespace of the root, at that depth of sheetData."""
    parser, path, starts = expat.ParserCreate(namespace_separator=" "), list[str](), list[int]()

    def begin(tag: str, _: object) -> None:
        path.append(tag)
        space = path[0].removesuffix("worksheet")
        if len(path) == depth and tag == space + name and path[1] == f"{space}sheetData":
            starts.append(parser.CurrentByteIndex)

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: path.pop()
    parser.Parse(xml, True)
    parser.StartElementHandler = parser.EndElementHandler = None
    return starts
