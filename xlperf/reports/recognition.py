"""How a form was recognised, as lines of the report on a terminal and as values of the JSON one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xlperf.cells import CellRef
from xlperf.form import Form, Recognised
from xlperf.messages import Message, say
from xlperf.pages.field_names import BLOCK_NAMES
from xlperf.pages.recognition import name_field, understood, unread
from xlperf.reports.columns import align
from xlperf.reports.heights import text_width

_INDENT = "  "
_MOST_COLUMNS = 32
"""How wide a cell's text may be on a terminal."""


def recognition_lines(form: Form, lang: str) -> Iterator[str]:
    """Each block with what was taken for what and why; then what was not understood, by itself."""
    yield say("识别情况").text(lang)
    for block, found in understood(form):
        yield from _section(block, [(name_field(each), each) for each in found], lang, form.sheet)
    rest = unread(form)
    if rest:
        title = say("没有认出的（{count} 处）", count=len(rest))
        yield from _section(title, [(BLOCK_NAMES[each.block], each) for each in rest], lang, form.sheet)
    else:
        yield _INDENT + say("没有认出的：无").text(lang)


def _section(title: Message, found: Iterable[tuple[Message, Recognised]], lang: str, home: str) -> Iterator[str]:
    yield _INDENT + title.text(lang)
    rows = [
        (name.text(lang), _cell(each.entry.ref, home), _cut(each.entry.text), each.why.text(lang))
        for name, each in found
    ]
    yield from (_INDENT * 2 + line for line in align(rows))


def _cell(ref: CellRef, home: str) -> str:
    """The cell, with its sheet where that is not the form's, as of what a rubric rests on."""
    return ref.address if ref.sheet == home else str(ref)


def _cut(text: str) -> str:
    """The text in one line of a bounded width.

    >>> _cut("很长的一段说明文字" * 3)
    '很长的一段说明文字很长的一段说…'
    """
    plain, cut = " ".join(text.split()), ""
    if text_width(plain) <= _MOST_COLUMNS:
        return plain
    for sign in plain:
        if text_width(cut + sign) > _MOST_COLUMNS - 2:
            break
        cut += sign
    return cut + "…"


def recognition_document(form: Form, lang: str) -> list[dict[str, Any]]:
    """What each cell was taken for; `field` is None where it was not understood."""
    return [
        {"block": each.block, "field": each.field or None, **_place(each, lang, form.sheet)} for each in form.recognised
    ]


def unread_document(form: Form, lang: str) -> list[dict[str, Any]]:
    """What was not understood."""
    return [_place(each, lang, form.sheet) for each in unread(form)]


def _place(each: Recognised, lang: str, home: str) -> dict[str, Any]:
    return {"cell": _cell(each.entry.ref, home), "text": each.entry.text, "why": each.why.text(lang)}
