"""One workbook from file to file: read, judge, write; whatever goes wrong with it becomes its outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.converting import NoFormError, open_book
from xlperf.disk import is_file
from xlperf.edits import Receipt
from xlperf.errors import UnreadableError, XlperfError
from xlperf.evaluation import BookEvaluation, Options, evaluate
from xlperf.faults import unexpected
from xlperf.marking import make_plan
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book
from xlperf.outcomes import FileOutcome, failed, judged
from xlperf.pages import result_page
from xlperf.pages.links import link_into
from xlperf.pages.recognition import recognition_page, unread
from xlperf.pages.verdicts import verdicts_page
from xlperf.reports.workbook import render_pages
from xlperf.sheets import Page, word_page
from xlperf.sources import DOCUMENTS, SPREADSHEETS
from xlperf.targets.file import apply_plan, make_folder, write_file

READABLE = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""Suffixes of the workbooks that are patched in place: their copies have the same."""

CONVERTED = (*SPREADSHEETS, *DOCUMENTS)
"""Suffixes of files that are written as an .xlsx workbook first."""


OLD_DOCUMENTS = (".doc", ".dot", ".wps", ".rtf")
"""Suffixes of documents that have to be saved again first."""


def copy_suffix(source: Path) -> str:
    """The suffix of a validated copy: the source's own, .xlsx for what is written as a workbook first.

    >>> copy_suffix(Path("自评表.xlsm")), copy_suffix(Path("自评表.ET"))
    ('.xlsm', '.xlsx')
    """
    return ".xlsx" if source.suffix.lower() in CONVERTED else source.suffix


_LOCK_PREFIXES = ("~$", ".~")


@dataclass(frozen=True, slots=True)
class Task:
    """A workbook to be judged; with a `target`, its validated copy is written there.

    `path` and `output` are how source and target are called in reports. `result` is where the result sheet goes if the
    copy cannot take it, `result_output` what that is called.
    """

    source: Path
    path: str
    target: Path | None = None
    output: str | None = None
    result: Path | None = None
    result_output: str | None = None


def run_task(task: Task, options: Options = Options(), *, force: bool = False, lang: str = "zh") -> FileOutcome:
    """Judges a workbook, and writes its copy where the task has a target; never raises an Exception.

    No copy is written of a workbook without a known form. `force`: an existing target is replaced.
    """
    try:
        return _run(task, options, force, lang)
    except NoFormError as error:  # a letter, a notice: a folder may hold any number of them
        return failed(task.path, error, "skipped") if options.batch else failed(task.path, error)
    except XlperfError as error:
        return failed(task.path, error)
    except Exception as error:
        return failed(task.path, unexpected(error))


def _run(task: Task, options: Options, force: bool, lang: str) -> FileOutcome:
    if task.source.name.startswith(_LOCK_PREFIXES):
        return failed(task.path, _lock_file(), "skipped")
    _refuse_suffix(task.source)
    book = open_book(task.source, options.forms)
    outcome = _judge(task, book, options, force, lang)
    return replace(outcome, lineage=book.lineage) if options.batch else outcome


def _judge(task: Task, book: Book, options: Options, force: bool, lang: str) -> FileOutcome:
    evaluation = evaluate(book.snapshot, options)
    if task.target is None or not evaluation.forms:
        return replace(judged(task.path, None, _lean(evaluation, options)), cautions=book.cautions)
    return _write(task, task.target, book, evaluation, options, force, lang)


def _write(
    task: Task, target: Path, book: Book, evaluation: BookEvaluation, options: Options, force: bool, lang: str
) -> FileOutcome:
    """The outcome of writing; a copy that cannot be written leaves what was found."""
    draw = partial(_result_page, book, evaluation, lang)
    pages = (recognition_page(evaluation), verdicts_page(evaluation)) if options.show else ()
    further = tuple(word_page(page, lang) for page in pages)
    try:
        make_folder(target.parent)
        plan = make_plan(evaluation, lang)
        plan = plan.without_marks() if options.clean else plan
        receipt = apply_plan(book, plan, None if options.clean else draw, target, further=further, force=force)
    except XlperfError as error:
        unwritten = judged(task.path, None, _lean(evaluation, options))
        return replace(unwritten, error=error.problem, remedy=error.remedy)
    outcome = judged(task.path, task.output, _lean(evaluation, options))
    outcome = replace(outcome, cautions=(*book.cautions, *_hidden(book, receipt), *receipt.unmet))
    needs_other = receipt.result is None and not options.clean
    return _write_result(task, outcome, (draw(receipt), *further), force, lang) if needs_other else outcome


def _write_result(task: Task, outcome: FileOutcome, pages: Sequence[Page], force: bool, lang: str) -> FileOutcome:
    """The result sheet, and what stands behind it, as a workbook of its own beside the copy that could not take it."""
    if task.result is None or task.target is None:
        return outcome
    try:
        content = render_pages([link_into(page, task.target.name) for page in pages], lang)
        write_file(task.source, task.result, content, force=force)
    except XlperfError as error:
        return replace(outcome, cautions=(*outcome.cautions, error.problem, error.remedy))
    return replace(outcome, result=task.result_output)


def _hidden(book: Book, receipt: Receipt) -> Iterator[Message]:
    """Sheets where something was written or marked and nobody sees it."""
    touched = {ref.sheet for ref in (*receipt.edited, *receipt.marked)}
    for sheet in book.snapshot.sheets:
        if sheet.name in touched and sheet.state != "visible":
            yield say("工作表“{sheet}”是隐藏的，副本中也保持隐藏；取消隐藏才看得到其中的标示。", sheet=sheet.name)


def _result_page(book: Book, evaluation: BookEvaluation, lang: str, receipt: Receipt) -> Page:
    cautions = (*book.cautions, *_hidden(book, receipt))
    return word_page(result_page(evaluation, receipt, cautions), lang)


def _lean(evaluation: BookEvaluation, options: Options) -> BookEvaluation:
    """Without the workbook's cells, and unless it is to be shown without what was understood: no report needs them,
    and the outcomes of a command are kept all at once. A batch lets go of each when it has taken out what it keeps.
    """
    if options.batch:
        return evaluation
    forms = evaluation.forms
    if not options.show:
        forms = tuple(replace(each, form=replace(each.form, recognised=unread(each.form))) for each in forms)
    return replace(evaluation, snapshot=Snapshot(evaluation.snapshot.name, ()), forms=forms)


def _refuse_suffix(source: Path) -> None:
    """Raises UnreadableError for a file of another kind; what is missing or a folder is for the reader to name."""
    if is_file(source) and source.suffix.lower() in OLD_DOCUMENTS:
        problem = say("{name}：是旧版 Word 文档（{suffix}）。", name=source.name, suffix=source.suffix)
        raise UnreadableError(problem, say("请用 Word 或 WPS 打开，另存为 .docx 再试。"))
    if is_file(source) and source.suffix.lower() not in (*READABLE, *CONVERTED):
        raise UnreadableError(
            say("{suffix} 格式目前还不能处理。", suffix=source.suffix or source.name),
            say("请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"),
        )


def _lock_file() -> XlperfError:
    return XlperfError(
        say("这是 Excel 或 WPS 打开文件时留下的临时文件，不是工作簿。"),
        say("无须处理；要校验时请用原文件。"),
    )
