"""Copies of `benchmarks.writeback` opened in LibreOffice beside their sources: every cell but the edited ones is equal.

python -m benchmarks.office FOLDER OUT [N]: N workbooks (120 unless told), evenly spread over those written. Formulas
that depend on an edited cell, or on the clock or chance, are told apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.office_files import SOFFICE, Values, open_files, read_values
from benchmarks.office_reasons import VOLATILE, behind
from benchmarks.table import draw_table
from benchmarks.writeback import EDITS
from benchmarks.writeback_job import sheet_names
from xlperf.cells import Area, CellRef, parse_address
from xlperf.ooxml.book import Book, read_book
from xlperf.ooxml.package import open_package

BATCH = 20
SHOWN = 10
"""Cells of one workbook that are told at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one workbook; the cells that differ, by the reason that is known for it."""

    path: str
    status: str
    unexplained: tuple[str, ...] = ()
    dependent: int = 0
    volatile: int = 0
    cells: int = 0


def compare(folder: Path, out: Path, entries: Sequence[dict[str, Any]]) -> Iterator[Verdict]:
    """Opens sources and copies in batches, and compares each pair."""
    for start in range(0, len(entries), BATCH):
        batch = dict(enumerate(entries[start : start + BATCH], start))
        with TemporaryDirectory() as place:
            paths = {f"{number}-source": folder / entry["path"] for number, entry in batch.items()}
            paths |= {f"{number}-copy": out / entry["path"] for number, entry in batch.items()}
            saved = open_files(paths, Path(place))
            for number, entry in batch.items():
                yield _judge(folder, out, entry, saved.get(f"{number}-source"), saved.get(f"{number}-copy"))


def _judge(folder: Path, out: Path, entry: dict[str, Any], source: Path | None, copy: Path | None) -> Verdict:
    path = entry["path"]
    if source is None:
        return Verdict(path, "source not opened")
    if copy is None:
        return Verdict(path, "COPY NOT OPENED")
    before = read_values(source, sheet_names(open_package(folder / path)))
    after = read_values(copy, sheet_names(open_package(out / path)))
    edited = {_ref(cell) for cell in entry["cells"]}
    differing = _differing(before, after, edited, entry["new_sheet"])
    if not differing:
        return Verdict(path, "equal", cells=len(before))
    return _explain(read_book(folder / path), path, differing, edited, before, after)


def _ref(cell: str) -> CellRef:
    sheet, _, address = cell.rpartition("!")
    return CellRef(sheet, *parse_address(address))


def _differing(before: Values, after: Values, edited: set[CellRef], new_sheet: str | None) -> list[CellRef]:
    places = (place for place in before.keys() | after.keys() if before.get(place) != after.get(place))
    return [
        ref for ref in (CellRef(*place) for place in sorted(places)) if ref not in edited and ref.sheet != new_sheet
    ]


def _explain(
    book: Book, path: str, differing: Sequence[CellRef], edited: set[CellRef], before: Values, after: Values
) -> Verdict:
    """Tells apart what depends on an edited cell, on the clock or chance, and the rest."""
    formulas = {ref: _formula(book, ref) for ref in differing}
    names = _defined_names(book)
    moody = {ref for ref, formula in formulas.items() if formula and VOLATILE.search(formula)}
    volatile = moody | behind(formulas, moody, names)
    pivoted = {ref for ref in differing if any(area.covers(*ref[1:]) for area in _pivots(book, ref.sheet))}
    dependent = pivoted | behind(formulas, edited | pivoted, names) - volatile
    rest = [ref for ref in differing if ref not in volatile and ref not in dependent]
    told = tuple(f"{ref}: {before.get(ref)!r} -> {after.get(ref)!r} ={formulas[ref]}" for ref in rest)
    return Verdict(path, "differing" if rest else "equal", told, len(dependent), len(volatile), len(before))


def _formula(book: Book, ref: CellRef) -> str | None:
    sheet = next((sheet for sheet in book.snapshot.sheets if sheet.name == ref.sheet), None)
    return sheet.at(ref.row, ref.column).formula if sheet else None


def _defined_names(book: Book) -> list[str]:
    package = book.ground.origin
    names = package.outline(package.workbook()).child("definedNames")
    return [name.attributes.get("name", "") for name in names.children] if names else []


def _pivots(book: Book, sheet: str) -> Iterator[Area]:
    """Where the pivot tables of a worksheet stand; LibreOffice draws them up anew from what they are fed with."""
    package, part = book.ground.origin, book.ground.parts.get(sheet)
    for relation in package.relations(part.part) if part else ():
        if relation.kind == "pivotTable" and (place := package.outline(relation.target).child("location")):
            first, _, last = place.attributes["ref"].partition(":")
            yield Area(*parse_address(first), *parse_address(last or first))


def spread(entries: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """So many entries at even distances, all where there are fewer."""
    count = min(count, len(entries))
    return [entries[number * len(entries) // count] for number in range(count)]


def report(verdicts: Sequence[Verdict]) -> str:
    """The table, and every cell that differs without a reason."""
    statuses = ("equal", "differing", "COPY NOT OPENED", "source not opened")
    rows = [["workbooks", "count"]]
    rows.append(["opened, source and copy", str(sum(v.status in ("equal", "differing") for v in verdicts))])
    rows += [[status, str(sum(verdict.status == status for verdict in verdicts))] for status in statuses]
    rows.append(["cells compared", str(sum(verdict.cells for verdict in verdicts))])
    rows.append(["differ by way of an edited cell", str(sum(verdict.dependent for verdict in verdicts))])
    rows.append(["differ by clock or chance", str(sum(verdict.volatile for verdict in verdicts))])
    return "\n".join([draw_table(rows), *(_tell(verdict) for verdict in verdicts if verdict.status != "equal")])


def _tell(verdict: Verdict) -> str:
    more = len(verdict.unexplained) - SHOWN
    cells = [f"    {cell}" for cell in verdict.unexplained[:SHOWN]] + ([f"    and {more} more"] if more > 0 else [])
    return "\n".join([f"{verdict.path}: {verdict.status}", *cells])


def main(folder: str, out: str, count: str = "120") -> None:
    """Compares and prints."""
    if SOFFICE is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    files = json.loads((Path(out) / EDITS).read_text("utf-8"))["files"]
    written = [entry for entry in files if entry["status"] == "written"]
    print(report(list(compare(Path(folder), Path(out), spread(written, int(count))))))


if __name__ == "__main__":
    main(*sys.argv[1:])
