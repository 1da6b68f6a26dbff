"""What a run starts from: the workbook as the clerk's, an earlier run of xlperf seen through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.errors import UnreadableError
from xlperf.numberformats import show_number
from xlperf.ooxml.draft import part_path
from xlperf.ooxml.memory import CellMemory, Memory, is_memory, read_memory
from xlperf.ooxml.package import Package, open_package
from xlperf.ooxml.undo import Undone, undo_by_meaning, undo_exactly
from xlperf.ooxml.workbook_read import SheetPart, asks_recalculation, make_sheet, read_sheets, read_tables
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE


@dataclass(frozen=True, slots=True)
class Ground:
    """The package as it was read and with an earlier run taken out, its worksheets, the workbook as the clerk's.

    `corrections` are figures that earlier runs put in the place of others; `rewritten` are those among them that
    taking out the earlier run has removed. `result` and `store` are the name of our sheet and the memory part, where
    they are still there, to be renewed in their place.
    """

    origin: Package
    package: Package
    undone: Undone
    parts: Mapping[str, SheetPart]
    snapshot: Snapshot
    corrections: tuple[CellMemory, ...] = ()
    rewritten: tuple[CellMemory, ...] = ()
    result: str | None = None
    store: str | None = None


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
    sheets = _read_snapshot_sheets(layer.package, parts.values())
    result = _result_sheet(layer, sheets)
    corrections = tuple(cell for cell in layer.memory.cells if cell.is_correction and _holds(layer, sheets, cell))
    rewritten = corrections if layer.is_exact else ()
    earlier = {cell.ref: cell for cell in (_before(layer, sheets, cell) for cell in corrections)}
    for cell in rewritten:
        sheets[cell.sheet] = _corrected(sheets[cell.sheet], cell)
    shown = tuple(sheet for name, sheet in sheets.items() if name != result)
    snapshot = Snapshot(path.name, shown, asks_recalculation(layer.package), earlier)
    return Ground(
        origin, layer.package, layer.undone, parts, snapshot, corrections, rewritten, result, layer.store
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
    parts = read_sheets(package)
    sheets = _read_snapshot_sheets(package, parts)
    styles = package.related(package.workbook(), "styles")
    by_meaning = undo_by_meaning(package, memory, parts, sheets, styles)
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


def _read_snapshot_sheets(package: Package, parts: Iterable[SheetPart]) -> dict[str, Sheet]:
    tables = read_tables(package)
    return {part.name: make_sheet(part, tables) for part in parts}


def _result_sheet(layer: _Layer, sheets: Mapping[str, Sheet]) -> str | None:
    """The name of the sheet that an earlier run put there, known from the memory or by its first cell."""
    if layer.memory.result in sheets:
        return layer.memory.result
    named = (sheet for name, sheet in sheets.items() if name.startswith(RESULT_SHEET))
    return next((sheet.name for sheet in named if sheet.at(1, 1).value == RESULT_TITLE), None)


def _holds(layer: _Layer, sheets: Mapping[str, Sheet], cell: CellMemory) -> bool:
    """A correction that is still there: surely where nobody wrote the workbook since, else if the figure stands."""
    sheet = sheets.get(cell.sheet)
    return sheet is not None and (layer.is_exact or sheet.at(*cell.position).value == cell.figure)


def _before(layer: _Layer, sheets: Mapping[str, Sheet], cell: CellMemory) -> Cell:
    """The cell as it was before a correction."""
    stands = sheets[cell.sheet].at(*cell.position)
    if layer.is_exact:
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
