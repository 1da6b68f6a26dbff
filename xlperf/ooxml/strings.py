"""The shared strings of a workbook: rich text joined, phonetic runs left out."""

from __future__ import annotations

import re
from xml.parsers import expat

from xlperf.ooxml.refusals import broken_xml, refuse_doctype

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(xml: bytes) -> list[str]:
    """The strings of a shared strings part in UTF-8, in order. Raises UnreadableError."""
    reader = _StringReader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml() from error
    return reader.strings


def unescape(text: str) -> str:
    """A string with its _xHHHH_ escapes decoded; half a surrogate pair, which no file can hold, becomes �.

    >>> unescape("a_x000D_b"), unescape("_xD83D__xDE00_") == chr(0x1F600), unescape("_xD83D_")
    ('a\\rb', True, '�')
    """
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _StringReader:
    """Gathers the text of each si, except within rPh."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.in_text = False
        self.in_phonetic = False

    def start(self, tag: str, _: object) -> None:
        name = tag.rpartition(":")[2]
        if name == "t":
            self.in_text = not self.in_phonetic
        elif name == "si":
            self.pieces = []
        elif name == "rPh":
            self.in_phonetic = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "t":
            self.in_text = False
        elif name == "rPh":
            self.in_phonetic = False
        elif name == "si":
            self.strings.append(unescape("".join(self.pieces)))

    def characters(self, text: str) -> None:
        if self.in_text:
            self.pieces.append(text)
