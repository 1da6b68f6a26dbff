"""A workbook and its copy, both as LibreOffice saved them: which cells differ, and why they may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.office_files import Values, read_values
from benchmarks.office_reasons import VOLATILE, behind
from benchmarks.writeback_job import sheet_names
from xlperf.cells import Area, CellRef, parse_address
from xlperf.ooxml.book import Book, read_book
from xlperf.ooxml.package import open_package


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one workbook: cells that differ without a reason, how many with one, how many there are."""

    path: str
    status: str
    unexplained: tuple[str, ...] = ()
    dependent: int = 0
    volatile: int = 0
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its copy, what LibreOffice made of them (None: not opened), and what was done to the copy."""

    source: Path
    copy: Path
    source_saved: Path | None
    copy_saved: Path | None
    entry: Mapping[str, Any]


def judge(pair: Pair) -> Verdict:
    """Compares every cell but the edited ones and those of the new sheet."""
    path = str(pair.entry["path"])
    if pair.source_saved is None:
        return Verdict(path, "source not opened")
    if pair.copy_saved is None:
        return Verdict(path, "COPY NOT OPENED")
    before = read_values(pair.source_saved, sheet_names(open_package(pair.source)))
    after = read_values(pair.copy_saved, sheet_names(open_package(pair.copy)))
    edited = {_ref(cell) for cell in pair.entry["cells"]}
    refs = (ref for ref in before.keys() | after.keys() if before.get(ref) != after.get(ref))
    differing = sorted(ref for ref in refs if ref not in edited and ref.sheet != pair.entry["new_sheet"])
    if not differing:
        return Verdict(path, "equal", cells=len(before))
    return _explain(path, read_book(pair.source), differing, edited, before, after)


def _ref(cell: str) -> CellRef:
    sheet, _, address = cell.rpartition("!")
    return CellRef(sheet, *parse_address(address))


def _explain(
    path: str, book: Book, differing: Sequence[CellRef], edited: set[CellRef], before: Values, after: Values
) -> Verdict:
    """Tells apart what depends on an edited cell, on the clock or chance, and the rest."""
    formulas = {ref: _formula(book, ref) for ref in differing}
    names = _defined_names(book)
    moody = {ref for ref, formula in formulas.items() if formula and VOLATILE.search(formula)}
    volatile = moody | behind(formulas, moody, names)
    pivoted = {ref for ref in differing if any(area.covers(*ref[1:]) for area in _pivots(book, ref.sheet))}
    dependent = (pivoted | behind(formulas, edited | pivoted, names)) - volatile
    rest = [ref for ref in differing if ref not in volatile and ref not in dependent]
    told = tuple(_tell(ref, formulas[ref], before, after) for ref in rest)
    return Verdict(path, "differing" if rest else "equal", told, len(dependent), len(volatile), len(before))


def _tell(ref: CellRef, formula: str | None, before: Values, after: Values) -> str:
    old, new = (values[ref][1] if ref in values else "blank" for values in (before, after))
    return f"{ref}: {old} -> {new}" + (f", ={formula}" if formula else "")


def _formula(book: Book, ref: CellRef) -> str | None:
    sheet = next((sheet for sheet in book.snapshot.sheets if sheet.name == ref.sheet), None)
    return sheet.at(ref.row, ref.column).formula if sheet else None


def _defined_names(book: Book) -> list[str]:
    package = book.ground.origin
    names = package.outline(package.workbook()).child("definedNames")
    return [name.attributes.get("name", "") for name in names.children] if names else []


def _pivots(book: Book, sheet: str) -> Iterator[Area]:
    """Where the pivot tables of a worksheet may reach: LibreOffice draws them up anew, and they grow down and right."""
    package, part = book.ground.origin, book.ground.parts.get(sheet)
    for relation in package.relations(part.part) if part else ():
        if relation.kind == "pivotTable" and (place := package.outline(relation.target).child("location")):
            yield Area(*parse_address(place.attributes["ref"].partition(":")[0]), 1 << 20, 1 << 14)
