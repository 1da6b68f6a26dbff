"""The proof of a copy before it gets its name: it reads back, and shows the figures that were planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xlperf.cells import CellRef, Sheet, Value
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnreadableError, UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book
from xlperf.ooxml.reading_back import read_sheets_back


def prove(book: Book, plan: Plan, receipt: Receipt, written: Path) -> None:
    """Reads a written copy again. Raises UnwritableError where it is not the workbook with the edits alone.

    Parts that were not touched are copied by their bytes; those of the worksheets are read and compared cell by cell.
    """
    sheets = {sheet.name: sheet for sheet in book.snapshot.sheets}
    parts = [part for part in book.ground.parts.values() if part.name in sheets]
    done = set(receipt.edited)
    expected = (
        (sheets[edit.ref.sheet].ref(*edit.ref[1:]), edit.after) for edit in plan.edits if edit.ref.sheet in sheets
    )
    figures = {ref: after for ref, after in expected if ref in done}
    try:
        for after in read_sheets_back(written, parts, receipt.parts_touched):
            wrong = next(_differences(sheets[after.name], after, figures), None)
            if wrong is not None:
                raise _refusal(say("{cell} 与计划不符", cell=wrong))
    except UnreadableError as error:
        raise _refusal(say("写出的副本读不回来")) from error


def _differences(before: Sheet, after: Sheet, figures: Mapping[CellRef, Value]) -> Iterator[CellRef]:
    """Cells whose value or formula is neither what it was nor what was planned."""
    for at in before.cells.keys() | after.cells.keys():
        old, new = before.cells.get(at), after.cells.get(at)
        ref = CellRef(before.name, *at)
        value = figures.get(ref, old.value if old else None)
        if value != (new.value if new else None) or (old and old.formula) != (new and new.formula):
            yield ref


def _refusal(what: Message) -> UnwritableError:
    problem = say("没有写出：{what}，副本已丢弃，原文件未动。", what=what)
    return UnwritableError(problem, say("请把原文件发给维护者；也可另存为 .xlsx 后再试。"))
