"""Copies of `benchmarks.writeback` opened in LibreOffice beside their sources: every cell but the edited ones is equal.

python -m benchmarks.office FOLDER OUT [N]: N workbooks (120 unless told), evenly spread over those written. Formulas
that depend on an edited cell, or on the clock or chance, are told apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.office_files import SOFFICE, open_files
from benchmarks.office_pairs import Pair, Verdict, judge
from benchmarks.table import draw_table
from benchmarks.writeback import EDITS

BATCH = 20
SHOWN = 10
"""Cells of one workbook that are told at most."""

Entry = Mapping[str, Any]


def compare(folder: Path, out: Path, entries: Sequence[Entry]) -> Iterator[Verdict]:
    """Opens sources and copies, a batch in one process, and compares each pair."""
    for start in range(0, len(entries), BATCH):
        with TemporaryDirectory() as place:
            for pair in _open(folder, out, entries[start : start + BATCH], Path(place)):
                yield judge(pair)


def _open(folder: Path, out: Path, entries: Sequence[Entry], place: Path) -> Iterator[Pair]:
    paths = [(folder / entry["path"], out / entry["path"]) for entry in entries]
    sources = {f"{number}-source": source for number, (source, _) in enumerate(paths)}
    copies = {f"{number}-copy": copy for number, (_, copy) in enumerate(paths)}
    saved = open_files(sources | copies, place)
    for number, (source, copy) in enumerate(paths):
        yield Pair(source, copy, saved.get(f"{number}-source"), saved.get(f"{number}-copy"), entries[number])


def spread(entries: Sequence[Entry], count: int) -> list[Entry]:
    """So many entries at even distances, all where there are fewer."""
    count = min(count, len(entries))
    return [entries[number * len(entries) // count] for number in range(count)]


def report(verdicts: Sequence[Verdict]) -> str:
    """The table, and every cell that differs without a reason."""
    rows = [["workbooks", "count"]]
    rows.append(["opened, source and copy", str(sum(v.status in ("equal", "differing") for v in verdicts))])
    for status in ("equal", "differing", "COPY NOT OPENED", "source not opened"):
        rows.append([status, str(sum(verdict.status == status for verdict in verdicts))])
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
