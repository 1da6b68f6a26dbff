"""Forms as plain tables: csv and Markdown. Merged cells stand in their first cell, the others are blank."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from html import escape
from io import StringIO

from xlperf.cells import Sheet
from xlperf.converting.pieces import Piece, rows_of, used_area

_FORMULA = re.compile(r"\s*[=+@]|\s*-(?!(?:[\d.,]*\s*%?|[—-]*)\s*$)|[\t\r]")
"""What a spreadsheet would take for the beginning of a formula; a number and a nil mark may begin with a minus."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def render_csv(sheets: Sequence[Sheet], title: str) -> bytes:
    """The forms below each other, a blank row between them, in UTF-8 with its mark, as Excel wants it."""
    content = StringIO(newline="")
    writer = csv.writer(content)
    for number, sheet in enumerate(sheets):
        writer.writerows([[]] * bool(number))
        writer.writerows([harmless(text) for text in row] for row in _rows(sheet))
    return content.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """The text with a ' before it where a spreadsheet would work it out as a formula.

    >>> harmless("=1+1"), harmless("-5.00"), harmless("—")
    ("'=1+1", '-5.00', '—')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def render_markdown(sheets: Sequence[Sheet], title: str) -> bytes:
    """The forms as tables below each other; every sign that Markdown would read is marked as plain."""
    return "\n".join("\n".join(_markdown(sheet)) + "\n" for sheet in sheets).encode("utf-8", "replace")


def _markdown(sheet: Sheet) -> Iterator[str]:
    """A table's first row has to be its header: it is left blank, so that none of the form's rows becomes one."""
    breadth = used_area(sheet).right - used_area(sheet).left + 1
    yield "|" + "   |" * breadth
    yield "|" + "---|" * breadth
    for row in _rows(sheet):
        yield "| " + " | ".join(map(_plain, row)) + " |"


def _plain(text: str) -> str:
    return "<br>".join(_MARKDOWN.sub(r"\\\1", escape(line, quote=False)) for line in text.splitlines())


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    breadth = used_area(sheet).right - used_area(sheet).left + 1
    for pieces in rows_of(sheet):
        yield _spread(pieces, breadth)


def _spread(pieces: Sequence[Piece], breadth: int) -> list[str]:
    row = [""] * breadth
    for piece in pieces:
        row[piece.column] = piece.text
    return row
