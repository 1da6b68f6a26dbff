"""Plain tables: csv, Markdown, and texts with tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby

from xlperf.cells import Sheet
from xlperf.sources.decoding import decode
from xlperf.sources.laying import Laying, Piece
from xlperf.sources.web import read_cell, read_markup

_SAMPLE = 8192
_MOST_UPRIGHT = 0.8
"""The share of lines with tabs from which on a text has a cell a line."""

_FORMULAS = ("=", "+", "-", "@")
_TAG = re.compile(r"<(/?[a-z]+[1-6]?)(\s[^<>]*)?/?>")


def read_csv(data: bytes) -> tuple[Sheet, ...]:
    """Comma, semicolon or tab between the cells, as the file itself shows; one sheet."""
    text = decode(data)
    laying = Laying("表格")
    laying.table(
        [Piece(_unquoted(cell)) for cell in row] for row in csv.reader(StringIO(text, newline=""), _dialect(text))
    )
    return (laying.sheet,)


def _unquoted(text: str) -> str:
    """The text without the ' that keeps a spreadsheet from working it out."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in _FORMULAS else text


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], ",;\t")
    except csv.Error:
        return csv.excel


def read_markdown(data: bytes) -> tuple[Sheet, ...]:
    """A Markdown text with its tables, through the page that it stands for."""
    from markdown_it import MarkdownIt

    return read_markup(MarkdownIt("commonmark").enable("table").render(decode(data)))


def read_text(data: bytes) -> tuple[Sheet, ...]:
    """A text: rows of lines with tabs are a table; other lines stand by themselves."""
    laying = Laying("文本")
    lines = decode(data).splitlines()
    for row in _laid_flat(lines) if _is_upright(lines) else lines:
        if "\t" in row:
            laying.rows([_cells(row)])
        else:
            laying.line(_unmarked(row))
    return (laying.sheet,)


def _is_upright(lines: Sequence[str]) -> bool:
    """Every cell has a line of its own, which begins with the only tab in it."""
    tabbed = [line for line in lines if "\t" in line]
    upright = sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed)
    return upright > _MOST_UPRIGHT * len(tabbed)


def _laid_flat(lines: Iterable[str]) -> Iterator[str]:
    """The rows; a blank line ends one, and a line without a tab goes on with the cell above."""
    for is_blank, group in groupby(lines, lambda line: not line.strip(" ")):
        if not is_blank:
            block = list(group)
            first = next((at for at, line in enumerate(block) if line.startswith("\t")), len(block))
            yield from block[:first]
            if block[first:]:
                yield "\n".join(block[first:])


def _cells(line: str) -> Iterator[Piece]:
    return (Piece(_unmarked(cell)) for cell in line.split("\t"))


def _unmarked(text: str) -> str:
    """The text without the markup that a web page left in it."""
    if _TAG.search(text) is None:
        return text
    from lxml import html

    return read_cell(html.fromstring(f"<div>{text}</div>"))
