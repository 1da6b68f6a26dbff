"""Word documents (.docx), read with python-docx: paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from xlperf.cells import Sheet
from xlperf.sources.laying import Laying, Piece


def read_word(data: bytes) -> tuple[Sheet, ...]:
    """The document as one sheet. Raises what python-docx raises for what is no document."""
    from docx import Document
    from docx.table import Table

    laying = Laying("文档")
    for part in Document(BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            laying.table(_rows(part))
        else:
            laying.line(part.text)
    return (laying.sheet,)


def _rows(table: Any) -> Iterator[Iterator[Piece]]:
    rows = [list(_cells(row)) for row in table.rows]
    return (_pieces(rows, number) for number in range(len(rows)))


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    """(first column, cell element) of a row, from 0; columns that the row leaves out at its beginning are counted."""
    column = row.grid_cols_before
    for cell in row._tr.tc_lst:
        yield column, cell
        column += cell.grid_span


def _pieces(rows: list[list[tuple[int, Any]]], number: int) -> Iterator[Piece]:
    """The cells of a row but those that go on one from above."""
    end = 0
    for column, cell in rows[number]:
        if cell.vMerge == "continue":
            continue
        height = 1 + _continued(rows, number, column)
        covered = sum(other.grid_span for at, other in rows[number] if end <= at < column)
        yield Piece(_text(cell), cell.grid_span, height, column - end - covered)
        end = column + cell.grid_span


def _continued(rows: list[list[tuple[int, Any]]], number: int, column: int) -> int:
    """How many rows below go on with the cell of a column."""
    below = (dict(row).get(column) for row in rows[number + 1 :])
    length = 0
    for cell in below:
        if cell is None or cell.vMerge != "continue":
            break
        length += 1
    return length if rows[number] and dict(rows[number])[column].vMerge == "restart" else 0


def _text(cell: Any) -> str:
    """The paragraphs of a cell, those of tables within it too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    return "\n".join(Paragraph(each, cell).text for each in cell.iter(qn("w:p")))
