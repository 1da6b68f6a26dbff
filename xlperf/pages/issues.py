"""问题清单, the sheet with a row for every finding of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from xlperf.checks import check_name
from xlperf.evaluation import Evaluation
from xlperf.findings import Finding
from xlperf.messages import say
from xlperf.outcomes import FileOutcome
from xlperf.pages.links import place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.parts import Text, entry_text, severity_spot
from xlperf.pages.table import Column, LongPage, Spots, table_frame, table_lines, table_row
from xlperf.pages.tally import ranked
from xlperf.sheets import Spot

NAME = "问题清单"


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding in a workbook with a validated copy or without one, and the unit and the project that it concerns."""

    path: str
    output: str | None
    unit: Text
    project: Text
    finding: Finding


class IssueRow(NamedTuple):
    """A finding as a row, and the how-manieth form of the workbook it belongs to, from 0; None for the file's own."""

    form: int | None
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
    return IssueRow(number, issue_row(Issue(outcome.path, outcome.output, unit, project, finding)))


def issue_row(issue: Issue) -> Spots:
    """A finding as a row."""
    return table_row(COLUMNS, issue)


def issues_page(overview: Overview) -> LongPage:
    """The sheet 问题清单."""
    count = overview.figures.issues
    remark = say("共 {count} 个问题，可筛选。点单元格地址可打开校验后的工作簿并跳到该格。", count=count)
    lines = table_lines(say("问题清单"), remark, COLUMNS, overview.issues())
    return LongPage(table_frame(NAME, COLUMNS, count, 2), lines)


COLUMNS: tuple[Column[Issue], ...] = (
    Column(say("文件"), 22, lambda issue: Spot(issue.path)),
    Column(say("实施单位"), 18, lambda issue: Spot(issue.unit)),
    Column(say("项目名称"), 22, lambda issue: Spot(issue.project)),
    Column(say("工作表"), 10, lambda issue: Spot(issue.finding.ref.sheet if issue.finding.ref else "—")),
    Column(say("单元格"), 8, lambda issue: place_spot(issue.output, issue.finding.ref)),
    Column(say("级别"), 7, lambda issue: severity_spot(issue.finding.severity)),
    Column(say("代码"), 7, lambda issue: Spot(issue.finding.code)),
    Column(say("检查"), 16, lambda issue: Spot(say(check_name(issue.finding.code)))),
    Column(say("表中数"), 13, lambda issue: Spot(issue.finding.actual or "—")),
    Column(say("应为"), 13, lambda issue: Spot(issue.finding.expected or "—")),
    Column(say("问题"), 40, lambda issue: Spot(issue.finding.message)),
    Column(say("依据"), 30, lambda issue: Spot(say(issue.finding.source) if issue.finding.source else "—")),
    Column(say("怎么办"), 30, lambda issue: Spot(issue.finding.remedy or "—")),
)
