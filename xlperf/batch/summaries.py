"""The authority's own 汇总表 filled from a roll-up, beside the other results; the template itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.across.roll_up import RollUp
from xlperf.across.summary_template import Template, read_template
from xlperf.across.template_rows import Entry, match_named, template_rows
from xlperf.batch.journal import Journal
from xlperf.batch.planning import RESERVED
from xlperf.batch.worked_on import put_written
from xlperf.errors import UnreadableError
from xlperf.folder import free_names
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book, read_book
from xlperf.targets.file import write_file
from xlperf.targets.table import Row, fill_table

_NAMED = 5
"""Rows without room that are named."""


@dataclass(frozen=True, slots=True)
class SummaryTemplate:
    """A 汇总表 as it was sent out: the workbook, and what its columns are."""

    book: Book
    template: Template

    @property
    def name(self) -> str:
        """What the filled one is called: as the template, unless that is the name of a report."""
        (name,) = free_names([self.book.path.name], RESERVED).values()
        return name


def open_template(path: Path, own: tuple[str, ...] = ()) -> SummaryTemplate:
    """Reads a template before anything else is done. `own` are the headers of the office's own columns.

    Raises UnreadableError where it cannot be read, or has no header that is known.
    """
    book = read_book(path)
    template = read_template(book.snapshot.sheets, own)
    if template is None:
        raise UnreadableError(
            say("汇总表模板 {name} 里找不到认得的表头。", name=path.name),
            say("表头里要有“项目名称”或“单位名称”，以及预算数、得分等列名。"),
        )
    return SummaryTemplate(book, template)


def fill_summary(
    journal: Journal, summary: SummaryTemplate, found: RollUp, made: Path, out: Path
) -> tuple[Message, ...]:
    """Writes the filled template into `out`, made in a passing folder, and tells what of it is to be known.

    Raises OSError, or UnwritableError where it cannot be written.
    """
    template = summary.template
    entries = list(template_rows(template, found))
    named = match_named(template, entries, found.names)
    taken = {id(entry) for entry in named.values()}
    rows = [entry for entry in entries if id(entry) not in taken]
    filled = fill_table(
        summary.book.ground,
        template.sheet.name,
        template.rows,
        [entry.cells for entry in rows],
        is_open=template.is_open,
        named={row: _without_number(template, named.get(row)) for row in template.named},
    )
    target = out / summary.name
    write_file(summary.book.path, made / summary.name, filled.content, force=True)
    aside = tuple(put_written(journal, made / summary.name, target))
    left = [entry.name for entry in rows[filled.placed :]]
    told = say("汇总表：{path}，填了 {placed} 行", path=target, placed=filled.placed + len(named))
    unmet = [texts[template.subject] for row, texts in template.named.items() if row not in named]
    return (told, *aside, *_notices(template, left, unmet, filled.why))


def _without_number(template: Template, entry: Entry | None) -> Row | None:
    """The cells of a row that has its own place: the order of the template is the authority's."""
    if entry is None:
        return None
    return {column: cell for column, cell in entry.cells.items() if column != template.columns.get("number")}


def _notices(template: Template, left: list[str], unmet: list[str], why: Message | None) -> Iterator[Message]:
    if unmet:
        named = "、".join(unmet[:_NAMED])
        yield say("汇总表里已列名、没有对上的 {count} 行留空：{named} 等", count=len(unmet), named=named)
    if left:
        named = "、".join(left[:_NAMED])
        reason = why or say("表头下面没有空行")
        yield say("汇总表里放不下 {count} 行（{why}）：{named} 等", count=len(left), why=reason, named=named)
    if template.unknown:
        yield say("汇总表里没有认出、留空的列：{columns}", columns="、".join(template.unknown))
    if template.money is None and {"initial", "budget", "executed"} & set(template.columns):
        yield say("汇总表没有写金额单位，按元填列")
