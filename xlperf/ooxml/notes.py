"""Notes of one worksheet: the words in its comments part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xlperf.cells import column_letters, parse_address
from xlperf.ooxml.outline import Element, read_outline
from xlperf.ooxml.places import Position
from xlperf.ooxml.splice import Splice
from xlperf.ooxml.xml_text import clean_text

AUTHOR = "xlperf"
SEPARATOR = "\n────────\n"
"""Between a clerk's words and ours in one note; what follows it is ours."""

_THREADED = "tc={"
"""An author that begins so marks the stub of a threaded comment."""

_RUN_STYLE = '<{p}rPr><{p}sz val="9"/><{p}rFont val="等线"/><{p}charset val="134"/></{p}rPr>'


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """What putting notes into a comments part comes to: its splices, cells by what became of their note."""

    splices: list[Splice]
    new: tuple[Position, ...]
    extended: tuple[Position, ...]
    threaded: tuple[Position, ...]


def make_comments(namespace: str, notes: Mapping[Position, str]) -> bytes:
    """A comments part with notes by xlperf."""
    comments = "".join(_comment("", position, text, 0) for position, text in sorted(notes.items()))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{namespace}"><authors><author>{AUTHOR}</author></authors>'
        f"<commentList>{comments}</commentList></comments>"
    ).encode()


def put_notes(xml: bytes, notes: Mapping[Position, str]) -> NoteChanges:
    """Notes for a comments part that stands: new ones in row order, a clerk's own extended, threaded ones left."""
    root = read_outline(xml)
    authors, comments = _authors(xml, root), comments_of(root)
    threaded = {at for at in notes if at in comments and _author(authors, comments[at]).startswith(_THREADED)}
    extended = {at for at in notes if at in comments} - threaded
    new = {at: text for at, text in notes.items() if at not in comments}
    splices = [splice for at in sorted(extended) for splice in _extend(xml, comments[at], notes[at])]
    if new:
        splices += _author_splices(root, authors) + _insertions(root, comments, new, _author_id(authors))
    return NoteChanges(splices, tuple(sorted(new)), tuple(sorted(extended)), tuple(sorted(threaded)))


def _authors(xml: bytes, root: Element) -> list[str]:
    authors = root.child("authors")
    if authors is None:
        return []
    return ["" if a.is_empty else xml[inner_start(xml, a) : a.close].decode() for a in authors.all("author")]


def _author(authors: list[str], comment: Element) -> str:
    number = comment.attributes.get("authorId", "")
    return authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""


def _author_id(authors: list[str]) -> int:
    return authors.index(AUTHOR) if AUTHOR in authors else len(authors)


def _author_splices(root: Element, authors: list[str]) -> list[Splice]:
    if AUTHOR in authors:
        return []
    parent, p = root.child("authors"), root.prefix
    author = f"<{p}author>{AUTHOR}</{p}author>"
    if parent is not None and not parent.is_empty:
        return [Splice(parent.close, parent.close, author.encode())]
    whole = f"<{p}authors>{author}</{p}authors>".encode()
    if parent is not None:
        return [Splice(parent.start, parent.end, whole)]
    at = root.children[0].start if root.children else root.close
    return [Splice(at, at, whole)]


def comments_of(root: Element) -> dict[Position, Element]:
    """The comments of a part by their cells."""
    parent = root.child("commentList")
    comments = {}
    for comment in parent.all("comment") if parent is not None else ():
        try:
            comments[parse_address(comment.attributes.get("ref", "").partition(":")[0])] = comment
        except ValueError:  # a reference that is none: the note is nobody's, and stays
            continue
    return comments


def _insertions(
    root: Element, comments: Mapping[Position, Element], notes: Mapping[Position, str], author: int
) -> list[Splice]:
    parent, p = root.child("commentList"), root.prefix
    new = {position: _comment(p, position, text, author) for position, text in sorted(notes.items())}
    if parent is None or parent.is_empty:
        whole = f"<{p}commentList>{''.join(new.values())}</{p}commentList>".encode()
        start, end = (parent.start, parent.end) if parent is not None else (root.close, root.close)
        return [Splice(start, end, whole)]
    known, splices = sorted(comments), []
    for position, comment in new.items():
        follower = next((other for other in known if other > position), None)
        at = parent.close if follower is None else comments[follower].start
        splices.append(Splice(at, at, comment.encode()))
    return splices


def _comment(p: str, position: Position, text: str, author: int) -> str:
    ref = f"{column_letters(position[1])}{position[0]}"
    return f'<{p}comment ref="{ref}" authorId="{author}"><{p}text>{_run(p, text)}</{p}text></{p}comment>'


def _run(p: str, text: str) -> str:
    style = _RUN_STYLE.replace("{p}", p)
    return f'<{p}r>{style}<{p}t xml:space="preserve">{escape(clean_text(text))}</{p}t></{p}r>'


def _extend(xml: bytes, comment: Element, text: str) -> list[Splice]:
    """Our words behind the clerk's: in a plain text within it, else as a run of their own."""
    holder, p = comment.child("text"), comment.prefix
    words = SEPARATOR + text
    if holder is None or holder.is_empty:
        start, end = (comment.close, comment.close) if holder is None else (holder.start, holder.end)
        return [Splice(start, end, f"<{p}text>{_run(p, words)}</{p}text>".encode())]
    plain = holder.child("t")
    if plain is None or plain.is_empty or holder.child("r") is not None:
        return [Splice(holder.close, holder.close, _run(p, words).encode())]
    return [Splice(plain.close, plain.close, escape(clean_text(words)).encode())]


def inner_start(xml: bytes, element: Element) -> int:
    """Where the content of an element that is not empty begins."""
    return xml.index(b">", element.start, element.end) + 1
