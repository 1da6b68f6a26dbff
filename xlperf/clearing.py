"""Taking xlperf's marks out of a workbook again, from file to file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.edits import Receipt
from xlperf.errors import UsageError
from xlperf.messages import Message, say
from xlperf.ooxml.book import read_book
from xlperf.ooxml.clearing import give_corrections_back, what_stood
from xlperf.ooxml.memory import CellMemory
from xlperf.targets.file import apply_clearing


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was taken out of a workbook, and what was left since a clerk had changed it.

    `cells` are those of earlier runs with what stood there unchanged. `is_exact` says that nobody else had written the
    workbook, so that what it was is known byte for byte.
    """

    cells: tuple[CellMemory, ...]
    receipt: Receipt
    left: tuple[Message, ...]
    is_exact: bool


def clear(source: Path, target: Path, *, restore: bool = False, force: bool = False) -> Cleared:
    """Writes a copy of a workbook without marks, notes and sheet of earlier runs; with `restore`, without figures too.

    Raises UnreadableError, UnwritableError; UsageError where there is nothing of xlperf's in it.
    """
    book = read_book(source, restore)
    stood = tuple(what_stood(book.ground))
    book = replace(book, ground=give_corrections_back(book.ground)) if restore else book
    ground = book.ground
    if ground.memory is None and not ground.undone.all:
        problem = say("{name}：里面没有 xlperf 的标示和记录，无须清除。", name=source.name)
        raise UsageError(problem, say("请指定由 xlperf 写出的校验副本。"))
    receipt = apply_clearing(book, target, restore=restore, force=force)
    left = ground.undone.left
    if ground.memory is None:
        left += (say("工作簿里的记录已被别的程序去掉，只去掉了结果页；底色和批注请自行核对"),)
    return Cleared(stood, receipt, left, ground.is_exact)
