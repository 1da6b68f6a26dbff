"""The proof of a copy before it gets its name: it reads back, and its cells are the source's but for the edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlperf.cells import CellRef, Sheet, Value
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnreadableError, UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book
from xlperf.ooxml.package import parse_package
from xlperf.ooxml.reading_back import changed_cells, refuse_broken


def prove(book: Book, plan: Plan, receipt: Receipt, written: bytes) -> None:
    """Reads a copy before it is written. Raises UnwritableError where it is not the workbook with the edits alone.

    Parts that were not touched are copied by their bytes; the worksheets that were are read and compared cell by cell,
    the other parts that were must be well-formed.
    """
    touched = set(receipt.parts_touched)
    sheets = {sheet.name: sheet for sheet in book.snapshot.sheets}
    own_name = book.ground.origin.find
    parts = [part for part in book.ground.parts.values() if part.name in sheets and own_name(part.part) in touched]
    figures = _figures(sheets, plan, receipt)
    try:
        copy = parse_package(book.path, written)
        for part in parts:
            wrong = next(_unplanned(sheets[part.name], changed_cells(part, copy), figures), None)
            if wrong is not None:
                raise _refusal(say("{cell} 与计划不符", cell=wrong))
        refuse_broken(copy, touched - {own_name(part.part) for part in parts})
    except UnreadableError as error:
        raise _refusal(say("写出的副本读不回来")) from error


def _figures(sheets: Mapping[str, Sheet], plan: Plan, receipt: Receipt) -> Mapping[CellRef, Value]:
    """Figures that were written, by the cell that shows them."""
    done = set(receipt.edited)
    edits = ((sheets[edit.ref.sheet].ref(*edit.ref[1:]), edit.after) for edit in plan.edits if edit.ref.sheet in sheets)
    return {ref: after for ref, after in edits if ref in done}


def _unplanned(
    sheet: Sheet, changed: Mapping[tuple[int, int], Value], figures: Mapping[CellRef, Value]
) -> Iterator[CellRef]:
    """Cells that changed into something else than the workbook shows or the plan says, and figures that are missing."""
    for at, value in changed.items():
        cell, ref = sheet.cells.get(at), CellRef(sheet.name, *at)
        if value != figures.get(ref, cell.value if cell else None):
            yield ref
    for ref, value in figures.items():
        if ref.sheet == sheet.name and changed.get((ref.row, ref.column)) != value:
            yield ref


def _refusal(what: Message) -> UnwritableError:
    problem = say("没有写出：{what}，副本已丢弃，原文件未动。", what=what)
    return UnwritableError(problem, say("请把原文件发给维护者；也可另存为 .xlsx 后再试。"))
