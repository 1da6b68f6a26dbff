"""report.json, 汇总.xlsx, report.html and what else is wanted of a batch, drawn from its journal row by row."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from xlperf import __version__
from xlperf.across.roll_up import RollUp
from xlperf.batch.aside import Aside
from xlperf.batch.done import read_document
from xlperf.batch.drafts import write_drafts
from xlperf.batch.journal import Journal, unwritable
from xlperf.batch.numbers import make_numbers, read_all_numbers
from xlperf.batch.overviews import Subject, make_overview
from xlperf.batch.papers import make_papers, put_papers
from xlperf.batch.planning import REPORT, SUMMARY, WEB_PAGE
from xlperf.batch.result import BatchResult
from xlperf.batch.reviewing import review, tell_difference
from xlperf.batch.summaries import fill_summary
from xlperf.batch.wishes import Wishes
from xlperf.changes.difference import Difference
from xlperf.disk import explain
from xlperf.errors import UnwritableError
from xlperf.messages import Message, say
from xlperf.reports.json import add_decisions, add_findings, add_standings, report_pieces
from xlperf.reports.json_folder import folder_pieces
from xlperf.reports.web import Beside, render_web
from xlperf.reports.workbook import render_summary


def write_reports(
    journal: Journal, subject: Subject, aside: Aside, rolling: Callable[[], RollUp], wishes: Wishes, out: Path
) -> tuple[Message, ...]:
    """Writes report, summary and page into `out`, each whole or not at all, and what else is wanted; tells of that.

    `rolling` gives the roll-up of the folder. Raises UnwritableError.
    """
    try:
        return _write(journal, subject, aside, rolling(), wishes, out)
    except sqlite3.Error as error:
        raise unwritable(out, error) from error
    except OSError as error:
        raise UnwritableError(
            say("汇总和报告写不进 {folder}：{why}。", folder=out, why=explain(error)),
            say("请关闭已打开的汇总表，确认文件夹可写、磁盘未满后重试。"),
        ) from error


def _write(
    journal: Journal, subject: Subject, aside: Aside, found: RollUp, wishes: Wishes, out: Path
) -> tuple[Message, ...]:
    """The page and the papers are made aside, while the summary is made here."""
    place = aside.place
    subject = subject._replace(rolled=found if found.counts["project"] > 1 else None)
    papers = aside.begin(make_papers, subject.batch, subject.across, wishes.papers, subject.lang)
    draw_report(journal, place, subject)
    os.replace(place / REPORT, out / REPORT)
    subject = subject._replace(difference=_review(journal, subject.batch, wishes.before, out))
    page = aside.begin(draw_page, subject)
    render_summary(make_overview(journal, subject), place / SUMMARY, subject.lang)
    os.replace(place / SUMMARY, out / SUMMARY)
    page()
    os.replace(place / WEB_PAGE, out / WEB_PAGE)
    told = put_papers(journal, papers(), out)
    filled = fill_summary(journal, wishes.summary, found, place, out) if wishes.summary is not None else ()
    drafts = write_drafts(journal, found, place, out) if wishes.drafts else ()
    return (*tell_difference(subject.difference), *told, *filled, *drafts)


def _review(journal: Journal, batch: BatchResult, before: Path | None, out: Path) -> Difference | None:
    """What became of the submission before; of a run that was stopped nobody can say."""
    return review(journal, out, before, frozenset(batch.unchecked)) if not batch.left else None


def draw_page(journal: Journal, place: Path, subject: Subject) -> None:
    """Writes report.html into the passing folder. Raises OSError."""
    render_web(make_overview(journal, subject), place / WEB_PAGE, Beside(SUMMARY, REPORT, __version__), subject.lang)


def draw_report(journal: Journal, place: Path, subject: Subject) -> None:
    """Writes report.json into the passing folder. Raises OSError."""
    batch, lang = subject.batch, subject.lang
    folder = folder_pieces(batch.roll_call, batch.collations, batch.suspects, subject.rolled, lang)
    with (place / REPORT).open("w", encoding="utf-8", newline="\n") as report:
        files = _documents(journal, subject)
        for piece in report_pieces(files, __version__, batch.settings, batch.left, folder, batch.unchecked):
            report.write(piece)


def _documents(journal: Journal, subject: Subject) -> Iterator[str]:
    """The files, each with what was found across, what becomes of forms that are there again, what was decided."""
    across, numbers = subject.across, make_numbers(journal, subject.across)
    standings: dict[str, dict[int, str]] = {}
    for repeat in across.repeats:
        standings.setdefault(repeat.place.path, {})[repeat.place.form] = repeat.standing
    for (path, stored), (_, found) in zip(journal.read("document"), read_all_numbers(journal, across), strict=True):
        text, findings, its = read_document(stored), across.findings.get(path), [each.number for each in found]
        text = add_findings(text, [told.finding for told in findings], subject.lang) if findings else text
        text = add_standings(text, standings[path]) if path in standings else text
        renamed = numbers.renamed(its)
        yield add_decisions(text, numbers.decisions, renamed) if renamed or numbers.are_decided(its) else text
