"""What became of one submission in another, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlperf.changes.books import BookChange, CellChange
from xlperf.changes.difference import ChangedBook, Difference
from xlperf.changes.fates import FATES, FindingFate, Seen
from xlperf.checks import check_name
from xlperf.messages import Message, say
from xlperf.pages.fate_words import FATE_WORDS, cell_words, change_words, count_fates
from xlperf.pages.wording import SEVERITY
from xlperf.reports.columns import align

SCHEMA = "xlperf.diff/1"


def difference_lines(difference: Difference, lang: str = "zh") -> Iterator[str]:
    """The counts, every finding with what became of it, then what else was changed, workbook by workbook."""
    yield say("{counts}。", counts=count_fates(difference.comparison.fates)).text(lang)
    fates = difference.comparison.fates
    yield from ("  " + line for line in align([_row(fate, difference, lang) for fate in fates]))
    for book in difference.books:
        yield from _book_lines(book, lang)
    for file in difference.gone:
        yield say("没有报回的工作簿：{path}", path=file.path).text(lang)
    for file in difference.added:
        yield say("新报来的工作簿：{path}", path=file.path).text(lang)


def _row(fate: FindingFate, difference: Difference, lang: str) -> list[str]:
    seen, finding = fate.latest, fate.latest.finding
    place = f"{seen.file.path} {finding.sheet}!{finding.cell}" if finding.cell else seen.file.path
    told = " ".join(_told(fate, difference).text(lang).split())
    return [FATE_WORDS[fate.fate].text(lang), SEVERITY[finding.severity].text(lang), finding.number, place, told]


def _told(fate: FindingFate, difference: Difference) -> Message:
    """The finding; where its cell was changed, how; where it goes by another number now, by which it went."""
    finding = fate.latest.finding
    message = say("{check}：{message}", check=say(check_name(finding.code)), message=finding.message)
    if fate.old is not None and fate.new is not None and fate.old.finding.number != fate.new.finding.number:
        message = say("{message}（原编号 {number}）", message=message, number=fate.old.finding.number)
    touched = difference.touched(fate)
    if touched is not None:
        message = say("{message}；这一格已改：{change}", message=message, change=cell_words(touched))
    return message


def _book_lines(book: ChangedBook, lang: str) -> Iterator[str]:
    if book.change is None and book.new.forms:
        yield say("{path}：单元格无法对照", path=book.new.path).text(lang)
    elif book.change is not None and not book.change.is_empty:
        yield say("{path} 的改动：", path=book.new.path).text(lang)
        yield from ("  " + words.text(lang) for words in change_words(book.change))


def difference_document(difference: Difference, version: str) -> dict[str, Any]:
    """The comparison as a JSON document."""
    counts = {fate: sum(each.fate == fate for each in difference.comparison.fates) for fate in FATES}
    return {
        "schema": SCHEMA,
        "version": version,
        "counts": counts,
        "findings": [_fate_document(fate, difference) for fate in difference.comparison.fates],
        "workbooks": [_book_document(book) for book in difference.books],
        "gone": [file.path for file in difference.gone],
        "added": [file.path for file in difference.added],
        "failed": [{"path": file.path, "error": file.error} for file in difference.failed],
    }


def _fate_document(fate: FindingFate, difference: Difference) -> dict[str, Any]:
    seen, touched = fate.latest, difference.touched(fate)
    form = seen.form
    return {
        "number": seen.finding.number,
        "earlier_number": fate.old.finding.number if fate.old is not None else None,
        "fate": fate.fate,
        "code": seen.finding.code,
        "severity": seen.finding.severity.value,
        "unit": form.unit or None if form is not None else None,
        "project": form.project or None if form is not None else None,
        "old": _seen_document(fate.old),
        "new": _seen_document(fate.new),
        "touched": _cell_document(touched) if touched is not None else None,
        "reason": fate.decision.reason or None if fate.decision is not None else None,
    }


def _seen_document(seen: Seen | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    finding = seen.finding
    return {
        "path": seen.file.path,
        "cell": f"{finding.sheet}!{finding.cell}" if finding.cell else None,
        "message": finding.message,
        "actual": finding.actual or None,
        "expected": finding.expected or None,
    }


def _book_document(book: ChangedBook) -> dict[str, Any]:
    paths = {"old": book.old.path, "new": book.new.path}
    return {**paths, "changes": _change_document(book.change) if book.change is not None else None}


def _change_document(change: BookChange) -> dict[str, Any]:
    return {
        "sheets_added": list(change.added),
        "sheets_removed": list(change.removed),
        "sheets_renamed": [list(pair) for pair in change.renamed],
        "lines": [
            {"sheet": line.sheet, "place": line.place, "inserted": line.is_new, "words": line.words}
            for line in change.lines
        ],
        "cells": [_cell_document(cell) for cell in change.cells],
        "formats": change.formats,
    }


def _cell_document(cell: CellChange) -> dict[str, Any]:
    return {
        "old": str(cell.old),
        "new": str(cell.new),
        "before": cell.before or None,
        "after": cell.after or None,
        "label": cell.label or None,
        "formula": cell.formula,
    }
