"""The elements of a small part with their byte spans, so that a change can be spliced in and all else stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

from xlperf.ooxml.refusals import broken_xml, overfull, refuse_doctype

MOST_ELEMENTS = 500_000
"""Elements of a part; the 64,000 looks that Excel allows take 130,000."""

_SMALL, _ALIKE = 8 << 10, 64 << 10
"""Bytes up to which a part is kept with its elements, in case one of the next workbooks has the same: many small ones,
as every producer has its own for each number of sheets, and few that are larger."""

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ENCODING = re.compile(r"""(<\?xml[^>]*?\sencoding\s*=\s*["'])[\w.:-]+""")


class Element:
    """One element: tag as written, attributes, bytes from `start` to `end`; its end tag begins at `close`.

    Of an empty element, ``<a/>``, `close` equals `end`.
    """

    __slots__ = ("attributes", "children", "close", "end", "start", "tag")

    # Written out: a styles part has hundreds of them, and a dataclass takes twice as long to make one.
    def __init__(self, tag: str, attributes: dict[str, str], start: int) -> None:
        self.tag, self.attributes, self.start = tag, attributes, start
        self.close = self.end = 0
        self.children: list[Element] = []

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The tag's prefix with its colon, or nothing."""
        return self.tag[: self.tag.find(":") + 1]

    @property
    def is_empty(self) -> bool:
        """Written as ``<a/>``."""
        return self.close == self.end

    def child(self, name: str) -> Element | None:
        """The first child of that local name."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Element]:
        """The children of that local name."""
        return (child for child in self.children if child.name == name)


def read_outline(xml: bytes, depth: int = 5) -> Element:
    """The root of a part in UTF-8, with its descendants down to `depth` levels below it.

    Raises UnreadableError where the part is not well-formed, declares a document type, or has too many elements.
    """
    top = Element("", {}, 0)
    stack, level, count = [top], 0, 0
    parser = expat.ParserCreate()

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal level, count
        level += 1
        count += 1
        if count > MOST_ELEMENTS:
            raise overfull()
        if level <= depth + 1:
            element = Element(tag, attributes, parser.CurrentByteIndex)
            stack[-1].children.append(element)
            stack.append(element)

    def finish(_: str) -> None:
        nonlocal level
        level -= 1
        if level > depth:
            return
        element, at = stack.pop(), parser.CurrentByteIndex
        is_empty = xml[at : at + 2] != b"</" or (xml[at - 2 : at] == b"/>" and start_tag_end(xml, element.start) == at)
        element.close = at
        element.end = at if is_empty else xml.index(b">", at) + 1

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml() from error
    # The handlers and the parser refer to each other: parted, they are given back at once.
    parser.StartElementHandler = parser.EndElementHandler = None
    return top.children[0]


def read_alike(xml: bytes, depth: int = 5) -> Element:
    """What read_outline gives; styles, workbook parts and relationships are the same in many workbooks of an office."""
    if len(xml) <= _SMALL:
        return _read_small(xml, depth)
    return _read_large(xml, depth) if len(xml) <= _ALIKE else read_outline(xml, depth)


# Nobody changes an element.
_read_small, _read_large = lru_cache(maxsize=192)(read_outline), lru_cache(maxsize=32)(read_outline)


def whole_number(text: str, otherwise: int) -> int:
    """An attribute that is a whole number; `otherwise` where it is none, or beyond all that a sheet can count.

    >>> whole_number("12", 0), whole_number("", -1), whole_number("²", 0)
    (12, -1, 0)
    """
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def start_tag_end(xml: bytes, start: int) -> int:
    """Just after the start tag that begins at `start`."""
    match = _START_TAG.match(xml, start)
    if match is None:
        raise broken_xml()
    return match.end()


def to_utf8(xml: bytes) -> bytes:
    """A part in UTF-8, its declaration saying so; the same bytes where it is already.

    Raises UnreadableError for an encoding that nobody knows.
    """
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _declared_utf8(xml.decode("utf-16", "replace"))
    match = re.match(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)""", xml[:200])
    if match is None or match[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        return xml
    try:
        return _declared_utf8(xml.decode(match[1].decode("ascii"), "replace"))
    except LookupError as error:
        raise broken_xml() from error


def _declared_utf8(text: str) -> bytes:
    return _ENCODING.sub(r"\g<1>UTF-8", text, count=1).encode("utf-8")
