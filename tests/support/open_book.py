"""A workbook as an application holds it open, backed by openpyxl: what cells hold, look like and say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Color, GradientFill, PatternFill
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.worksheet.worksheet import Worksheet

Position = tuple[int, int]
Box = tuple[int, int, int, int]
"""Top, left, bottom, right."""

NO_FILL = PatternFill()
_DATE = re.compile(r"\d{4}[-/年]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}[-/]\d{1,2}$")


class OpenSheet:
    """A worksheet: `results` are what its formulas gave when the workbook was saved."""

    def __init__(self, sheet: Worksheet, results: dict[Position, object]) -> None:
        self.sheet, self.results = sheet, results
        self.is_protected = bool(sheet.protection.sheet)
        self.threaded: set[Position] = set()

    @property
    def used(self) -> Box:
        left, top, right, bottom = range_boundaries(self.sheet.calculate_dimension())
        return top, left, bottom, right

    def cell(self, at: Position) -> Cell | MergedCell:
        return self.sheet.cell(*at)

    def value(self, at: Position) -> object:
        """None, bool, float, a moment, or a text; an error is its words."""
        value = self.cell(at).value
        if self.is_formula(at):
            value = self.results.get(at)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def stored(self, at: Position) -> object:
        """The value, moments as days."""
        value = self.value(at)
        epoch = self.sheet.parent.epoch
        return float(to_excel(value, epoch)) if isinstance(value, datetime | date | time) else value

    def is_formula(self, at: Position) -> bool:
        return self.cell(at).data_type == "f"

    def formula(self, at: Position) -> str:
        """What the formula bar would give."""
        if self.is_formula(at):
            return str(self.cell(at).value)
        value = self.stored(at)
        if value is None:
            return ""
        return (
            format(value, ".15g")
            if isinstance(value, float)
            else str(value).upper()
            if isinstance(value, bool)
            else str(value)
        )

    def put(self, at: Position, value: object) -> None:
        """Writes as an application takes what it is handed: texts that look like more become more."""
        cell = self.cell(at)
        assert isinstance(cell, Cell), f"{at} lies under a merged cell"
        self.results.pop(at, None)
        cell.value = taken(value)
        if isinstance(value, str) and value.startswith("'"):
            cell.data_type = "s"

    def merge_at(self, at: Position) -> Box | None:
        for merge in self.sheet.merged_cells.ranges:
            if merge.min_row <= at[0] <= merge.max_row and merge.min_col <= at[1] <= merge.max_col:
                return merge.min_row, merge.min_col, merge.max_row, merge.max_col
        return None

    def paint(self, at: Position, **changes: object) -> None:
        """Another fill, the parts that are not named as before."""
        fill = self.cell(at).fill if pattern(self.cell(at).fill) != "gradient" else NO_FILL
        parts = {"patternType": fill.patternType, "fgColor": copy(fill.fgColor), "bgColor": copy(fill.bgColor)}
        self.cell(at).fill = PatternFill(**{**parts, **changes})

    def insert_row(self, row: int) -> None:
        """A row comes in above `row`, as an application brings one in: merges and looks move with their cells."""
        merges = [merge.bounds for merge in self.sheet.merged_cells.ranges]
        for left, top, right, bottom in merges:
            self.sheet.unmerge_cells(None, top, left, bottom, right)
        self.sheet.insert_rows(row)
        for left, top, right, bottom in merges:
            self.sheet.merge_cells(None, top + (top >= row), left, bottom + (bottom >= row), right)

    def notes(self) -> Iterator[Position]:
        return ((cell.row, cell.column) for cell in cells_of(self.sheet) if cell.comment is not None)


def pattern(fill: PatternFill | GradientFill) -> str | None:
    """The kind of a fill, None for none."""
    kind = "gradient" if hasattr(fill, "stop") else fill.patternType
    return None if kind == "none" else kind


def taken(value: object) -> object:
    """A value as an application understands what it is handed."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if not value or value.startswith("="):
        return value or None
    if value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    assert not _DATE.match(value), f"{value} would become a date"
    try:
        return float(value.replace(",", "").removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return value


@dataclass(eq=False)
class OpenBook:
    """A workbook that is open: its worksheets, its custom XML parts, where the clerk is."""

    book: Workbook
    name: str
    folder: str
    sheets: list[OpenSheet]
    parts: list[str] = field(default_factory=list)
    active: int = 0
    selection: Box = (1, 1, 1, 1)
    is_locked: bool = False

    @property
    def date1904(self) -> bool:
        return bool(self.book.epoch == CALENDAR_MAC_1904)

    def add_sheet(self, name: str, index: int) -> OpenSheet:
        sheet = OpenSheet(self.book.create_sheet(name, index), {})
        self.sheets.insert(index, sheet)
        return sheet

    def move_sheet(self, sheet: OpenSheet, before: OpenSheet) -> None:
        self.sheets.remove(sheet)
        self.sheets.insert(self.sheets.index(before), sheet)
        self.book._sheets = [one.sheet for one in self.sheets]  # type: ignore[attr-defined]

    def drop_sheet(self, sheet: OpenSheet) -> None:
        self.sheets.remove(sheet)
        self.book.remove(sheet.sheet)
        self.active = 0

    def save(self, path: Path) -> None:
        """For the test to look at, as if the clerk had saved: custom XML parts are saved with the workbook."""
        self.book.save(path)
        with ZipFile(path, "a") as package:
            for number, text in enumerate(self.parts, 1):
                package.writestr(f"customXml/item{number}.xml", f'<?xml version="1.0" encoding="utf-8"?>{text}')


def open_book(path: Path, folder: str | None = None) -> OpenBook:
    """Opens a workbook as an application does; without a folder it is one that lies where it is."""
    book, values = load_workbook(path), load_workbook(path, data_only=True)
    sheets = [OpenSheet(sheet, results(sheet, values[sheet.title])) for sheet in book.worksheets]
    place = str(path.parent) if folder is None else folder
    is_locked = bool(book.security and book.security.lockStructure)
    return OpenBook(book, path.name, place, sheets, custom_parts(path), is_locked=is_locked)


def custom_parts(path: Path) -> list[str]:
    """The custom XML parts of a file, without their declarations."""
    with ZipFile(path) as package:
        names = (name for name in package.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name))
        return [re.sub(r"^<\?xml[^>]*\?>\s*", "", package.read(name).decode()) for name in names]


def results(sheet: Worksheet, values: Worksheet) -> dict[Position, object]:
    formulas = (cell for cell in cells_of(sheet) if cell.data_type == "f")
    return {(cell.row, cell.column): values.cell(cell.row, cell.column).value for cell in formulas}


def cells_of(sheet: Worksheet) -> list[Cell]:
    """The cells that are there; walking the rows would make those that are not."""
    return [cell for _, cell in sorted(sheet._cells.items())]  # type: ignore[attr-defined]


def boxes(address: str) -> list[Box]:
    """The areas of an address such as ``A1:B2,C3``."""
    assert len(address) <= 255, f"an address of {len(address)} signs"
    found = (range_boundaries(part.replace("$", "")) for part in address.split(","))
    return [(top, left, bottom, right) for left, top, right, bottom in found]


def positions(areas: Iterable[Box]) -> Iterator[Position]:
    for top, left, bottom, right in areas:
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def address(area: Box) -> str:
    """An area as an application names it."""
    top, left, bottom, right = area
    first = f"${get_column_letter(left)}${top}"
    return first if (top, left) == (bottom, right) else f"{first}:${get_column_letter(right)}${bottom}"


def bgr(colour: Color) -> int:
    """A colour as the object model has it: blue, green, red; of a theme's colour a made-up one."""
    if colour.type != "rgb":
        return 0x808080
    red, green, blue = (int(str(colour.rgb)[-6:][at : at + 2], 16) for at in (0, 2, 4))
    return red + (green << 8) + (blue << 16)


def rgb(number: float) -> Color:
    """The other way round."""
    value = int(number)
    return Color(rgb=f"FF{value & 255:02X}{value >> 8 & 255:02X}{value >> 16 & 255:02X}")
