"""The open workbook, read in a few calls into what the file reader makes of a file: from there on, one way for both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area, read_area
from xlperf.excel.looks import read_live_looks
from xlperf.numberformats import is_date_format
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import RawCell, SheetScan
from xlperf.ooxml.workbook_read import SheetPart, Tables
from xlperf.ooxml.xml_spreadsheet import Looks, Paint

if TYPE_CHECKING:
    import xlwings as xw

_STATES = {-1: "visible", 0: "hidden", 2: "veryHidden"}
"""XlSheetVisibility; what is only said to be visible or not is so."""

_ERRORS = {
    -2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!", -2146826252: "#NUM!",
    -2146826265: "#REF!", -2146826273: "#VALUE!", -2146826245: "#GETTING_DATA", -2146826243: "#SPILL!",
    -2146826238: "#CALC!",
}  # fmt: skip
"""What a call gives for a cell with an error."""

_ERROR_NUMBERS = range(-2146826999, -2146825999)
_ERROR_WORDS = frozenset(_ERRORS.values())
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MOST_CELLS = 200_000
"""A used range beyond that is mostly formatted emptiness; it is cut off behind its last content."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, eq=False)
class LiveSheet:
    """A worksheet of the open workbook: its handle, what it holds as if from a file, the words of its notes.

    `paints` tells the fills, None where only the application can.
    """

    handle: xw.Sheet
    part: SheetPart
    notes: Mapping[Position, str]
    paints: Mapping[Position, Paint] | None

    @property
    def is_protected(self) -> bool:
        """Its contents are not to be changed."""
        return bool(self.part.scan.protection)


@dataclass(frozen=True, eq=False)
class LiveBook:
    """The open workbook as it stood when it was read."""

    handle: xw.Book
    path: str
    sheets: Mapping[str, LiveSheet]

    @property
    def name(self) -> str:
        """The workbook's name, as its window has it."""
        return re.split(r"[\\/]", self.path)[-1]

    @property
    def is_saved(self) -> bool:
        """It has been saved at least once."""
        return self.name != self.path


def read_live(book: xw.Book) -> LiveBook:
    """Reads the worksheets of an open workbook, hidden ones too."""
    sheets = [_read_sheet(book, sheet) for sheet in book.sheets]
    # xlwings looks for the local copy of a workbook in a cloud by way of a sheet of settings; the name is all there is.
    path = getattr(book.api, "FullName", None) or book.fullname
    return LiveBook(book, str(path), {sheet.part.name: sheet for sheet in sheets})


def _read_sheet(book: xw.Book, sheet: xw.Sheet) -> LiveSheet:
    area = _used(sheet)
    cells = sheet.range(str(area))
    raw = dict(_contents(book, cells, area))
    looks = read_live_looks(sheet, cells, area)
    styles, formats = _styles(looks, raw)
    protection = {"sheet": "1"} if getattr(sheet.api, "ProtectContents", False) else {}
    scan = SheetScan(b"", raw=raw, styles=styles, merges=tuple(map(str, looks.merges)), protection=protection)
    state = _STATES.get(sheet.visible, "visible")
    part = SheetPart(sheet.name, "", state, scan, _Tables(book, formats))
    return LiveSheet(sheet, part, looks.notes, looks.paints)


class _Tables(Tables):
    """Number formats by the styles that were given out in reading; there are no shared strings."""

    def __init__(self, book: xw.Book, formats: list[str]) -> None:
        self.strings, self.formats = [], formats
        if any(is_date_format(code) for code in formats):
            self.date1904 = _counts_from_1904(book)
        else:
            self.date1904 = False  # no date is shown, so that the call is saved


def _used(sheet: xw.Sheet) -> Area:
    """From the first cell to the last one in use."""
    used = sheet.used_range
    area = _area(used.address)
    if area.size > _MOST_CELLS:
        down, across = (_last_cell(used, order) for order in ("rows", "columns"))
        area = Area(1, 1, down.row if down else 1, across.column if across else 1)
    return Area(1, 1, area.bottom, area.right)


def _last_cell(used: Any, order: str) -> xw.Range | None:
    found: xw.Range | None = used.find("*", order=order, direction="backward")
    return found


def _area(address: str) -> Area:
    """The area of an address, also of whole columns or rows.

    >>> str(_area("$A:$C")), str(_area("$B$2:$C$9"))
    ('A1:C1048576', 'B2:C9')
    """
    plain = address.replace("$", "")
    first, _, last = plain.partition(":")
    if first.isalpha():
        plain = f"{first}1:{last}{_LAST_ROW}"
    elif first.isdigit():
        plain = f"A{first}:XFD{last}"
    return read_area(plain) or Area(1, 1, 1, 1)


def _counts_from_1904(book: xw.Book) -> bool:
    return bool(getattr(book.api, "Date1904", False))


def _contents(book: xw.Book, cells: xw.Range, area: Area) -> Iterator[tuple[Position, RawCell]]:
    # raw_value is one call; the converters ask for sheet, book and window before they read, ten calls more.
    values, formulas = _matrix(cells.raw_value), _matrix(cells.formula)
    if any(isinstance(value, datetime | Decimal) for row in values for value in row):
        values = _plain_values(book, cells, values)
    for (row, column), value, formula in _by_cell(area, values, formulas):
        raw = _raw(value, formula)
        if raw is not None:
            yield (row, column), raw


def _by_cell(area: Area, values: Any, formulas: Any) -> Iterator[tuple[Position, Any, Any]]:
    for row, (line, texts) in enumerate(zip(values, formulas, strict=True), area.top):
        for column, (value, text) in enumerate(zip(line, texts, strict=True), area.left):
            yield (row, column), value, text


def _matrix(block: Any) -> Any:
    """Rows of cells; of a single cell, or a single row, the call gives less."""
    if not isinstance(block, list | tuple):
        return [[block]]
    return block if isinstance(block[0], list | tuple) else [block]


def _plain_values(book: xw.Book, cells: xw.Range, values: Any) -> Any:
    """Dates and amounts of money as the numbers that are stored: Value2 gives these, Value rounds the latter."""
    stored = getattr(cells.api, "Value2", None)
    if stored is not None:
        return _matrix(stored)
    late = _counts_from_1904(book)
    return [[_serial(value, late) if isinstance(value, datetime) else value for value in row] for row in values]


def _serial(moment: datetime, date1904: bool) -> float:
    """A moment as days since the workbook's first one.

    >>> _serial(datetime(2021, 3, 4, 12), False)
    44259.5
    """
    passed = moment.replace(tzinfo=None) - (_EPOCH_1904 if date1904 else _EPOCH)
    return passed.total_seconds() / 86_400


def _raw(value: Any, formula: Any) -> RawCell | None:
    """The cell as a file would hold it; a text that begins with = stands in both blocks as it is."""
    is_formula = isinstance(formula, str) and formula.startswith("=") and formula != value
    text = formula[1:] if is_formula else None
    if value is None or value == "":
        return RawCell("str", "", text, None) if is_formula else None
    kind, stored = _kind(value)
    return RawCell(kind, stored, text, None)


def _kind(value: Any) -> tuple[str, str]:
    """The kind of a value, as the file reader tells them apart, and the value as text."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, int) and value in _ERROR_NUMBERS:
        return "e", _ERRORS.get(value, "#UNKNOWN!")
    if isinstance(value, int | float):
        return "n", format(value, ".15g")
    if isinstance(value, Decimal):
        return "n", str(value)
    text = str(value)
    return ("e", text) if text in _ERROR_WORDS else ("text", text)


def _styles(looks: Looks, raw: Mapping[Position, RawCell]) -> tuple[dict[Position, int], list[str]]:
    """A number for each look, with the number format of each: what a file has as its styles."""
    kinds: dict[tuple[str, Paint | None], int] = {(GENERAL, None): 0}
    paints = looks.paints or {}
    positions = {*raw, *looks.formats, *paints}
    styles = {at: kinds.setdefault((looks.formats.get(at, GENERAL), paints.get(at)), len(kinds)) for at in positions}
    return styles, [code for code, _ in kinds]
