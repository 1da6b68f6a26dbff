"""PDF documents, read with pdfplumber: lines of text and ruled tables in their order, tables joined over pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from xlperf.cells import Sheet
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.sources.laying import Laying, Piece
from xlperf.sources.page_breaks import join_pages
from xlperf.sources.pdf_limits import refuse_bombs, refuse_crowded
from xlperf.sources.wrapping import Line, join_lines

MOST_PAGES = 500
"""A longer document is a book with other things in it."""

_NEAR = 2.5
"""Points by which edges of one line may differ."""

_LABELS = 0.22
"""The share of a table's breadth in which its labels stand."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""


LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a table on one page, with the texts in them."""

    box: Box
    cells: Sequence[tuple[Box, str]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between the tables."""

    text: str
    is_aside: bool


def read_pdf(data: bytes) -> tuple[Sheet, ...]:
    """The document as one sheet. Raises UnreadableError for a scan; what pdfplumber raises for what is no PDF."""
    import pdfplumber

    laying = Laying("文档")
    refuse_bombs(data)
    with pdfplumber.open(BytesIO(data)) as document:
        parts = _without_spills([part for page in document.pages[:MOST_PAGES] for part in _parts_of(page)])
    if not parts:
        raise UnreadableError(
            say("没有可读的文字，多半是扫描件。"), say("请向报送单位要 Excel 或 Word 原件；没有原件时先做文字识别。")
        )
    for group in _joined(parts):
        if isinstance(group, _Line):
            laying.line(group.text)
        else:
            laying.table(_rows(group))
    return (laying.sheet,)


def _parts_of(page: Any) -> list[_Table | _Line]:
    """What stands on a page, whose characters and lines are let go: those of a hundred pages take gigabytes."""
    parts = list(_parts(page))
    page.close()
    return parts


def _parts(page: Any) -> Iterator[_Table | _Line]:
    """Tables and the lines between them, from top to bottom."""
    refuse_crowded(page)
    tables = [_closed(page, table) for table in page.find_tables() if len(table.cells) > 1]
    tables.sort(key=lambda table: table.bbox[1])
    outside = page.filter(lambda thing: not any(_covers(table.bbox, thing) for table in tables))
    lines = outside.extract_text_lines(return_chars=False)
    found: list[tuple[float, _Table | _Line]] = [
        (line["top"], _Line(line["text"], _is_aside(line, page, tables)))
        for line in lines
        if not _is_page_number(line["text"])
    ]
    found += [(table.bbox[1], _Table(table.bbox, _read_cells(page, table))) for table in tables]
    return (part for _, part in sorted(found, key=lambda each: each[0]))


def _closed(page: Any, table: Any) -> Any:
    """The table with the cells that the end of the page left open."""
    edges = {"explicit_horizontal_lines": table.bbox[1::2], "explicit_vertical_lines": table.bbox[::2]}
    again = page.find_tables(edges)
    same = (found for found in again if found.bbox[1] >= table.bbox[1] - 1 and found.bbox[3] <= table.bbox[3] + 1)
    return max(same, key=lambda found: len(found.cells), default=table)


def _is_aside(line: Any, page: Any, tables: Iterable[Any]) -> bool:
    """It stands beyond the page, or above or below the labels of a table."""
    if line["bottom"] < 0 or line["top"] > page.height:
        return True
    labels = ((box[0], box[0] + (box[2] - box[0]) * _LABELS) for box in (table.bbox for table in tables))
    return any(left <= line["x0"] and line["x1"] <= right for left, right in labels)


def _without_spills(parts: Sequence[_Table | _Line]) -> list[_Table | _Line]:
    """Without what the label of a cell over several pages leaves in the margin of a page where its middle is not."""
    cells = (text for part in parts if isinstance(part, _Table) for _, text in part.cells)
    labels = {"".join(text.split()) for text in cells if len(text) <= LONGEST_LABEL}
    return [part for part in parts if not (isinstance(part, _Line) and part.is_aside and _is_part(part.text, labels))]


def _is_part(text: str, labels: Iterable[str]) -> bool:
    words = "".join(text.split())
    return any(words in label for label in labels)


def _covers(box: Box, thing: Any) -> bool:
    middle = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _is_page_number(text: str) -> bool:
    """``- 3 -``, ``第 1 页，共 3 页``: nothing of the document."""
    rest = text.strip(" -—–·第页共/，,")
    return all(sign.isdigit() or sign in " -—–·第页共/，," for sign in rest) and len(text) < 20


def _read_cells(page: Any, table: Any) -> list[tuple[Box, str]]:
    chars = [char for char in page.chars if _covers(table.bbox, char)]
    texts = []
    for box in table.cells:
        own = [char for char in chars if _covers(box, char)]
        texts.append((box, _text(own, box)))
    return texts


def _text(chars: list[Any], box: Box) -> str:
    """The text of a cell, lines that are only wrapped joined."""
    from pdfplumber.utils.text import extract_words

    words = extract_words(chars, x_tolerance=1.5, keep_blank_chars=True, use_text_flow=False)
    lines = [list(line) for _, line in groupby(sorted(words, key=_place), key=lambda word: round(word["top"] / 4))]
    return join_lines([Line(" ".join(w["text"] for w in line), line[0]["x0"], line[-1]["x1"]) for line in lines], box)


def _place(word: Any) -> tuple[int, float]:
    return round(word["top"] / 4), word["x0"]


def _joined(parts: Iterable[_Table | _Line]) -> Iterator[list[_Table] | _Line]:
    """Tables with nothing between them that are equally broad together: one that goes on over pages."""
    group: list[_Table] = []
    for part in parts:
        if group and not (isinstance(part, _Table) and _is_as_broad(group[-1], part)):
            yield group
            group = []
        if isinstance(part, _Line):
            yield part
        else:
            group.append(part)
    if group:
        yield group


def _is_as_broad(before: _Table, table: _Table) -> bool:
    edges = zip(before.box[::2], table.box[::2], strict=True)
    return all(abs(one - other) <= 2 * _NEAR for one, other in edges)


def _rows(tables: Sequence[_Table]) -> list[list[Piece]]:
    """The rows of tables that are one, on the columns of all of them."""
    columns = _edges(x for table in tables for box, _ in table.cells for x in (box[0], box[2]))
    joined: list[list[Piece]] = []
    for table in tables:
        joined = join_pages(joined, list(_own_rows(table, columns)), len(columns) - 1)
    return joined


def _own_rows(table: _Table, columns: list[float]) -> Iterator[list[Piece]]:
    rows = _edges(y for box, _ in table.cells for y in (box[1], box[3]))
    placed = sorted((_at(rows, box[1]), _at(columns, box[0]), box, text) for box, text in table.cells)
    for row in range(len(rows) - 1):
        yield list(_pieces([cell for cell in placed if cell[0] == row], rows, columns))


def _pieces(cells: list[tuple[int, int, Box, str]], rows: list[float], columns: list[float]) -> Iterator[Piece]:
    for top, left, box, text in cells:
        yield Piece(text, _at(columns, box[2]) - left, _at(rows, box[3]) - top)


def _edges(values: Iterable[float]) -> list[float]:
    """The lines of a grid: values that are nearly one are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - value))
