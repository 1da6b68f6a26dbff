"""问题清单, the sheet with a row for every finding of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xlperf.checks import check_name
from xlperf.decisions import HANDLINGS, UNDECIDED, Decision, Handling
from xlperf.evaluation import Evaluation
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.numbering import short
from xlperf.outcomes import FileOutcome
from xlperf.pages.links import place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.parts import Text, entry_text, severity_spot
from xlperf.pages.table import Column, LongPage, Spots, table_frame, table_lines, table_row
from xlperf.pages.tally import ranked
from xlperf.pages.wording import HANDLING, NO, YES, listed
from xlperf.sheets import Spot

NAME = "问题清单"

NUMBER, FILE, UNIT, PROJECT = say("编号"), say("文件"), say("实施单位"), say("项目名称")
LEVEL, PROBLEM = say("级别"), say("问题")
SENDS, HANDLED, REASON = say("是否下发"), say("处理"), say("处理理由")
"""Headers by which the list is read back."""

DECIDED = 3
"""The last columns, which people fill."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding in a workbook with a validated copy or without one, and the unit and the project that it concerns."""

    path: str
    output: str | None
    unit: Text
    project: Text
    finding: Finding


class IssueRow(NamedTuple):
    """A finding as a row with its full number; `form`: which form of the workbook, from 0, None for the file's own."""

    form: int | None
    number: str
    severity: Severity
    spots: Spots


def issue_rows(outcome: FileOutcome) -> Iterator[IssueRow]:
    """The findings of a workbook: its own, then form by form, the gravest first."""
    book = outcome.evaluation
    if book is not None:
        yield from (_row(outcome, None, None, finding) for finding in ranked(book.findings))
        for number, form in enumerate(book.forms):
            yield from (_row(outcome, number, form, finding) for finding in ranked(form.findings))


def _row(outcome: FileOutcome, number: int | None, form: Evaluation | None, finding: Finding) -> IssueRow:
    unit, project = (entry_text(form.form.head.unit), entry_text(form.form.head.project)) if form else ("—", "—")
    spots = issue_row(Issue(outcome.path, outcome.output, unit, project, finding))
    return IssueRow(number, finding.number or "", finding.severity, spots)


def issue_row(issue: Issue) -> Spots:
    """A finding as a row on which nothing was decided yet."""
    return table_row(COLUMNS, issue)


def decided_row(row: Spots, number: str, decision: Decision) -> Spots:
    """The row with its number as people see it, and with what was decided about it."""
    severity = Severity(row[_LEVEL].style)
    return (Spot(number), *row[1:-DECIDED], *_decision_spots(decision, severity))


def _decision_spots(decision: Decision, severity: Severity) -> Spots:
    handling = HANDLING[decision.handling] if decision.handling else None
    return Spot(YES if decision.wants(severity) else NO, "info"), Spot(handling, "info"), Spot(decision.reason or None)


def issues_page(overview: Overview) -> LongPage:
    """The sheet 问题清单."""
    count = overview.figures.issues
    lines = table_lines(say("问题清单"), _remark(overview), COLUMNS, overview.issues())
    return LongPage(table_frame(NAME, COLUMNS, count, 2), lines)


def _remark(overview: Overview) -> Message:
    return say(
        "共 {count} 个问题{settled}，可筛选。点单元格地址可打开校验后的工作簿并跳到该格。最后三列供填写，"
        "保存后下次运行和生成退回意见时按编号读回：“是否下发”默认只下发错误，“处理”填认可或已说明的不下发、另计。",
        count=overview.figures.issues,
        settled=_settled(overview.figures.settled),
    )


def _settled(settled: Mapping[Handling, int]) -> Message | str:
    return say("，其中{parts}", parts=settled_parts(settled)) if any(settled.values()) else ""


def settled_parts(settled: Mapping[Handling, int]) -> Message:
    """How many findings are settled, and how."""
    counts = ((HANDLING[each], settled.get(each, 0)) for each in HANDLINGS)
    return listed([say("{word} {count} 个", word=word, count=count) for word, count in counts if count])


COLUMNS: tuple[Column[Issue], ...] = (
    Column(NUMBER, 13, lambda issue: Spot(short(issue.finding.number) if issue.finding.number else "—")),
    Column(FILE, 22, lambda issue: Spot(issue.path)),
    Column(UNIT, 18, lambda issue: Spot(issue.unit)),
    Column(PROJECT, 22, lambda issue: Spot(issue.project)),
    Column(say("工作表"), 10, lambda issue: Spot(issue.finding.ref.sheet if issue.finding.ref else "—")),
    Column(say("单元格"), 8, lambda issue: place_spot(issue.output, issue.finding.ref)),
    Column(LEVEL, 7, lambda issue: severity_spot(issue.finding.severity)),
    Column(say("代码"), 7, lambda issue: Spot(issue.finding.code)),
    Column(say("检查"), 16, lambda issue: Spot(say(check_name(issue.finding.code)))),
    Column(say("表中数"), 13, lambda issue: Spot(issue.finding.actual or "—")),
    Column(say("应为"), 13, lambda issue: Spot(issue.finding.expected or "—")),
    Column(PROBLEM, 40, lambda issue: Spot(issue.finding.message)),
    Column(say("依据"), 30, lambda issue: Spot(say(issue.finding.source) if issue.finding.source else "—")),
    Column(say("怎么办"), 30, lambda issue: Spot(issue.finding.remedy or "—")),
    Column(SENDS, 9, lambda issue: _decision_spots(UNDECIDED, issue.finding.severity)[0], choices=(YES, NO)),
    Column(HANDLED, 9, lambda issue: Spot(None, "info"), choices=tuple(HANDLING[each] for each in HANDLINGS)),
    Column(REASON, 26, lambda issue: Spot(None)),
)

_LEVEL = next(at for at, column in enumerate(COLUMNS) if column.header == LEVEL)
