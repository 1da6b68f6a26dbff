"""The shared strings of a workbook: rich text joined, phonetic runs left out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import XML, Element, ParseError

from xlperf.ooxml.refusals import broken_xml, overfull, refuse_doctype_in

MOST_ELEMENTS = 3_000_000
"""Elements of the part: each takes some hundred bytes, and a text has two or three."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(xml: bytes) -> list[str]:
    """The strings of a shared strings part in UTF-8, in order. Raises UnreadableError."""
    refuse_doctype_in(xml)
    if xml.count(b"</") > MOST_ELEMENTS:
        raise overfull()
    try:
        root = XML(xml)
    except ParseError as error:
        raise broken_xml() from error
    space = root.tag.rpartition("sst")[0]
    return [unescape(_text(item, space)) for item in root.iterfind(f"{space}si")]


def _text(item: Element, space: str) -> str:
    """The text of an item: its own and that of its runs."""
    if len(item) == 1 and item[0].tag == f"{space}t":
        return item[0].text or ""
    return "".join(_text(child, space) if child.tag == f"{space}r" else _own(child, space) for child in item)


def _own(child: Element, space: str) -> str:
    return (child.text or "") if child.tag == f"{space}t" else ""


def unescape(text: str) -> str:
    """A string with its _xHHHH_ escapes decoded; half a surrogate pair, which no file can hold, becomes �.

    >>> unescape("a_x000D_b"), unescape("_xD83D__xDE00_") == chr(0x1F600), unescape("_xD83D_")
    ('a\\rb', True, '�')
    """
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
