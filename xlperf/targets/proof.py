"""The proof of a copy before it gets its name: it reads back, and shows the figures that were planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xlperf.cells import CellRef, Snapshot, Value
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnreadableError, UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book
from xlperf.ooxml.reading_back import read_plainly


def prove(book: Book, plan: Plan, receipt: Receipt, written: Path) -> None:
    """Reads a written copy again. Raises UnwritableError where it is not the workbook with the edits alone.

    Parts that were not touched are copied by their bytes; those of the worksheets are read and compared cell by cell.
    """
    try:
        after = read_plainly(written)
    except UnreadableError as error:
        raise _refusal(say("写出的副本读不回来")) from error
    expected = {edit.ref: edit.after for edit in plan.edits}
    figures = {ref: expected[ref] for ref in receipt.edited if ref in expected}
    wrong = next(_differences(book.snapshot, after, figures), None)
    if wrong is not None:
        raise _refusal(say("{cell} 与计划不符", cell=wrong))


def _differences(before: Snapshot, after: Snapshot, figures: Mapping[CellRef, Value]) -> Iterator[CellRef]:
    """Cells of worksheets in both whose value or formula is neither what it was nor what was planned."""
    known = {sheet.name: sheet for sheet in after.sheets}
    for sheet in before.sheets:
        other = known.get(sheet.name)
        if other is not None:
            for at in sheet.cells.keys() | other.cells.keys():
                old, new = sheet.cells.get(at), other.cells.get(at)
                ref = CellRef(sheet.name, *at)
                value = figures.get(ref, old.value if old else None)
                if value != (new.value if new else None) or (old and old.formula) != (new and new.formula):
                    yield ref


def _refusal(what: Message) -> UnwritableError:
    problem = say("没有写出：{what}，副本已丢弃，原文件未动。", what=what)
    return UnwritableError(problem, say("请把原文件发给维护者；也可另存为 .xlsx 后再试。"))
