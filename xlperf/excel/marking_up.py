"""检查, 填写, 清除标记, 撤销上次, 汇总表: what changes the open workbook, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.evaluation import BookEvaluation
from xlperf.excel.desk import Desk, Sitting
from xlperf.excel.judging import judge_anew, judge_as_it_stands
from xlperf.excel.marks import plan_marks
from xlperf.excel.own_sheets import put_sheet, renew_sheet
from xlperf.excel.since import spare_since
from xlperf.excel.transition import left_by_clerk
from xlperf.findings import Severity
from xlperf.marking import make_plan
from xlperf.messages import Message, say
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.outcomes import CLEAN, FAILED, FAULTS
from xlperf.pages import result_page
from xlperf.pages.tally import conclude_book
from xlperf.sheets import RESULT_SHEET
from xlperf.targets.live.calls import member

_MOST_TOLD = 8
"""Lines of what was refused that a message holds."""


def check(desk: Desk) -> int:
    """Marks what was found; figures stay as they are. Gives the exit status of a run that ends so."""
    sitting = desk.open()
    return _mark(sitting, judge_as_it_stands(sitting.ground, desk.options), figures_stay=True)


def fill(desk: Desk) -> int:
    """Fills the blank computed cells, and marks what was found. Gives the exit status."""
    sitting = desk.open()
    return _mark(sitting, judge_anew(sitting.ground, desk.options), figures_stay=False)


def _mark(sitting: Sitting, book: BookEvaluation, *, figures_stay: bool) -> int:
    if not book.forms:
        sitting.desk.voice.tell(*_unrecognised(book))
        return FAILED
    target, unmet = plan_marks(sitting.ground, make_plan(book), figures_stay=figures_stay)
    refused = sitting.step(target)
    renew_sheet(sitting.desk.app, sitting.ground, result_page(book))
    sitting.desk.voice.tell(*_conclusion(sitting, book), *_most([*unmet, *refused]))
    return FAULTS if book.worst is Severity.ERROR else CLEAN


def clear(desk: Desk) -> int:
    """Takes fills, notes and 校验结果 off; figures stay, and stay known as ours."""
    sitting = desk.open()
    figures = tuple(_figure(cell) for cell in sitting.ground.standing.values())
    target = Memory(cells=figures, source=sitting.ground.memory.source)
    left = list(left_by_clerk(sitting.ground, target))
    sitting.desk.voice.tell(say("标记已清除；填入的数保留。"), *_most([*left, *sitting.step(target)]))
    return CLEAN


def _figure(cell: CellMemory) -> CellMemory:
    return cell._replace(colour=None, fill="", note=None)


def undo(desk: Desk) -> int:
    """Brings back value, fill and note of every cell that the last step touched."""
    sitting = desk.open()
    before = sitting.before()
    if before is None:
        desk.voice.tell(say("没有可撤销的操作：只能撤销最近一次，工作簿另存或重开之后也不能再撤销。"))
        return CLEAN
    target = replace(before, sheets=dict(before.sheets.items() & sitting.ground.own.items()))
    target, spared = spare_since(sitting.ground, target)
    left = [line for line in left_by_clerk(sitting.ground, target) if line not in spared]
    refused = sitting.step(target)
    desk.store.forget(sitting.ground.book)
    desk.voice.tell(say("已撤销上一次操作。"), *_most([*spared, *left, *refused]))
    return CLEAN


def result(desk: Desk) -> int:
    """Puts the sheet 校验结果 behind the last one; cells stay as they are."""
    sitting = desk.open()
    if member(desk.book.api, "ProtectStructure"):
        template = "工作簿的结构受保护，不能添加“{sheet}”工作表；请在“审阅”里撤销工作簿保护后再点一次。"
        desk.voice.tell(say(template, sheet=RESULT_SHEET))
        return FAILED
    book = judge_as_it_stands(sitting.ground, desk.options)
    name = put_sheet(desk.app, sitting.ground, result_page(book))
    target = replace(sitting.ground.memory, sheets={**sitting.ground.own, RESULT_SHEET: name})
    sitting.keeper.keep(target)
    desk.store.remember(sitting.ground.book, sitting.ground.what_stands(), target)
    desk.voice.tell(say("已放在工作表“{sheet}”里；点蓝色的单元格地址可跳到该格。", sheet=name))
    return CLEAN


def _unrecognised(book: BookEvaluation) -> Iterator[Message]:
    yield say("{name}：没有认出自评表，工作簿没有改动。", name=book.snapshot.name)
    yield from (finding.remedy for finding in book.findings if finding.remedy is not None)


def _conclusion(sitting: Sitting, book: BookEvaluation) -> Iterator[Message]:
    """What was found in which workbook, how many figures were filled, what becomes of them."""
    yield say(
        "{name}：{forms} 张表，{found}", name=book.snapshot.name, forms=len(book.forms), found=conclude_book(book)
    )
    for form in book.forms if len(book.forms) > 1 else ():
        yield say("{sheet}：{found}", sheet=form.form.sheet, found=conclude_book(replace(book, forms=(form,))))
    protected = {sheet.part.name for sheet in sitting.ground.sheets if sheet.is_protected}
    filled = sum(len(form.filled) for form in book.forms if form.form.sheet not in protected)
    if filled:
        yield say("填入的数 {count} 个，浅蓝底色。", count=filled)
    hidden = {name for name, sheet in sitting.ground.book.sheets.items() if sheet.part.state != "visible"}
    for name in sorted(hidden & {form.form.sheet for form in book.forms}):
        yield say("工作表“{sheet}”是隐藏的，取消隐藏才看得到其中的标示。", sheet=name)
    if not sitting.ground.book.is_saved:
        yield say("这个工作簿还没有保存过；要留住结果请自己保存。")
    elif filled:
        yield say("工作簿没有保存；要留住结果请自己保存。")


def _most(messages: list[Message]) -> list[Message]:
    if len(messages) <= _MOST_TOLD:
        return messages
    return [*messages[:_MOST_TOLD], say("……另有 {count} 处", count=len(messages) - _MOST_TOLD)]
