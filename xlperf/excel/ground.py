"""The open workbook with what earlier runs did to it, as far as that still stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.excel.reading import LiveBook, LiveSheet
from xlperf.numberformats import show_number
from xlperf.ooxml.leftovers import stands_still
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.ooxml.note_removal import find_words, fold
from xlperf.ooxml.places import Position
from xlperf.ooxml.relocation import find_original, follow
from xlperf.ooxml.traces import find_own_sheets
from xlperf.ooxml.workbook_read import SheetPart, make_sheet
from xlperf.sheets import OWN_SHEETS
from xlperf.targets.live.fills import read_fills, solid


@dataclass(frozen=True, eq=False)
class LiveGround:
    """An open workbook and what earlier runs did to it, cell by cell where the cells are now.

    `kept` is the memory as it was kept, before it was looked where its cells are.
    """

    book: LiveBook
    memory: Memory
    kept: Memory = field(default_factory=Memory)

    @cached_property
    def own(self) -> dict[str, str]:
        """Our own sheets: page → the name of its sheet."""
        parts = [sheet.part for sheet in self.book.sheets.values()]
        is_new = not self.memory.cells and not self.memory.sheets
        return {self._page(part): part.name for part in find_own_sheets(None if is_new else self.memory, parts)}

    def _page(self, part: SheetPart) -> str:
        titled = (page for page, title in OWN_SHEETS.items() if part.value(1, 1) == title)
        named = (page for page, name in self.memory.sheets.items() if name == part.name)
        return next(titled, None) or next(named, part.name)

    @property
    def sheets(self) -> Iterator[LiveSheet]:
        """The clerk's worksheets."""
        return (sheet for name, sheet in self.book.sheets.items() if name not in self.own.values())

    @cached_property
    def done(self) -> dict[str, dict[Position, CellMemory]]:
        """What was done, by worksheet and cell."""
        cells: dict[str, dict[Position, CellMemory]] = defaultdict(dict)
        for cell in self.memory.cells:
            cells[cell.sheet][cell.position] = cell
        return cells

    @cached_property
    def standing(self) -> dict[CellRef, CellMemory]:
        """The cells whose figure is still the one that was written."""
        return {cell.ref: cell for cell in self.memory.cells if cell.figure is not None and self._stands(cell)}

    def _stands(self, cell: CellMemory) -> bool:
        sheet = self.book.sheets.get(cell.sheet)
        return sheet is not None and stands_still(sheet.part, cell)

    @cached_property
    def painted(self) -> dict[str, set[Position]]:
        """The cells that are painted as xlperf painted them, by worksheet."""
        return {sheet.part.name: set(_painted(sheet, self.done[sheet.part.name].values())) for sheet in self.sheets}

    def what_stands(self) -> Memory:
        """The memory without what a clerk has changed since."""
        cells = (self._what_stands(cell) for cell in self.memory.cells if cell.sheet in self.painted)
        return replace(self.memory, sheets=self.own, cells=tuple(cell for cell in cells if cell is not None))

    def _what_stands(self, cell: CellMemory) -> CellMemory | None:
        nothing = CellMemory(cell.sheet, cell.position)
        if cell.ref not in self.standing:
            cell = cell._replace(figure=None, before=None, format=None, formula=None)
        if cell.position not in self.painted[cell.sheet]:
            cell = cell._replace(colour=None, fill="")
        words = self.book.sheets[cell.sheet].notes.get(cell.position, "")
        if cell.note is not None and find_words(words, cell.note) == (len(words), len(words)):
            cell = cell._replace(note=None)
        return cell if cell != nothing else None

    def snapshot(self, without: Collection[CellRef] = ()) -> Snapshot:
        """The workbook as the clerk's: the figures of earlier runs in these cells are not there."""
        corrected = [cell for cell in self.standing.values() if cell.is_correction]
        sheets = {sheet.part.name: self._sheet(sheet.part, without) for sheet in self.sheets}
        earlier = {cell.ref: _before(sheets[cell.sheet], cell) for cell in corrected if cell.sheet in sheets}
        return Snapshot(self.book.name, tuple(sheets.values()), corrections=earlier)

    def _sheet(self, part: SheetPart, without: Collection[CellRef]) -> Sheet:
        cells = {at: cell for at, cell in self.done[part.name].items() if cell.ref in without}
        scan = part.scan
        raw = {at: content for at, content in scan.raw.items() if at not in cells}
        styles = {at: style for at, style in scan.styles.items() if at not in cells or cells[at].format is None}
        return make_sheet(replace(part, scan=replace(scan, raw=raw).with_styles(styles)))


def make_ground(book: LiveBook, memory: Memory) -> LiveGround:
    """The ground of an open workbook; cells of the memory are looked for where they have moved to since."""
    return LiveGround(book, locate(book, memory), memory)


def locate(book: LiveBook, memory: Memory) -> Memory:
    """The memory with its cells where they are now."""
    return replace(memory, cells=tuple(_located(book, memory)))


def _located(book: LiveBook, memory: Memory) -> Iterator[CellMemory]:
    sheets = defaultdict[str, list[CellMemory]](list)
    for cell in memory.cells:
        sheets[cell.sheet].append(cell)
    parts = [sheet.part for sheet in book.sheets.values()]
    for sheet in book.sheets.values():
        words = {at: fold(text) for at, text in sheet.notes.items()}
        name = sheet.part.name
        cells = sheets[name] if name in sheets else find_original(sheets, sheet.part, words, parts)
        yield from follow(cells, sheet.part, words) if cells else ()


def _painted(sheet: LiveSheet, cells: Iterable[CellMemory]) -> Iterator[Position]:
    colours = {cell.position: cell.colour for cell in cells if cell.colour is not None}
    paints = sheet.paints or {}
    found = [at for at, colour in colours.items() if paints.get(at) == ("Solid", colour)]
    if colours and not found:  # not told, or none left: the application is asked
        fills = read_fills(sheet.handle, colours)
        found = [at for at, colour in colours.items() if fills[at] == solid(colour)]
    yield from found


def _before(sheet: Sheet, cell: CellMemory) -> Cell:
    """The cell as it was before a correction."""
    stands = sheet.at(*cell.position)
    text = show_number(cell.before, stands.number_format) if isinstance(cell.before, Decimal) else str(cell.before)
    return stands._replace(value=cell.before, text=text)
