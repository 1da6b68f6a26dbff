"""The authority's own 汇总表: what goes into which of its columns, told by the words of its headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from xlperf.across.listings import Listing, find_listing
from xlperf.cells import Cell, Sheet
from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import bare, fold

Subject = Literal["project", "unit", "department"]
"""What a row is about."""

NAMING = ("code", "project", "unit", "department", "year")
"""Fields by which a row says whom it is about."""

_MONEY = ("initial", "budget", "executed")
_TEN_THOUSAND = Decimal(10_000)
_SAYS_UNIT = ("单位:", "(万元", "(元", "(人民币")


@dataclass(frozen=True, slots=True)
class Template:
    """A summary as it was sent out: its columns by field, and the rows that wait to be filled, from top to bottom.

    `named` are rows that name their project, unit or department already, each with the texts that stand there by field.
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
    named: Mapping[int, Mapping[str, str]]
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
    words = {field: listed for field, listed in template_words().items() if field not in ("sums", "notes")}
    listings = (find_listing(sheet, words, needed) for needed in ("project", "unit", "department"))
    return max((each for each in listings if each is not None), key=lambda each: each.known, default=None)


def _make(listing: Listing, own: set[str]) -> Template:
    columns = {each.field: each.column for each in listing.headings if each.field}
    others = [each for each in listing.headings if not each.field]
    subject = _subject(columns)
    rows, named, is_open = _waiting(listing, columns, subject)
    return Template(
        sheet=listing.sheet,
        subject=subject,
        columns=columns,
        percent=frozenset(each.field for each in listing.headings if "%" in fold(each.text)),
        own={fold(each.text): each.column for each in others if fold(each.text) in own},
        unknown=tuple(each.text for each in others if fold(each.text) not in own),
        rows=rows,
        named=named,
        is_open=is_open,
        money=_money(listing),
    )


def _subject(columns: Mapping[str, int]) -> Subject:
    """A row a project where the header names one, else a unit, else a department."""
    if "project" in columns or "code" in columns:
        return "project"
    return "unit" if "unit" in columns else "department"


def _waiting(
    listing: Listing, columns: Mapping[str, int], subject: Subject
) -> tuple[tuple[int, ...], Mapping[int, Mapping[str, str]], bool]:
    """The blank rows, those that are named, and whether nothing follows below them; sums at the top are passed over."""
    sheet, row = listing.sheet, listing.bottom + 1
    last = max((row for row, _ in sheet.cells), default=0)
    while row <= last and _is_sum(sheet, row):
        row += 1
    blank, named = list[int](), dict[int, Mapping[str, str]]()
    while row <= last and (texts := _texts(sheet, row, columns)) is not None and (not texts or subject in texts):
        if texts:
            named[row] = texts
        else:
            blank.append(row)
        row += 1
    is_open = row > last
    return tuple(blank) or ((row,) if is_open else ()), named, is_open


def _is_sum(sheet: Sheet, row: int) -> bool:
    words = {fold(word) for word in template_words()["sums"]}
    return any(bare(cell.text) in words for cell in _cells(sheet, row).values())


def _texts(sheet: Sheet, row: int, columns: Mapping[str, int]) -> Mapping[str, str] | None:
    """What a row says of whom it is about, by field; None for a row that is not to be filled.

    A number in front and formulas say nothing.
    """
    fields = {column: field for field, column in columns.items() if field in NAMING}
    texts = {}
    for column, cell in _cells(sheet, row).items():
        if cell.formula is not None or (column == columns.get("number") and cell.text.isdigit()):
            continue
        if column not in fields or _is_sum(sheet, row) or _is_note(cell.text):
            return None
        texts[fields[column]] = cell.text.strip()
    return texts


def _is_note(text: str) -> bool:
    """A remark below the table, or a line for signatures."""
    label = text.replace("：", ":").partition(":")[0]
    return fold(label).strip("()") in template_words()["notes"]


def _cells(sheet: Sheet, row: int) -> Mapping[int, Cell]:
    return {column: cell for (at, column), cell in sheet.cells.items() if at == row}


def _money(listing: Listing) -> Decimal | None:
    """元 in one of the money unit, from the headers of amounts, else from a line above the table."""
    above = [cell.text for (row, _), cell in listing.sheet.cells.items() if row < listing.top]
    headers = [each.text for each in listing.headings if each.field in _MONEY]
    for texts in (headers, above):
        told = [fold(text) for text in texts if any(sign in fold(text) for sign in _SAYS_UNIT)]
        if told:
            return _TEN_THOUSAND if any("万元" in text for text in told) else Decimal(1)
    return None
