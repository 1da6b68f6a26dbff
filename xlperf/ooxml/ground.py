"""What a run starts from: the workbook as the clerk's, an earlier run of xlperf seen through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
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
from xlperf.ooxml.undo import Undone, undo_by_meaning, undo_exactly
from xlperf.ooxml.workbook_read import SheetPart, asks_recalculation, make_sheet, read_sheets
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE


@dataclass(frozen=True)
class Ground:
    """The package as it was read and with an earlier run taken out, and its worksheets.

    `memory` is what the earlier run left, `is_exact` says that nobody wrote the workbook since. `corrections` are
    figures that earlier runs put in the place of others and that stand there still. `result` and `store` are the name
    of our sheet and the memory part, where they are still there, to be renewed in their place.
    """

    origin: Package
    package: Package
    undone: Undone
    parts: Mapping[str, SheetPart]
    memory: Memory = field(default_factory=Memory)
    is_exact: bool = False
    corrections: tuple[CellMemory, ...] = ()
    result: str | None = None
    store: str | None = None

    @property
    def rewritten(self) -> tuple[CellMemory, ...]:
        """The corrections that taking out the earlier run has removed: they are to be written again."""
        return self.corrections if self.is_exact else ()

    @property
    def sheets(self) -> Iterator[SheetPart]:
        """The clerk's worksheets."""
        return (part for name, part in self.parts.items() if name != self.result)

    def formulas(self, without: Set[CellRef] = frozenset()) -> Iterator[str]:
        """The formulas of the clerk's worksheets, those of some cells left out."""
        for part in self.sheets:
            for at, raw in expand_shared(part.scan.raw).items():
                if raw.formula is not None and CellRef(part.name, *at) not in without:
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


@dataclass(frozen=True, slots=True)
class _Layer:
    """The package after taking out an earlier run."""

    package: Package
    undone: Undone = field(default_factory=Undone)
    memory: Memory = field(default_factory=Memory)
    store: str | None = None
    is_exact: bool = False


def read_ground(path: Path) -> Ground:
    """Reads a workbook. Raises UnreadableError."""
    origin = open_package(path)
    layer = _undo(origin)
    parts = {part.name: part for part in read_sheets(layer.package)}
    corrections = tuple(cell for cell in layer.memory.cells if cell.is_correction and _holds(layer, parts, cell))
    result = _result_sheet(layer, parts)
    return Ground(
        origin, layer.package, layer.undone, parts, layer.memory, layer.is_exact, corrections, result, layer.store
    )  # fmt: skip


def _undo(package: Package) -> _Layer:
    """Takes an earlier run out: byte for byte where nobody wrote the workbook since, else cell by cell."""
    store = _find_store(package)
    memory = _remembered(package, store) if store else None
    if memory is None:
        return _Layer(package)
    exact = undo_exactly(package, memory)
    if exact is not None:
        undone = package.with_parts(exact.replaced, exact.dropped)
        return _Layer(undone, exact, memory, undone.find(store or ""), is_exact=True)
    styles = package.related(package.workbook(), "styles")
    by_meaning = undo_by_meaning(package, memory, read_sheets(package), styles)
    return _Layer(package.with_parts(by_meaning.replaced), by_meaning, memory, store)


def _find_store(package: Package) -> str | None:
    """The memory part, by its content: LibreOffice relates it to the package in place of the workbook."""
    names = (info.filename for info in package.members)
    stores = (name for name in names if part_path(name).lower().startswith("customxml/item"))
    return next((name for name in stores if is_memory(package.read(name))), None)


def _remembered(package: Package, store: str) -> Memory | None:
    """The memory; None where somebody has tampered with it."""
    try:
        return read_memory(package.read(store))
    except (UnreadableError, ArithmeticError, LookupError, ValueError):
        return None


def _result_sheet(layer: _Layer, parts: Mapping[str, SheetPart]) -> str | None:
    """The name of the sheet that an earlier run put there, known from the memory or by its first cell."""
    if layer.memory.result in parts:
        return layer.memory.result
    named = (part for name, part in parts.items() if name.startswith(RESULT_SHEET))
    return next((part.name for part in named if part.value(1, 1) == RESULT_TITLE), None)


def _holds(layer: _Layer, parts: Mapping[str, SheetPart], cell: CellMemory) -> bool:
    """A correction that is still there: surely where nobody wrote the workbook since, else if the figure stands."""
    part = parts.get(cell.sheet)
    return part is not None and (layer.is_exact or part.value(*cell.position) == cell.figure)


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
