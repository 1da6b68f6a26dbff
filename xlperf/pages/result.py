"""校验结果, the last sheet of every validated workbook: what a clerk reads, prints and works through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlperf.edits import Mark, Receipt
from xlperf.evaluation import BookEvaluation, Evaluation
from xlperf.findings import Severity
from xlperf.marking import SIGNS
from xlperf.messages import Message, say
from xlperf.pages.department_tables import criterion_table, task_table
from xlperf.pages.fidelity import fidelity_lines
from xlperf.pages.figures import untold_findings
from xlperf.pages.key_figures import key_figure_lines
from xlperf.pages.parts import GAP, full_line, heading_line
from xlperf.pages.result_tables import figure_table, finding_table, unjudged_table
from xlperf.pages.settings import settings_lines, settings_title
from xlperf.pages.tally import conclude, conclude_book
from xlperf.pages.wording import SEVERITY
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, Line, Page, Spot

WIDTHS = (6.0, 7.0, 20.0, 12.0, 15.0, 15.0, 46.0, 32.0)
"""Columns of the table of findings; every other table spans over the same grid. Fits A4 landscape at some 80 %."""

COLUMNS = len(WIDTHS)


def result_page(book: BookEvaluation, receipt: Receipt | None = None, cautions: Sequence[Message] = ()) -> Page:
    """The result sheet of a workbook; without clock and path, so that the same workbook gives the same sheet.

    With the receipt of the copy that it goes into, it ends in the list of what was touched.
    """
    return Page(RESULT_SHEET, WIDTHS, (*_lines(book), *_closing_lines(receipt, cautions)))


def _closing_lines(receipt: Receipt | None, cautions: Sequence[Message]) -> Iterator[Line]:
    if receipt is not None:
        yield from _section(say("保真清单"), fidelity_lines(receipt, cautions, COLUMNS))


def _lines(book: BookEvaluation) -> Iterator[Line]:
    yield full_line(RESULT_TITLE, "title", COLUMNS)
    yield full_line(say("本页由 xlperf 生成，点蓝色的单元格地址可跳到该格；底色和批注只作标示。"), "note", COLUMNS)
    if changed := settings_lines(book.settings):
        title = settings_title(book.settings)
        yield from _section(title, (full_line(line, "text", COLUMNS) for line in changed))
    if len(book.forms) != 1:
        yield _conclusion(say("本工作簿共 {count} 张表：{found}", count=len(book.forms), found=conclude_book(book)))
    if book.findings:
        yield from _section(say("工作簿的问题"), finding_table(book.findings, ""))
    for number, evaluation in enumerate(book.forms, 1):
        yield from _form_lines(evaluation, number, len(book.forms))
    yield from _section(say("颜色和符号"), _legend())


def _form_lines(evaluation: Evaluation, number: int, count: int) -> Iterator[Line]:
    """One form, from its key figures to what could not be judged."""
    title = say("第 {number} 张表（共 {count} 张）", number=number, count=count) if count > 1 else say("基本情况")
    home = evaluation.form.sheet
    yield from _section(title, key_figure_lines(evaluation))
    yield GAP
    yield _conclusion(conclude(evaluation.findings, (evaluation,)))
    findings = untold_findings(evaluation)
    if findings:
        yield from _section(say("发现的问题"), finding_table(findings, home))
    for heading, lines in (
        (say("任务执行率"), list(task_table(evaluation))),
        (say("按评分标准逐项复算"), list(criterion_table(evaluation))),
    ):
        if lines:
            yield from _section(heading, lines)
    if evaluation.filled:
        yield from _section(say("填入的数（原为空白，Q513）"), figure_table(evaluation, evaluation.filled))
    if evaluation.corrected:
        yield from _section(say("改正的数（原数已记入批注）"), figure_table(evaluation, evaluation.corrected))
    unjudged = list(unjudged_table(evaluation.verdicts))
    if unjudged:
        yield from _section(say("无法判断的检查"), unjudged)


def _section(title: Message, lines: Iterable[Line]) -> Iterator[Line]:
    yield GAP
    yield full_line(title, "subtitle", COLUMNS)
    yield from lines


def _conclusion(text: Message) -> Line:
    return Line((Spot(say("结论"), "label", 2), Spot(text, "text", COLUMNS - 2)))


def _legend() -> Iterator[Line]:
    """What each colour and sign means; info is not painted and has no sign."""
    yield heading_line((say("标示"), 2), say("批注开头"), (say("含义"), COLUMNS - 3))
    rows: tuple[tuple[Message, str, str, Message], ...] = (
        (SEVERITY[Severity.ERROR], "error", SIGNS[Mark.ERROR], say("表内自相矛盾，或与所依据的规则不符，须改正")),
        (SEVERITY[Severity.WARNING], "warning", SIGNS[Mark.WARNING], say("请人工核对，不一定是错")),
        (SEVERITY[Severity.INFO], "info", "—", say("供参考，单元格不着色")),
        (say("填入"), "filled", SIGNS[Mark.FILLED], say("原为空白，由 xlperf 按规则算出后填入")),
    )
    for name, style, sign, meaning in rows:
        yield Line((Spot(name, style, 2), Spot(sign, "info"), Spot(meaning, "text", COLUMNS - 3)))
