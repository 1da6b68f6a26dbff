"""Two jobs written by xlperf, beside openpyxl's load, edit, save, and beside the floor, on six kinds of workbooks.

python -m benchmarks.writing [ROUNDS]: one process; all three take turns on each kind (5 rounds unless told), so that a
busy machine slows them alike. The figures are means of the faster half of the rounds. The jobs: a number, a fill, a
note and a sheet; and what filling a form comes to, with all cells made.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.office_files import SOFFICE
from benchmarks.table import draw_table
from benchmarks.whole_job import run_floor, seconds
from benchmarks.writing_forms import make_kinds
from benchmarks.writing_job import JOBS, STAGES, Job, Watch, run_openpyxl, run_xlperf
from xlperf.task import Task

FORMS = (1, 50)
BLOCK = {1: 10, 50: 1}
"""How often the job is done in one turn, by the number of forms."""

_NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of workbook took, in milliseconds a job; `stages` are those of xlperf."""

    job: str
    producer: str
    forms: int
    stages: dict[str, float]
    xlperf: float
    openpyxl: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times as long openpyxl takes."""
        return self.openpyxl / self.xlperf


def measure(job: Job, producer: str, forms: int, source: Path, rounds: int) -> Row:
    """Takes turns on one workbook, a round each; the first, which warms all up, does not count."""
    turns = [_take_turns(job, source, BLOCK[forms]) for _ in range(rounds + 1)][1:]
    figures = {name: _steady([turn[name] for turn in turns]) for name in turns[0]}
    stages = {stage: figures.pop(stage) for stage in STAGES}
    return Row(job.name, producer, forms, stages, **figures)


def _take_turns(job: Job, source: Path, block: int) -> dict[str, float]:
    """Milliseconds of each program on one workbook, and of each stage of xlperf."""
    watch = Watch()
    times = {
        "xlperf": seconds(_repeat(lambda target: run_xlperf(job, source, target, watch), source, block)),
        "openpyxl": seconds(_repeat(lambda target: run_openpyxl(job, source, target), source, block)),
        "floor": seconds(_repeat(lambda target: run_floor(Task(source, source.name)), source, block)),
    }
    for target in source.parent.glob("out-*"):
        target.unlink()
    return {name: spent / block * 1000 for name, spent in (times | watch.times).items()}


def _repeat(work: Callable[[Path], object], source: Path, times: int) -> Callable[[], object]:
    """The work done some times, each time to a file that is not there yet: to write over one takes longer."""
    return lambda: [work(source.with_name(f"out-{next(_NUMBERS)}.xlsx")) for _ in range(times)]


def _steady(times: Sequence[float]) -> float:
    """The mean of the faster half: what else the machine does only ever adds."""
    fast = sorted(times)[: (len(times) + 1) // 2]
    return sum(fast) / len(fast)


def report(rows: Sequence[Row]) -> str:
    """The table in milliseconds, and the worst ratios."""
    head = ["job", "producer", "forms", *STAGES, "xlperf", "proof", "openpyxl", "ratio", "floor", "xlperf / floor"]
    worst = [
        f"worst ratio, job {job.name}, forms {forms}: {_worst(rows, job.name, forms):.1f}"
        for job in JOBS
        for forms in FORMS
    ]
    return "\n".join([draw_table([head, *map(_draw, rows)]), "", *worst])


def _worst(rows: Sequence[Row], job: str, forms: int) -> float:
    return min(row.ratio for row in rows if (row.job, row.forms) == (job, forms))


def _draw(row: Row) -> list[str]:
    ours = [f"{row.stages[stage]:.2f}" for stage in STAGES]
    share = f"{row.stages['prove'] / row.xlperf:.0%}"
    theirs = [f"{row.openpyxl:.2f}", f"{row.ratio:.1f}"]
    floor = [f"{row.floor:.2f}", f"{row.xlperf / row.floor:.1f}"]
    return [row.job, row.producer, str(row.forms), *ours, f"{row.xlperf:.2f}", share, *theirs, *floor]


def surroundings() -> str:
    """What the figures depend on."""
    picture = "Pillow keeps the picture" if find_spec("PIL") else "it drops the picture, for want of Pillow"
    office = "" if SOFFICE else "; no workbooks by LibreOffice, for want of soffice"
    compressor = "isal" if find_spec("isal") else "zlib"
    return (
        "Milliseconds a workbook; proof: its share of xlperf; ratio: openpyxl's time in xlperf's.\n"
        f"One process, compressor {compressor}; in openpyxl {picture}{office}."
    )


def main(rounds: int = 5) -> None:
    """Prints the table."""
    warnings.filterwarnings("ignore", module="openpyxl")  # what it says of the extensions that it drops
    with TemporaryDirectory() as place:
        kinds = list(make_kinds(Path(place), FORMS))
        rows = [measure(job, *kind, rounds) for job in JOBS for kind in kinds]
    print(surroundings(), end="\n\n")
    print(report(rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
