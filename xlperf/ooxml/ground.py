"""What a run starts from: the workbook as the clerk's, an earlier run of xlperf seen through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from xlperf.cells import Cell, CellRef, Sheet, Snapshot, Value
from xlperf.errors import UnreadableError
from xlperf.numberformats import show_number
from xlperf.ooxml.draft import part_path
from xlperf.ooxml.memory import CellMemory, Memory, is_memory, read_memory
from xlperf.ooxml.package import Package, open_package
from xlperf.ooxml.shared_formulas import expand_shared
from xlperf.ooxml.traces import find_own_sheets, remove_traces
from xlperf.ooxml.undo import Undone, locate, undo_by_meaning, undo_exactly
from xlperf.ooxml.workbook_read import SheetPart, asks_recalculation, make_sheet, read_sheets


@dataclass(frozen=True)
class Ground:
    """The package as it was read and with an earlier run taken out, and its worksheets.

    `memory` is what the earlier run left, None where there was none; `is_exact` says that nobody wrote the workbook
    since. `corrections` are figures that earlier runs put in the place of others and that stand there still.
    """

    origin: Package
    package: Package
    undone: Undone
    parts: Mapping[str, SheetPart]
    memory: Memory | None = None
    is_exact: bool = False
    corrections: tuple[CellMemory, ...] = ()

    @property
    def rewritten(self) -> tuple[CellMemory, ...]:
        """The corrections that taking out the earlier run has removed: they are to be written again."""
        return self.corrections if self.is_exact else ()

    @property
    def sheets(self) -> Iterable[SheetPart]:
        """The clerk's worksheets."""
        return self.parts.values()

    def formulas(self, without: Set[CellRef] = frozenset()) -> Iterator[str]:
        """The formulas of the clerk's worksheets, those of some cells left out."""
        for part in self.sheets:
            for at, raw in expand_shared(part.scan.raw).items():
                if raw.formula is not None and not (without and CellRef(part.name, *at) in without):
                    yield raw.formula

    def value(self, ref: CellRef) -> Value:
        """What stands in a cell as the clerk's. Raises UnreadableError."""
        at = ref.row, ref.column
        corrected = (cell.figure for cell in self.rewritten if (cell.sheet, cell.position) == (ref.sheet, at))
        return next(corrected, None) or self.parts[ref.sheet].value(*at)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The workbook as the clerk's. Raises UnreadableError."""
        sheets = {part.name: make_sheet(part) for part in self.sheets}
        earlier = {cell.ref: cell for cell in (_before(self, sheets, cell) for cell in self.corrections)}
        for cell in self.rewritten:
            sheets[cell.sheet] = _corrected(sheets[cell.sheet], cell)
        return Snapshot(self.origin.path.name, tuple(sheets.values()), asks_recalculation(self.package), earlier)


def read_ground(path: Path, restore: bool = False, data: bytes | None = None) -> Ground:
    """Reads a workbook, an earlier run taken out: byte for byte where nobody wrote it since, else cell by cell.

    `restore`: what corrections had taken the place of is given back too. `data`: the workbook, where the file is of
    another kind. Raises UnreadableError.
    """
    origin = open_package(path, data)
    store = find_store(origin)
    memory = remembered(origin, store) if store is not None else None
    exact = undo_exactly(origin, memory) if memory is not None else None
    if exact is not None:
        return _make_ground(origin, exact, memory, is_exact=True)
    parts = read_sheets(origin)
    own = find_own_sheets(memory, parts)
    if memory is None and not own:
        return Ground(origin, origin, Undone(), {part.name: part for part in parts})
    memory = _where_it_is_now(origin, memory, parts) if memory is not None else None
    cells = undo_by_meaning(origin, memory or Memory(), parts, origin.related(origin.workbook(), "styles"), restore)
    rest = remove_traces(origin.with_parts(cells.replaced), parts, own, store)
    undone = Undone({**cells.replaced, **rest.replaced}, rest.dropped, cells.left + rest.left)
    return _make_ground(origin, undone, memory)


def _make_ground(origin: Package, undone: Undone, memory: Memory | None, is_exact: bool = False) -> Ground:
    package = origin.with_parts(undone.replaced, undone.dropped)
    parts = {part.name: part for part in read_sheets(package)}
    cells = (cell for cell in memory.cells if cell.is_correction) if memory is not None else ()
    corrections = tuple(cell for cell in cells if is_exact or _holds(parts, cell))
    return Ground(origin, package, undone, parts, memory, is_exact, corrections)


def _where_it_is_now(package: Package, memory: Memory, parts: Iterable[SheetPart]) -> Memory:
    """The memory with its cells where rows and sheets have moved to since."""
    located = locate(package, memory, parts)
    return replace(memory, cells=tuple(cell for _, cells in located for cell in cells))


def find_store(package: Package) -> str | None:
    """The memory part, by its content: LibreOffice relates it to the package in place of the workbook."""
    names = (info.filename for info in package.members)
    stores = (name for name in names if part_path(name).lower().startswith("customxml/item"))
    return next((name for name in stores if is_memory(package.read(name))), None)


def remembered(package: Package, store: str) -> Memory | None:
    """The memory; None where somebody has tampered with it."""
    try:
        return read_memory(package.read(store))
    except (UnreadableError, ArithmeticError, LookupError, TypeError, ValueError):
        return None


def _holds(parts: Mapping[str, SheetPart], cell: CellMemory) -> bool:
    """A correction that is still there."""
    part = parts.get(cell.sheet)
    return part is not None and part.value(*cell.position) == cell.figure


def _before(ground: Ground, sheets: Mapping[str, Sheet], cell: CellMemory) -> Cell:
    """The cell as it was before a correction."""
    stands = sheets[cell.sheet].at(*cell.position)
    if ground.is_exact:
        return stands
    text = show_number(cell.before, stands.number_format) if isinstance(cell.before, Decimal) else str(cell.before)
    return stands._replace(value=cell.before, text=text)


def _corrected(sheet: Sheet, cell: CellMemory) -> Sheet:
    """The sheet with the corrected figure, as the clerk's own."""
    stood = sheet.at(*cell.position)
    number_format = cell.format or stood.number_format
    assert cell.figure is not None  # a correction has one
    text = show_number(cell.figure, number_format, False)
    corrected = Cell(CellRef(sheet.name, *cell.position), cell.figure, text, None, number_format)
    return replace(sheet, cells={**sheet.cells, cell.position: corrected})
