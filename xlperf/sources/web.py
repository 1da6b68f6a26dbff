"""Web pages (.html, .htm, and what only calls itself .xls), read with lxml: text and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlperf.cells import Sheet
from xlperf.sources.decoding import decode
from xlperf.sources.laying import Laying, Piece

_SILENT = ("script", "style", "head", "noscript", "template")
_BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "ul",
)  # fmt: skip


def read_web(data: bytes) -> tuple[Sheet, ...]:
    """The page as one sheet. Nothing that it refers to is fetched; scripts are not run."""
    return read_markup(decode(data))


def read_markup(text: str) -> tuple[Sheet, ...]:
    """Markup as one sheet."""
    from lxml import html

    laying = Laying("网页")
    root = html.document_fromstring(text, ensure_head_body=True) if text.strip() else None
    if root is not None:
        _walk(root, laying, [])
    return (laying.sheet,)


def _walk(root: Any, laying: Laying, words: list[str]) -> None:
    """Lays what stands in an element; `words` are those of the line under way."""
    words.append(root.text or "")
    for child in root:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            _end_line(laying, words)
            laying.table(_rows(child))
        elif tag and tag not in _SILENT:
            _inner(child, tag, laying, words)
        words.append(child.tail or "")


def _inner(child: Any, tag: str, laying: Laying, words: list[str]) -> None:
    is_block = tag in _BLOCKS or tag == "br"
    if is_block:
        _end_line(laying, words)
    _walk(child, laying, words)
    if is_block:
        _end_line(laying, words)


def _end_line(laying: Laying, words: list[str]) -> None:
    laying.line(" ".join("".join(words).split()))
    words.clear()


def _rows(table: Any) -> Iterator[Iterator[Piece]]:
    """The rows of a table, without those of tables within it; a caption is a row of its own."""
    for caption in table.xpath("./caption"):
        yield iter((Piece(read_cell(caption)),))
    rows = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    for place, row in enumerate(rows):
        yield (_piece(cell, len(rows) - place) for cell in row.xpath("./td|./th"))


def _piece(cell: Any, rows: int) -> Piece:
    return Piece(read_cell(cell), _span(cell, "colspan", 200), min(_span(cell, "rowspan", rows), rows))


def _span(cell: Any, name: str, zero: int) -> int:
    """How many columns or rows a cell covers; 0 is all that are left."""
    text = (cell.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() else 1
    return min(number or zero, zero)


def read_cell(cell: Any) -> str:
    """The words of a cell; each of its blocks on a line."""
    return "\n".join(" ".join(line.split()) for line in "".join(_words(cell)).split("\r"))


def _words(element: Any) -> Iterator[str]:
    yield (element.text or "").replace("\r", " ")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        edge = "\r" if tag in (*_BLOCKS, "br", "tr", "table") else " " if tag in ("td", "th") else ""
        yield edge
        if tag and tag not in _SILENT:
            yield from _words(child)
        yield edge + (child.tail or "").replace("\r", " ")
