"""下一个问题, 上一个问题, 说明: to the cells, and what is so there. Judged anew each time, so that it is true now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlperf.cells import CellRef
from xlperf.errors import UsageError
from xlperf.evaluation import BookEvaluation, evaluate
from xlperf.excel.desk import Desk, Sitting
from xlperf.excel.judging import judge_as_it_stands
from xlperf.explaining import explain_in, explanation_messages
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.outcomes import CLEAN
from xlperf.pages.tally import ranked
from xlperf.pages.wording import SEVERITY, check_title
from xlperf.targets.live.addresses import short


@dataclass(frozen=True, slots=True)
class Stop:
    """A cell with a problem: how many sheets come before its own, and what was found at it."""

    sheet: int
    ref: CellRef
    findings: Sequence[Finding]

    @property
    def place(self) -> tuple[int, int, int]:
        """By it stops are in the order of reading."""
        return self.sheet, self.ref.row, self.ref.column


def next_problem(desk: Desk) -> int:
    """Selects the next cell with an error or a warning, behind the selected one, and says what is so."""
    return _go(desk, 1)


def previous_problem(desk: Desk) -> int:
    """Selects the one before."""
    return _go(desk, -1)


def _go(desk: Desk, step: int) -> int:
    sitting = desk.open()
    book = judge_as_it_stands(sitting.ground, desk.options)
    stops = _stops(sitting, book)
    if not stops:
        desk.voice.tell(*_nothing(book))
        return CLEAN
    here = _here(sitting)
    further = [stop for stop in stops if (stop.place > here if step > 0 else stop.place < here)]
    stop = (further or stops)[0 if step > 0 else -1]
    message = _select(sitting, stop.ref)
    turned = [] if further else [say("已到最后一处，从头开始。") if step > 0 else say("已到第一处，转到最后。")]
    told = _tell(stop, stops.index(stop) + 1, len(stops))
    desk.voice.tell(*turned, *told, *([message] if message is not None else []))
    return CLEAN


def _stops(sitting: Sitting, book: BookEvaluation) -> list[Stop]:
    found: Mapping[CellRef, list[Finding]] = defaultdict(list)
    for finding in book.all_findings():
        if finding.ref is not None and finding.severity is not Severity.INFO:
            found[finding.ref].append(finding)
    order = {name: number for number, name in enumerate(sitting.ground.book.sheets)}
    stops = (Stop(order[ref.sheet], ref, ranked(findings)) for ref, findings in found.items())
    return sorted(stops, key=lambda stop: stop.place)


def _nothing(book: BookEvaluation) -> Iterator[Message]:
    if not book.forms:
        yield say("{name}：没有认出自评表。", name=book.snapshot.name)
        return
    others = [finding for finding in book.all_findings() if finding.severity is not Severity.INFO]
    if others:
        yield say("没有落在某一格上的问题；另有 {count} 处说的是整张表，见“汇总表”。", count=len(others))
    else:
        yield say("没有错误和提醒。")


def _here(sitting: Sitting) -> tuple[int, int, int]:
    """Where the clerk is; before everything where something else than cells is selected."""
    selected = sitting.desk.app.selection
    if selected is None:
        return -1, 0, 0
    names = list(sitting.ground.book.sheets)
    name = selected.sheet.name
    return names.index(name) if name in names else -1, selected.row, selected.column


def _select(sitting: Sitting, ref: CellRef) -> Message | None:
    """Goes to a cell; says so where its sheet is hidden."""
    sheet = sitting.ground.book.sheets[ref.sheet]
    if sheet.part.state != "visible":
        return say("工作表“{sheet}”是隐藏的，请先取消隐藏。", sheet=ref.sheet)
    # By the public door the application would be brought to the front by means that WPS does not have.
    sheet.handle.impl.activate()
    sheet.handle.range(short(sheet.part.merges.at(ref.row, ref.column))).select()
    return None


def _tell(stop: Stop, number: int, count: int) -> Iterator[Message]:
    yield say("第 {number} 处，共 {count} 处：{cell}", number=number, count=count, cell=stop.ref)
    for finding in stop.findings:
        yield say("【{kind}】{check}", kind=SEVERITY[finding.severity], check=check_title(finding.code))
        yield finding.message
        if finding.expected is not None:
            yield say(
                "表中：{actual}；应为：{expected}", actual=finding.actual or say("空白"), expected=finding.expected
            )
        if finding.remedy is not None:
            yield say("怎么办：{remedy}", remedy=finding.remedy)
        if finding.source is not None:
            yield say("依据：{source}", source=say(finding.source))


def explain(desk: Desk) -> int:
    """Explains the figure of the selected cell. Raises UsageError where none of a form is selected."""
    sitting = desk.open()
    selected = desk.app.selection
    if selected is None:
        raise UsageError(say("没有选中单元格。"), say("请先选中表中的一个数。"))
    ref = CellRef(selected.sheet.name, selected.row, selected.column)
    book = evaluate(sitting.ground.snapshot(), desk.options)
    desk.voice.tell(*explanation_messages(explain_in(book, str(ref))))
    return CLEAN
