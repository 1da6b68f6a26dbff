"""The open workbook, read in a few calls into what the file reader makes of a file: from there on, one way for both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area, read_area
from xlperf.excel.contents import counts_from_1904, read_contents
from xlperf.excel.looks import read_live_looks
from xlperf.numberformats import is_date_format
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import RawCell, SheetScan
from xlperf.ooxml.workbook_read import SheetPart, Tables
from xlperf.ooxml.xml_spreadsheet import Looks, Paint
from xlperf.targets.live.calls import member

if TYPE_CHECKING:
    import xlwings as xw

_STATES = {-1: "visible", 0: "hidden", 2: "veryHidden"}
"""XlSheetVisibility; what is only said to be visible or not is so."""

_MOST_CELLS = 200_000
"""A used range beyond that is mostly formatted emptiness; it is cut off behind its last content."""

_LAST_ROW = 1_048_576


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
    path = member(book.api, "FullName") or book.fullname
    return LiveBook(book, str(path), {sheet.part.name: sheet for sheet in sheets})


def _read_sheet(book: xw.Book, sheet: xw.Sheet) -> LiveSheet:
    area = _used(sheet)
    cells = sheet.range(str(area))
    raw = dict(read_contents(book, cells, area))
    looks = read_live_looks(sheet, cells, area)
    styles, formats = _styles(looks, raw)
    protection = {"sheet": "1"} if member(sheet.api, "ProtectContents") else {}
    scan = SheetScan(b"", raw=raw, merges=tuple(map(str, looks.merges)), protection=protection).with_styles(styles)
    state = _STATES.get(sheet.visible, "visible")
    part = SheetPart(sheet.name, "", state, scan, _Tables(book, formats))
    return LiveSheet(sheet, part, looks.notes, looks.paints)


class _Tables(Tables):
    """Number formats by the styles that were given out in reading; there are no shared strings."""

    def __init__(self, book: xw.Book, formats: list[str]) -> None:
        self.strings, self.formats = [], tuple(formats)
        if any(is_date_format(code) for code in formats):
            self.date1904 = counts_from_1904(book)
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


def _styles(looks: Looks, raw: Mapping[Position, RawCell]) -> tuple[dict[Position, int], list[str]]:
    """A number for each look, with the number format of each: what a file has as its styles."""
    kinds: dict[tuple[str, Paint | None], int] = {(GENERAL, None): 0}
    paints = looks.paints or {}
    positions = {*raw, *looks.formats, *paints}
    styles = {at: kinds.setdefault((looks.formats.get(at, GENERAL), paints.get(at)), len(kinds)) for at in positions}
    return styles, [code for code, _ in kinds]
