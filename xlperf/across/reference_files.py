"""Files that a folder is held against: a workbook, a document, or a folder of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xlperf.across.listings import Listing, find_listing
from xlperf.across.unit_names import unit_words
from xlperf.across.word_list import reference_words
from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.disk import explain
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.book import read_book
from xlperf.ooxml.harmless import refuse_harm
from xlperf.recognition.folding import bare, fold
from xlperf.sources import DOCUMENTS, SPREADSHEETS, read_source

_BOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OTHERS = (*SPREADSHEETS, *DOCUMENTS)
_SUFFIXES = (*_BOOKS, *_OTHERS)
_LOCKS = ("~$", ".~")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Source(NamedTuple):
    """Where something stands that forms are held against."""

    file: str
    ref: CellRef | None = None

    def __str__(self) -> str:
        return f"{self.file} {self.ref}" if self.ref is not None else self.file


class Whose(NamedTuple):
    """What an approved target or budget is of; "" and None for what the table does not say.

    `project` is empty for a department's own.
    """

    source: Source
    code: str
    unit: str
    project: str
    year: int | None


class Unused(NamedTuple):
    """Something of a reference that nothing can be held against, and why."""

    whose: Whose
    why: Message


def unused_file(name: str, why: Message) -> Unused:
    """A file of a folder of references that holds nothing to compare with."""
    return Unused(Whose(Source(name), "", "", "", None), why)


def read_reference(path: Path, what: object) -> Iterator[tuple[str, Snapshot]]:
    """The workbooks of a file or below a folder, each with its name, in the order of their paths.

    Raises UnreadableError where one of them, called `what`, cannot be read, or a folder holds none.
    """
    paths = _below(path) if path.is_dir() else [path]
    if not paths:
        raise UnreadableError(
            say("{what} {name} 这个文件夹里没有工作簿。", what=what, name=path.name),
            say("请检查路径；能读的是 {suffixes}。", suffixes=" ".join(_SUFFIXES)),
        )
    for each in paths:
        yield (each.relative_to(path).as_posix() if path.is_dir() else each.name), _read(each, what)


def _below(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(_LOCKS))


def _read(path: Path, what: object) -> Snapshot:
    suffix = path.suffix.lower()
    try:
        if suffix in _OTHERS:
            data = path.read_bytes()
            refuse_harm(path, data)
            return read_source(path, data)
        return read_book(path).snapshot
    except OSError as error:
        problem = say("{what} {name} 读不了：{why}。", what=what, name=path.name, why=explain(error))
        raise UnreadableError(problem, say("请检查路径和权限后重试。")) from error
    except UnreadableError as error:
        raise UnreadableError(
            say("{what} {name} 读不了：{problem}", what=what, name=path.name, problem=error.problem), error.remedy
        ) from error


class Table(NamedTuple):
    """A table of a reference with its headers found: a row for each indicator, or for each amount."""

    file: str
    listing: Listing
    year: int | None

    def cell(self, row: int, field: str) -> Cell | None:
        """The cell of a column, of a merged range its top left one; None where the table has no such column."""
        column = self.listing.column(field)
        return None if column is None else self.listing.sheet.at(row, column)

    def text(self, row: int, field: str) -> str:
        """What stands in a column, without blanks at its ends."""
        cell = self.cell(row, field)
        return cell.text.strip() if cell is not None else ""

    def source(self, row: int, field: str) -> Source:
        """The place of a cell."""
        cell = self.cell(row, field)
        return Source(self.file, cell.ref if cell is not None else CellRef(self.listing.sheet.name, row, 1))


def find_tables(file: str, snapshot: Snapshot, fields: Sequence[str], needed: Sequence[Sequence[str]]) -> list[Table]:
    """The tables of a workbook that have one of each group of columns `needed`; hidden ones only for want of others."""
    words = {"unit": unit_words()["name"], **{field: reference_words()[field] for field in fields}}
    seen = [sheet for sheet in snapshot.sheets if sheet.state == "visible"]
    found = list(_tables(file, seen, words, needed))
    return found or list(_tables(file, snapshot.sheets, words, needed))


def _tables(
    file: str, sheets: Sequence[Sheet], words: Mapping[str, tuple[str, ...]], needed: Sequence[Sequence[str]]
) -> Iterator[Table]:
    for sheet in sheets:
        listings = (find_listing(sheet, words, field) for field in needed[0])
        for listing in filter(None, listings):
            if all(any(listing.column(field) is not None for field in group) for group in needed):
                yield Table(file, listing, _year_above(listing))
                break


def _year_above(listing: Listing) -> int | None:
    """The one year that the lines above the header name."""
    texts = (cell.text for (row, _), cell in listing.sheet.cells.items() if row < listing.top)
    years = {int(year) for text in texts for year in _YEAR.findall(fold(text))}
    return years.pop() if len(years) == 1 else None


def find_rows(table: Table) -> Iterator[int]:
    """The rows of a table that are neither sums nor remarks, nor a header that a further page repeats."""
    words = reference_words()
    sums, notes = set(map(fold, words["sums"])), set(words["notes"])
    headers = {bare(heading.text) for heading in table.listing.headings}
    for row in table.listing.rows():
        texts = [table.listing.sheet.at(row, heading.column).text for heading in table.listing.headings]
        labels = [bare(text) for text in texts if text.strip()]
        is_note = bool(labels) and labels[0].partition(":")[0] in notes
        is_header = sum(label in headers for label in labels) > 1
        if labels and not is_note and not is_header and not sums.intersection(labels):
            yield row


def read_year(text: str, default: int | None) -> int | None:
    """The year that a text names, else the table's own."""
    match = _YEAR.search(fold(text))
    return int(match[1]) if match else default
