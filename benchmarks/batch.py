"""The batch on folders as a reviewing office gets them: beside other programs, with two processes, and as it grows.

python -m benchmarks.batch [N [SIZE ...]]: N workbooks (1,000 unless told) of one to three forms by three producers.
Times are CPU seconds, and the programs take turns within one run, so that a busy machine slows them alike. Then, on
the clock, what a second process brings, beside a loop that needs nothing but the CPU; then memory and cost per file of
folders of each SIZE (100, 1,000 and N unless told).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.batch_folder import fill_folder
from benchmarks.batch_rivals import Turns, find_rivals, office_seconds
from benchmarks.batch_runs import gains, run_apart
from benchmarks.table import draw_table
from xlperf.batch import run_batch

COUNT, SIZES, BLOCK = 1000, (100, 1000), 20
_OFFICE = 120
"""Workbooks that LibreOffice opens: it takes a hundred times as long as the others."""


def report_programs(source: Path, place: Path) -> str:
    """CPU milliseconds a file of the whole batch, reports and all, and of the other programs."""
    sources = sorted(source.glob("*.xlsx"))
    rivals = find_rivals()
    turns = Turns(sources, {name: run for name, run in rivals.items() if run is not None}, place, BLOCK)
    start = time.process_time()
    batch = run_batch(source, place / "out", on_progress=turns)
    rest = start + sum(turns.spent.values())
    ours, judging = time.process_time() - rest, turns.last - rest
    assert not any(outcome.is_failure for outcome in batch.outcomes)
    spent: dict[str, float | None] = {name: turns.spent.get(name) for name in rivals}
    some = sources[:_OFFICE]
    office = office_seconds(some)
    spent["LibreOffice: open and save, nothing set"] = office * len(sources) / len(some) if office else None
    rows = [["program", "CPU ms a file", "times xlperf"], ["xlperf batch: everything", _ms(ours, len(sources)), "1.00"]]
    spent = {"of it workbook by workbook, the folder and its reports aside": judging, **spent}
    for name, seconds in spent.items():
        rows.append(
            [name, *([_ms(seconds, len(sources)), f"{seconds / ours:.2f}"] if seconds else ["not installed", ""])]
        )
    return draw_table(rows)


def _ms(seconds: float, count: int) -> str:
    return f"{seconds / count * 1000:.2f}"


def report_processes(source: Path) -> str:
    """What a second process brings."""
    batch, loop = gains(source)
    rows = [["two processes against one", "times"], ["xlperf batch", f"{batch:.2f}"], ["pure CPU loop", f"{loop:.2f}"]]
    return draw_table([*rows, ["share of the loop's gain", f"{batch / loop:.0%}"]])


def report_sizes(folders: Sequence[tuple[int, Path]]) -> str:
    """Memory and cost per file, folder by folder; one process, then two."""
    rows = [["workbooks", "MiB, one process", "CPU ms a file", "MiB, each of two workers", "MiB, their caller"]]
    for count, source in folders:
        one, two = run_apart(source, 1), run_apart(source, 2)
        rows.append([f"{count}", f"{one.own:.0f}", _ms(one.cpu, count), f"{two.worker:.0f}", f"{two.own:.0f}"])
    return draw_table(rows)


def _folders(place: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Path]]:
    for size in sizes:
        folder = place / f"in-{size}"
        if not folder.exists():
            fill_folder(folder, size)
        yield size, folder


def main(count: int = COUNT, *sizes: int) -> None:
    """Prints the three tables."""
    with TemporaryDirectory() as name:
        place = Path(name)
        ((_, source),) = _folders(place, [count])
        print(f"{count} workbooks of one to three forms\n\n{report_programs(source, place)}\n", flush=True)
        print(report_processes(source), end="\n\n", flush=True)
        print(report_sizes(list(_folders(place, sizes or (*(s for s in SIZES if s < count), count)))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
