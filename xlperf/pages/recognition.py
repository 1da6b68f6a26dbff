"""识别: what each cell of a form was taken for and why, as a sheet and as what other reports tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.evaluation import BookEvaluation, Evaluation
from xlperf.form import Form, Recognised
from xlperf.messages import Message, say
from xlperf.pages.field_names import BLOCK_NAMES, FIELD_NAMES
from xlperf.pages.parts import GAP, cell_spot, full_line, heading_line
from xlperf.sheets import RECOGNITION_SHEET, RECOGNITION_TITLE, Line, Page, Spot

_WIDTHS = (9.0, 22.0, 8.0, 34.0, 38.0)
_COLUMNS = len(_WIDTHS)

_MOST_NAMED = 5
"""Columns that were not understood which a short report names."""


def recognition_page(book: BookEvaluation) -> Page:
    """The sheet 识别 of a workbook: form by form, block by block; what was not understood stands by itself."""
    return Page(RECOGNITION_SHEET, _WIDTHS, tuple(_lines(book)), landscape=False)


def understood(form: Form) -> Iterator[tuple[Message, tuple[Recognised, ...]]]:
    """The blocks of a form in their order, each with what was understood of it; blocks without any are left out."""
    for block, name in BLOCK_NAMES.items():
        found = tuple(each for each in form.recognised if each.block == block and each.field)
        if found:
            yield name, found


def unread(form: Form) -> tuple[Recognised, ...]:
    """What was not understood, in the order of the sheet."""
    return tuple(each for each in form.recognised if not each.field)


def name_field(each: Recognised) -> Message:
    """What a cell was taken for."""
    return FIELD_NAMES[each.block][each.field]


def name_unread_columns(form: Form) -> Message | None:
    """The headers of columns that were not understood, the first few of them; None where there are none."""
    headers = [" ".join(each.entry.text.split()) for each in unread(form) if each.header]
    if not headers:
        return None
    rest = say("……") if len(headers) > _MOST_NAMED else say("")
    named = "、".join(headers[:_MOST_NAMED])
    return say("没有认出的列：{headers}{rest}（用 check --show 看全部识别结果）", headers=named, rest=rest)


def _lines(book: BookEvaluation) -> Iterator[Line]:
    yield full_line(RECOGNITION_TITLE, "title", _COLUMNS)
    remark = say("本页由 xlperf 生成。认错的列，可用 xlperf forms learn 写成表单定义，改正后用 --forms 指定。")
    yield full_line(remark, "note", _COLUMNS)
    for evaluation in book.forms:
        yield from _form_lines(evaluation)


def _form_lines(evaluation: Evaluation) -> Iterator[Line]:
    form = evaluation.form
    yield GAP
    title = say("{place}  {form}", place=f"{form.sheet}!{form.area}", form=evaluation.name)
    yield full_line(title, "subtitle", _COLUMNS)
    yield heading_line(say("区块"), say("认作"), say("单元格"), say("表中文字"), say("为什么"))
    for block, found in understood(form):
        for each in found:
            yield _line(block, name_field(each), each, form.sheet)
    yield GAP
    yield full_line(say("没有认出的"), "subtitle", _COLUMNS)
    yield from _unread_lines(unread(form), form.sheet)


def _unread_lines(found: Iterable[Recognised], home: str) -> Iterator[Line]:
    found = tuple(found)
    if not found:
        yield full_line(say("无"), "text", _COLUMNS)
    for each in found:
        yield _line(BLOCK_NAMES[each.block], say("（没有用到）"), each, home)


def _line(block: Message, field: Message, each: Recognised, home: str) -> Line:
    place = cell_spot(each.entry.ref, home)
    return Line((Spot(block, "label"), Spot(field), place, Spot(each.entry.text), Spot(each.why)))
