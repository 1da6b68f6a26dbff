"""report.json, 汇总.xlsx and report.html of a batch, drawn from its journal row by row."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf import __version__
from xlperf.across.facts import FileFacts
from xlperf.across.repeats import Place
from xlperf.across.roll_up import RollUp
from xlperf.batch.done import read_document, read_forms, read_issues
from xlperf.batch.drafts import write_drafts
from xlperf.batch.folder_judging import Across, count_figures, read_facts
from xlperf.batch.journal import Journal
from xlperf.batch.numbers import Numbers, find_gone, make_numbers, read_all_numbers, read_open_numbers
from xlperf.batch.papers import write_papers
from xlperf.batch.planning import REPORT, SUMMARY, WEB_PAGE
from xlperf.batch.result import BatchResult
from xlperf.batch.reviewing import review, tell_difference
from xlperf.batch.spotting import read_counted_uses
from xlperf.batch.summaries import fill_summary
from xlperf.batch.wishes import Wishes
from xlperf.decisions import UNDECIDED
from xlperf.disk import explain
from xlperf.errors import UnwritableError
from xlperf.messages import Message, say
from xlperf.pages.failures import unhandled
from xlperf.pages.issues import Issue, decided_row, issue_row
from xlperf.pages.overview import Figures, Overview
from xlperf.pages.table import Spots
from xlperf.reports.json import add_decisions, add_findings, add_standings, report_pieces
from xlperf.reports.json_folder import folder_pieces
from xlperf.reports.web import Beside, render_web
from xlperf.reports.workbook import render_summary

RollingUp = Callable[[Path, str], AbstractContextManager[RollUp]]
"""The roll-up of the folder, kept in a folder until it is left, in a language."""


def write_reports(
    journal: Journal, batch: BatchResult, across: Across, out: Path, lang: str, rolling_up: RollingUp, wishes: Wishes
) -> tuple[Message, ...]:
    """Writes report, summary and page into `out`, each whole or not at all, and what else is wanted; tells of that.

    Raises UnwritableError.
    """
    try:
        with (
            TemporaryDirectory(dir=out, prefix=".xlperf-") as made,
            rolling_up(Path(made), lang) as found,
        ):
            roll_up = found if found.counts["project"] > 1 else None
            numbers = make_numbers(journal, across)
            folder = folder_pieces(batch.roll_call, batch.collations, batch.suspects, roll_up, lang)
            _write_report(journal, batch, across, numbers, folder, Path(made, REPORT), lang)
            os.replace(Path(made, REPORT), out / REPORT)
            difference = review(journal, out, wishes.before) if not batch.left else None
            overview = replace(make_overview(journal, batch, across, numbers), roll_up=roll_up, difference=difference)
            render_summary(overview, Path(made, SUMMARY), lang)
            os.replace(Path(made, SUMMARY), out / SUMMARY)
            render_web(overview, Path(made, WEB_PAGE), Beside(SUMMARY, REPORT, __version__), lang)
            os.replace(Path(made, WEB_PAGE), out / WEB_PAGE)
            papers = write_papers(journal, batch, across, wishes.papers, Path(made), out, lang)
            summary = wishes.summary
            filled = fill_summary(journal, summary, found, Path(made), out) if summary is not None else ()
            drafts = write_drafts(journal, found, Path(made), out) if wishes.drafts else ()
            return (*tell_difference(difference), *papers, *filled, *drafts)
    except OSError as error:
        raise UnwritableError(
            say("汇总和报告写不进 {folder}：{why}。", folder=out, why=explain(error)),
            say("请关闭已打开的汇总表，确认文件夹可写、磁盘未满后重试。"),
        ) from error


def _write_report(
    journal: Journal,
    batch: BatchResult,
    across: Across,
    numbers: Numbers,
    folder: Iterable[str],
    target: Path,
    lang: str,
) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as report:
        files = _documents(journal, across, numbers, lang)
        for piece in report_pieces(files, __version__, batch.settings, batch.left, folder):
            report.write(piece)


def _documents(journal: Journal, across: Across, numbers: Numbers, lang: str) -> Iterator[str]:
    """The files, each with what was found across, what becomes of forms that are there again, what was decided."""
    standings: dict[str, dict[int, str]] = {}
    for repeat in across.repeats:
        standings.setdefault(repeat.place.path, {})[repeat.place.form] = repeat.standing
    for (path, stored), (_, found) in zip(journal.read("document"), read_all_numbers(journal, across), strict=True):
        text, findings, its = read_document(stored), across.findings.get(path), [each.number for each in found]
        text = add_findings(text, [told.finding for told in findings], lang) if findings else text
        text = add_standings(text, standings[path]) if path in standings else text
        renamed = numbers.renamed(its)
        yield add_decisions(text, numbers.decisions, renamed) if renamed or numbers.are_decided(its) else text


def make_overview(journal: Journal, batch: BatchResult, across: Across, numbers: Numbers) -> Overview:
    """What the summary is drawn from."""
    return Overview(
        _settle(count_figures(journal, across), journal, across, numbers),
        lambda: _form_rows(journal, across),
        lambda: _issue_rows(journal, batch, across, numbers),
        lambda: ((place.path, use) for place, use in read_counted_uses(journal, across)),
        unhandled(batch.outcomes),
        across.repeats,
        batch.practices,
        batch.settings,
        batch.left,
        {outcome.path: outcome.output for outcome in batch.outcomes},
        batch.roll_call,
        find_gone(journal, across, numbers),
        batch.collations,
        batch.suspects,
    )


def _settle(figures: Figures, journal: Journal, across: Across, numbers: Numbers) -> Figures:
    """The figures, what is settled counted apart."""
    for each in read_open_numbers(journal, across) if numbers.decisions else ():
        decision = numbers.decision(each.number)
        if decision is not None and decision.handling is not None:
            figures.settle(each.number[:4], each.severity, decision.handling)
    return figures


def _form_rows(journal: Journal, across: Across) -> Iterator[Spots]:
    """A row for every form that counts."""
    uncounted = across.uncounted
    for path, stored in journal.read("forms"):
        yield from (row for at, row in enumerate(read_forms(stored)) if Place(path, at) not in uncounted)


def _issue_rows(journal: Journal, batch: BatchResult, across: Across, numbers: Numbers) -> Iterator[Spots]:
    """What was found across workbooks, then in each of them, but for forms in whose place another counts."""
    moot = across.moot
    facts = {fact.path: fact for fact in read_facts(journal) if fact.path in across.findings}
    outputs = {outcome.path: outcome.output for outcome in batch.outcomes if outcome.path in across.findings}
    stored = zip(journal.read("issues"), journal.read("numbers"), strict=True)
    for (path, issues), (_, its) in stored:
        if path in across.findings:
            yield from _across_rows(facts[path], outputs[path], across, numbers)
        for row in read_issues(issues, its):
            if row.form is None or Place(path, row.form) not in moot:
                yield _decided(row.spots, row.number, numbers)


def _across_rows(facts: FileFacts, output: str | None, across: Across, numbers: Numbers) -> Iterator[Spots]:
    for place, finding in across.findings[facts.path]:
        form = facts.forms[place.form]
        row = issue_row(Issue(facts.path, output, form.unit, form.project, finding))
        yield _decided(row, finding.number or "", numbers)


def _decided(row: Spots, number: str, numbers: Numbers) -> Spots:
    return decided_row(row, numbers.show(number), numbers.decision(number) or UNDECIDED)
