"""检查情况: how every check ended on every form, so that no finding never hides that nothing was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlperf.evaluation import BookEvaluation, Evaluation
from xlperf.findings import Verdict
from xlperf.messages import Message, say
from xlperf.pages.parts import GAP, full_line, heading_line
from xlperf.pages.wording import check_title
from xlperf.sheets import VERDICTS_SHEET, VERDICTS_TITLE, Line, Page, Spot

_WIDTHS = (32.0, 10.0, 90.0)
_COLUMNS = len(_WIDTHS)

VERDICTS: Mapping[str, Message] = {
    "pass": say("通过"),
    "finding": say("发现"),
    "not-applicable": say("不适用"),
    "no-data": say("数据不足"),
}

_STYLES = {"pass": "text", "finding": "warning", "not-applicable": "info", "no-data": "info"}


def verdicts_page(book: BookEvaluation) -> Page:
    """The sheet 检查情况 of a workbook: form by form, check by check."""
    return Page(VERDICTS_SHEET, _WIDTHS, tuple(_lines(book)), landscape=False)


def _lines(book: BookEvaluation) -> Iterator[Line]:
    yield full_line(VERDICTS_TITLE, "title", _COLUMNS)
    remark = say("本页由 xlperf 生成。“不适用”是表中没有这一项；“数据不足”是有这一项而判断不了，写明原因。")
    yield full_line(remark, "note", _COLUMNS)
    for evaluation in book.forms:
        yield from _form_lines(evaluation)


def _form_lines(evaluation: Evaluation) -> Iterator[Line]:
    yield GAP
    place = f"{evaluation.form.sheet}!{evaluation.form.area}"
    yield full_line(say("{place}  {form}", place=place, form=evaluation.name), "subtitle", _COLUMNS)
    yield heading_line(say("检查"), say("结论"), say("原因"))
    yield from map(_line, evaluation.verdicts)


def _line(verdict: Verdict) -> Line:
    title, word = check_title(verdict.code), VERDICTS[verdict.verdict]
    return Line((Spot(title, "label"), Spot(word, _STYLES[verdict.verdict]), Spot(verdict.reason)))
