"""Taking our words out of notes that another program may have written anew, and the clerk have gone on with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape

from xlperf.ooxml.notes import SEPARATOR, comments_of, inner_start
from xlperf.ooxml.outline import Element, read_outline
from xlperf.ooxml.places import Position
from xlperf.ooxml.splice import Splice

_BLANK = r"(?:\s|_x000[aAdD]_)*"
"""What programs write differently: blanks and line ends, as they are or escaped."""

_SIGN = re.compile(r"_x005F(?=_x[0-9A-Fa-f]{4}_)|\S")
"""A sign of our words; what escapes the next one is a sign by itself, which other programs may leave out."""

_ESCAPE = "(?:_x005[Ff])?"

_FOLDED = re.compile(r"\s|_x000[aAdD]_|_x005[Ff](?=_x[0-9A-Fa-f]{4}_)")

_ENTITIES = {"&#10;": "\n", "&#13;": "\r", "&#xA;": "\n", "&#xD;": "\r", "&quot;": '"', "&apos;": "'"}


class Piece(NamedTuple):
    """A text element of a comment, with the run or the like that holds it, and its words."""

    holder: Element
    text: Element
    words: str


def fold(words: str) -> str:
    """Words without what programs write differently.

    >>> fold("＋ 填入_x000D_ 4")
    '＋填入4'
    """
    return _FOLDED.sub("", words)


def folded_notes(xml: bytes) -> dict[Position, str]:
    """The words of every note, folded."""
    return {at: fold(_words(xml, comment)) for at, comment in comments_of(read_outline(xml)).items()}


def holds_words(xml: bytes, position: Position, words: str) -> bool | None:
    """The note of a cell holds the words; None where the cell has no note."""
    comment = comments_of(read_outline(xml)).get(position)
    return None if comment is None else _pattern(words).search(_words(xml, comment)) is not None


def take_notes_out(xml: bytes, notes: Mapping[Position, str]) -> tuple[list[Splice], set[Position]]:
    """Splices that take words out of the notes of cells, and the cells whose note goes altogether.

    A note that does not hold the words any more is the clerk's, and stays.
    """
    comments, splices, gone = comments_of(read_outline(xml)), [], set[Position]()
    for position in sorted(notes.keys() & comments.keys()):
        comment = comments[position]
        match = _pattern(notes[position]).search(_words(xml, comment))
        if match is not None and match.span() == (0, len(match.string)):
            gone.add(position)
            splices.append(Splice(comment.start, comment.end, b""))
        elif match is not None:
            splices += _cut(xml, comment, *match.span())
    return splices, gone


def find_words(text: str, words: str | None) -> tuple[int, int]:
    """Where words of ours stand in a note's text, with the line that parts them from a clerk's; its end where not.

    >>> find_words("核对" + SEPARATOR + "× 错误", "× 错误"), find_words("核对", "× 错误")
    ((2, 16), (2, 2))
    """
    match = _pattern(words).search(text) if words else None
    return match.span() if match is not None else (len(text), len(text))


def _pattern(words: str) -> re.Pattern[str]:
    """Our words, blanks aside, with the line that parts them from a clerk's."""
    line = _BLANK.join(map(re.escape, SEPARATOR.strip()))
    ours = "".join(re.escape(sign) + _BLANK if len(sign) == 1 else _ESCAPE for sign in _SIGN.findall(words))
    return re.compile(f"{_BLANK}(?:{line}{_BLANK})?{ours}")


def _words(xml: bytes, comment: Element) -> str:
    return "".join(piece.words for piece in _pieces(xml, comment))


def _pieces(xml: bytes, comment: Element) -> Iterator[Piece]:
    holder = comment.child("text")
    for child in holder.children if holder is not None else ():
        text = child if child.name == "t" else child.child("t")
        if text is not None and not text.is_empty:
            written = xml[inner_start(xml, text) : text.close].decode()
            yield Piece(child, text, unescape(written, _ENTITIES))


def _cut(xml: bytes, comment: Element, first: int, last: int) -> Iterable[Splice]:
    """Splices that take the signs from `first` to `last` out of a comment's words; a run left empty goes."""
    begin = 0
    for piece in _pieces(xml, comment):
        end = begin + len(piece.words)
        kept = piece.words[: max(first - begin, 0)] + piece.words[max(last - begin, 0) :]
        if not kept:
            yield Splice(piece.holder.start, piece.holder.end, b"")
        elif kept != piece.words:
            yield Splice(inner_start(xml, piece.text), piece.text.close, escape(kept).encode())
        begin = end
