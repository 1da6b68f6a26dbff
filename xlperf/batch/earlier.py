"""The submission before: kept in the journal when letters go out, or when workbooks come back, and held against now.

It is the state that units were told about, or, without letters, that of the first run; it stays until letters go out
again, so that a run that is done over says the same. Cells are kept of workbooks whose source has changed since.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlperf.batch.fingerprints import fingerprint_file
from xlperf.batch.journal import Journal
from xlperf.batch.opening import open_kept_journal
from xlperf.batch.planning import REPORT
from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.changes.reported import ReportedFile, read_file
from xlperf.disk import is_file
from xlperf.errors import XlperfError
from xlperf.ooxml.book import read_book
from xlperf.reports.json import report_files, report_unchecked

_FAST = 1
_REPORTED = "report"
"""Under this key the journal notes the fingerprint of the report that a finished run wrote."""
_UNCHECKED = "earlier unchecked"
"""Under this key it notes the checks that the submission before was not held to."""


def note_report(journal: Journal, out: Path, *, finished: bool) -> None:
    """Notes which report a run wrote, if it came to its end."""
    journal.note(_REPORTED, fingerprint_file(out / REPORT) if finished else "")


def remember(journal: Journal, out: Path, sources: Mapping[str, Path]) -> None:
    """Before workbooks that have changed are done again: keeps the submission before, and the cells of those.

    `sources` are the workbooks by path. Raises UnwritableError.
    """
    past = journal.past_sources()
    changed = [path for path, source in past.items() if path not in sources or _is_other(sources[path], source)]
    if not changed:
        return
    if next(journal.earlier(), None) is None and _is_of_finished_run(journal, out):
        keep_submission(journal, out)
    keep_cells(journal, out, changed)
    journal.commit()


def keep_sent(out: Path, paths: Iterable[str]) -> None:
    """Keeps the submission that units were told about, and the cells of what they are to mend.

    Raises what opening the journal raises; without one nothing is kept.
    """
    journal = open_kept_journal(out)
    if journal is None:
        return
    with closing(journal):
        keep_submission(journal, out)
        keep_cells(journal, out, paths)


def keep_submission(journal: Journal, out: Path) -> None:
    """Keeps what the report of a run says as the submission to hold later ones against. Raises OSError."""
    with (out / REPORT).open(encoding="utf-8") as lines:
        journal.note(_UNCHECKED, " ".join(sorted(report_unchecked(lines))))
    with (out / REPORT).open(encoding="utf-8") as lines:
        texts = ((json.loads(text)["path"], text) for text in report_files(lines))
        journal.set_earlier((path, zlib.compress(text.encode("utf-8"), _FAST)) for path, text in texts)


def keep_cells(journal: Journal, out: Path, paths: Iterable[str]) -> None:
    """Keeps the cells of workbooks of the earlier submission, as their copies hold them."""
    wanted = set(paths)
    files = [_read(document) for path, document, cells in journal.earlier() if path in wanted and cells is None]
    for file in files:
        snapshot = read_cells(out, file)
        if snapshot is not None:
            journal.set_cells(file.path, pack_cells(snapshot))


def read_cells(out: Path, file: ReportedFile) -> Snapshot | None:
    """The cells of a workbook as the unit's, from its copy; None where there is none that can be read."""
    try:
        return read_book(out / file.output).snapshot if file.output is not None else None
    except XlperfError:
        return None


def read_earlier(journal: Journal) -> tuple[list[ReportedFile], dict[str, bytes]]:
    """The submission before: its workbooks, and the cells by path of those that have changed since."""
    kept = list(journal.earlier())
    return [_read(document) for _, document, _ in kept], {path: cells for path, _, cells in kept if cells is not None}


def earlier_unchecked(journal: Journal) -> frozenset[str]:
    """The checks that were not made when the submission before was reported."""
    return frozenset(journal.noted(_UNCHECKED).split())


def _read(document: bytes) -> ReportedFile:
    return read_file(zlib.decompress(document).decode("utf-8"))


def _is_other(path: Path, fingerprint: str) -> bool:
    return fingerprint_file(path) != fingerprint


def _is_of_finished_run(journal: Journal, out: Path) -> bool:
    return is_file(out / REPORT) and fingerprint_file(out / REPORT) == journal.noted(_REPORTED)


def pack_cells(snapshot: Snapshot) -> bytes:
    """What a workbook says, cell by cell: value, text, whether it is a formula, number format."""
    sheets = [[sheet.name, [_plain(cell) for cell in sheet.cells.values()]] for sheet in snapshot.sheets]
    return zlib.compress(json.dumps(sheets, separators=(",", ":")).encode(), _FAST)


def _plain(cell: Cell) -> list[Any]:
    number = str(cell.value) if isinstance(cell.value, Decimal) else None
    return [cell.ref.row, cell.ref.column, number, cell.text, cell.formula is not None, cell.number_format]


def unpack_cells(stored: bytes) -> Snapshot:
    """The cells that `pack_cells` kept; a text for whatever is no number, a formula without its words."""
    sheets = json.loads(zlib.decompress(stored))
    return Snapshot("", tuple(_sheet(name, cells) for name, cells in sheets))


def _sheet(name: str, cells: Iterable[list[Any]]) -> Sheet:
    found = {}
    for row, column, number, text, is_formula, number_format in cells:
        value = Decimal(number) if number is not None else text or None
        formula = "" if is_formula else None
        found[row, column] = Cell(CellRef(name, row, column), value, text, formula, number_format)
    return Sheet(name, found)
