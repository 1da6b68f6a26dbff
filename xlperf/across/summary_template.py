"""The authority's own 汇总表: what goes into which of its columns, told by the words of its headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from xlperf.across.listings import Listing, find_listing
from xlperf.cells import Sheet
from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import bare, fold

Subject = Literal["project", "unit", "department"]
"""What a row is about."""

_MONEY = ("initial", "budget", "executed")
_TEN_THOUSAND = Decimal(10_000)
_SAYS_UNIT = ("单位:", "(万元", "(元", "(人民币")


@dataclass(frozen=True, slots=True)
class Template:
    """A summary as it was sent out: its columns by field, and the rows that wait to be filled, from top to bottom.

    `is_open`: nothing stands below these rows, so that more may follow. `own` are the columns whose header is one of
    the office's own, `unknown` the headers that nobody knows. `money` is how many 元 one of its money unit is, None
    where it does not say.
    """

    sheet: Sheet
    subject: Subject
    columns: Mapping[str, int]
    percent: frozenset[str]
    own: Mapping[str, int]
    unknown: tuple[str, ...]
    rows: tuple[int, ...]
    is_open: bool
    money: Decimal | None


@cache
def template_words() -> Mapping[str, tuple[str, ...]]:
    """The words of templates.toml by field. Raises DefinitionError."""
    return read_definition(files("xlperf.across").joinpath("templates.toml"), WordList).words


def read_template(sheets: Iterable[Sheet], own: Iterable[str] = ()) -> Template | None:
    """The first sheet with the header of a summary; None where there is none.

    `own` are the headers of the office's own columns.
    """
    found = (_find(sheet) for sheet in sheets)
    listing = next((each for each in found if each is not None), None)
    return _make(listing, {fold(header) for header in own}) if listing is not None else None


def _find(sheet: Sheet) -> Listing | None:
    words = {field: listed for field, listed in template_words().items() if field != "sums"}
    listings = (find_listing(sheet, words, needed) for needed in ("project", "unit", "department"))
    return max((each for each in listings if each is not None), key=lambda each: each.known, default=None)


def _make(listing: Listing, own: set[str]) -> Template:
    columns = {each.field: each.column for each in listing.headings if each.field}
    others = [each for each in listing.headings if not each.field]
    rows, is_open = _waiting(listing, columns.get("number"))
    return Template(
        sheet=listing.sheet,
        subject=_subject(columns),
        columns=columns,
        percent=frozenset(each.field for each in listing.headings if "%" in fold(each.text)),
        own={fold(each.text): each.column for each in others if fold(each.text) in own},
        unknown=tuple(each.text for each in others if fold(each.text) not in own),
        rows=rows,
        is_open=is_open,
        money=_money(listing),
    )


def _subject(columns: Mapping[str, int]) -> Subject:
    """A row a project where the header names one, else a unit, else a department."""
    if "project" in columns or "code" in columns:
        return "project"
    return "unit" if "unit" in columns else "department"


def _waiting(listing: Listing, number: int | None) -> tuple[tuple[int, ...], bool]:
    """The rows to be filled, and whether nothing follows below them; sums at the top are passed over."""
    sheet, row = listing.sheet, listing.bottom + 1
    last = max((row for row, _ in sheet.cells), default=0)
    while row <= last and _is_sum(sheet, row):
        row += 1
    rows = []
    while row <= last and _is_blank(sheet, row, number):
        rows.append(row)
        row += 1
    return (tuple(rows) or (row,) if row > last else tuple(rows)), row > last


def _is_sum(sheet: Sheet, row: int) -> bool:
    words = {fold(word) for word in template_words()["sums"]}
    return any(bare(cell.text) in words for cell in _cells(sheet, row))


def _is_blank(sheet: Sheet, row: int, number: int | None) -> bool:
    """Nothing stands in a row but its number and formulas."""
    return all(
        cell.formula is not None or (column == number and cell.text.isdigit()) for column, cell in _indexed(sheet, row)
    )


def _indexed(sheet: Sheet, row: int) -> Iterator[tuple[int, Any]]:
    return ((column, cell) for (at, column), cell in sheet.cells.items() if at == row)


def _cells(sheet: Sheet, row: int) -> Iterator[Any]:
    return (cell for _, cell in _indexed(sheet, row))


def _money(listing: Listing) -> Decimal | None:
    """元 in one of the money unit, from the headers of amounts, else from a line above the table."""
    above = [cell.text for (row, _), cell in listing.sheet.cells.items() if row < listing.top]
    headers = [each.text for each in listing.headings if each.field in _MONEY]
    for texts in (headers, above):
        told = [fold(text) for text in texts if any(sign in fold(text) for sign in _SAYS_UNIT)]
        if told:
            return _TEN_THOUSAND if any("万元" in text for text in told) else Decimal(1)
    return None
