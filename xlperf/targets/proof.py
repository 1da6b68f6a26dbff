"""The proof of a copy before it gets its name: it reads back, and is the source but for the edits."""

from __future__ import annotations

from xlperf.edits import Plan, Receipt
from xlperf.errors import UnreadableError, UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.accounting import recall, unaccounted
from xlperf.ooxml.book import Book
from xlperf.ooxml.memory import Memory
from xlperf.ooxml.package import parse_package


def prove(book: Book, plan: Plan, receipt: Receipt, written: bytes) -> None:
    """Reads a copy before it is written. Raises UnwritableError where it is not the workbook with the edits alone."""
    try:
        copy = parse_package(book.path, written)
        memory = recall(copy)
        fault = next(unaccounted(book.ground, copy, memory), None) or _forgotten(book, plan, receipt, memory)
    except UnreadableError as error:
        raise refusal(say("写出的副本读不回来")) from error
    if fault is not None:
        raise refusal(fault)


def prove_restored(book: Book, written: bytes) -> None:
    """Reads a restored copy before it is written. Raises UnwritableError where its parts are not the earlier ones."""
    earlier = book.ground.package
    try:
        copy = parse_package(book.path, written)
        names = [info.filename for info in earlier.members]
        is_same = [info.filename for info in copy.members] == names and all(
            copy.read(name) == earlier.read(name) for name in names
        )
    except UnreadableError as error:
        raise refusal(say("写出的副本读不回来")) from error
    if not is_same:
        raise refusal(say("写出的副本与原来的工作簿不同"))


def _forgotten(book: Book, plan: Plan, receipt: Receipt, memory: Memory) -> Message | None:
    """A figure of the plan that the copy remembers otherwise than it was planned."""
    done, remembered = set(receipt.edited), {cell.ref: (cell.figure, cell.formula) for cell in memory.cells}
    for edit in plan.edits:
        part = book.ground.parts.get(edit.ref.sheet)
        ref = part.ref(edit.ref.row, edit.ref.column) if part is not None else edit.ref
        if ref in done and remembered.get(ref) != (edit.after, edit.formula):
            return say("{cell} 与计划不符", cell=ref)
    return None


def refusal(what: Message) -> UnwritableError:
    """The error that says why a copy was not written."""
    problem = say("没有写出：{what}，副本已丢弃，原文件未动。", what=what)
    return UnwritableError(problem, say("请把原文件发给维护者；也可另存为 .xlsx 后再试。"))
