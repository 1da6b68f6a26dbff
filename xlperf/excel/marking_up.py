"""检查, 填写, 清除标记, 撤销上次: what changes the open workbook, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from xlperf.evaluation import BookEvaluation
from xlperf.excel.desk import Desk, Sitting
from xlperf.excel.judging import judge_anew, judge_as_it_stands
from xlperf.excel.marks import plan_marks
from xlperf.excel.transition import left_by_clerk
from xlperf.findings import Severity
from xlperf.marking import make_plan
from xlperf.messages import Message, say
from xlperf.ooxml.memory import CellMemory

_MOST_TOLD = 8
"""Lines of what was refused that a message holds."""


def check(desk: Desk) -> None:
    """Marks what was found; figures stay as they are."""
    sitting = desk.open()
    _mark(sitting, judge_as_it_stands(sitting.ground, desk.options))


def fill(desk: Desk) -> None:
    """Fills the blank computed cells, and marks what was found."""
    sitting = desk.open()
    _mark(sitting, judge_anew(sitting.ground, desk.options))


def _mark(sitting: Sitting, book: BookEvaluation) -> None:
    voice = sitting.desk.voice
    if not book.forms:
        voice.tell(*_unrecognised(book))
        return
    target, unmet = plan_marks(sitting.ground, make_plan(book))
    refused = sitting.step(target)
    voice.tell(*_conclusion(book), *_most([*unmet, *refused]))


def clear(desk: Desk) -> None:
    """Takes fills and notes off; figures stay, and stay known as ours."""
    sitting = desk.open()
    figures = tuple(_figure(cell) for cell in sitting.ground.standing.values())
    target = replace(sitting.ground.memory, cells=figures)
    left = list(left_by_clerk(sitting.ground, target))
    desk.voice.tell(say("标记已清除；填入的数保留。"), *_most([*left, *sitting.step(target)]))


def _figure(cell: CellMemory) -> CellMemory:
    return cell._replace(colour=None, fill="", note=None)


def undo(desk: Desk) -> None:
    """Brings back value, fill and note of every cell that the last step touched."""
    sitting = desk.open()
    before = sitting.before()
    if before is None:
        desk.voice.tell(say("没有可撤销的操作：只能撤销最近一次，工作簿另存或重开之后也不能再撤销。"))
        return
    left = list(left_by_clerk(sitting.ground, before))
    refused = sitting.step(before)
    desk.store.forget(sitting.ground.book)
    desk.voice.tell(say("已撤销上一次操作。"), *_most([*left, *refused]))


def _unrecognised(book: BookEvaluation) -> Iterator[Message]:
    yield say("{name}：没有认出自评表，工作簿没有改动。", name=book.snapshot.name)
    yield from (finding.remedy for finding in book.findings if finding.remedy is not None)


def _conclusion(book: BookEvaluation) -> Iterator[Message]:
    """How many of each kind, and how many figures were filled."""
    found = Counter(finding.severity for finding in book.all_findings())
    yield say(
        "{name}：{forms} 张表，错误 {errors} 处，提醒 {warnings} 处，提示 {infos} 处。",
        name=book.snapshot.name,
        forms=len(book.forms),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        infos=found[Severity.INFO],
    )
    filled = sum(len(form.filled) for form in book.forms)
    if filled:
        yield say("填入的数 {count} 个，浅蓝底色；工作簿没有保存，要留住请自己保存。", count=filled)


def _most(messages: list[Message]) -> list[Message]:
    if len(messages) <= _MOST_TOLD:
        return messages
    return [*messages[:_MOST_TOLD], say("……另有 {count} 处", count=len(messages) - _MOST_TOLD)]
