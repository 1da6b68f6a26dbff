"""问题清单, the sheet with a row for every finding of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.checks import check_name
from xlperf.evaluation import Evaluation
from xlperf.findings import Finding
from xlperf.messages import say
from xlperf.outcomes import BatchResult, FileOutcome
from xlperf.pages.links import place_spot
from xlperf.pages.parts import entry_text, severity_spot
from xlperf.pages.table import Column, table_page
from xlperf.pages.tally import ranked
from xlperf.sheets import Page, Spot

NAME = "问题清单"


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding with its file, and its form where it belongs to one."""

    outcome: FileOutcome
    form: Evaluation | None
    finding: Finding


def issues(batch: BatchResult) -> tuple[Issue, ...]:
    """Every finding of a batch: file by file, form by form, the gravest first."""
    return tuple(issue for outcome in batch.outcomes for issue in _file_issues(outcome))


def _file_issues(outcome: FileOutcome) -> Iterator[Issue]:
    book = outcome.evaluation
    if book is not None:
        yield from (Issue(outcome, None, finding) for finding in ranked(book.findings))
        for form in book.forms:
            yield from (Issue(outcome, form, finding) for finding in ranked(form.findings))


def issues_page(batch: BatchResult) -> Page:
    """The sheet 问题清单."""
    found = issues(batch)
    remark = say("共 {count} 个问题，可筛选。点单元格地址可打开校验后的工作簿并跳到该格。", count=len(found))
    return table_page(NAME, say("问题清单"), remark, COLUMNS, found, 2)


def _unit_spot(issue: Issue) -> Spot:
    return Spot(entry_text(issue.form.form.head.unit) if issue.form else "—")


def _project_spot(issue: Issue) -> Spot:
    return Spot(entry_text(issue.form.form.head.project) if issue.form else "—")


COLUMNS: tuple[Column[Issue], ...] = (
    Column(say("文件"), 22, lambda issue: Spot(issue.outcome.path)),
    Column(say("实施单位"), 18, _unit_spot),
    Column(say("项目名称"), 22, _project_spot),
    Column(say("工作表"), 10, lambda issue: Spot(issue.finding.ref.sheet if issue.finding.ref else "—")),
    Column(say("单元格"), 8, lambda issue: place_spot(issue.outcome, issue.finding.ref)),
    Column(say("级别"), 7, lambda issue: severity_spot(issue.finding.severity)),
    Column(say("代码"), 7, lambda issue: Spot(issue.finding.code)),
    Column(say("检查"), 16, lambda issue: Spot(say(check_name(issue.finding.code)))),
    Column(say("表中数"), 13, lambda issue: Spot(issue.finding.actual or "—")),
    Column(say("应为"), 13, lambda issue: Spot(issue.finding.expected or "—")),
    Column(say("问题"), 40, lambda issue: Spot(issue.finding.message)),
    Column(say("依据"), 30, lambda issue: Spot(say(issue.finding.source) if issue.finding.source else "—")),
    Column(say("怎么办"), 30, lambda issue: Spot(issue.finding.remedy or "—")),
)
