"""Batches in processes of their own, and the pure loop that two processes are held against.

python -m benchmarks.batch_runs SOURCE OUT PROCESSES: prints what one batch took, as JSON.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread

from xlperf.batch import run_batch

ROUNDS = 3
"""How often two processes and one are held against each other; the median counts."""

_PULSE = 0.05
"""Seconds between two looks at what the processes hold."""

_STEPS = 6_000_000
"""Of the pure loop: about as long as a process needs for a few dozen workbooks."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a batch took: seconds on the clock, CPU seconds of all its processes, MiB that each held at most."""

    wall: float
    cpu: float
    own: float
    worker: float

    @property
    def peak(self) -> float:
        """The most that any process held."""
        return max(self.own, self.worker)


def run_apart(source: Path, processes: int) -> Run:
    """A batch of a folder in a process of its own."""
    out = source.with_name(f"{source.name}-{processes}")
    command = [sys.executable, "-m", "benchmarks.batch_runs", str(source), str(out), str(processes)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    shutil.rmtree(out)
    return Run(**json.loads(told))


def _measure(source: Path, out: Path, processes: int) -> Run:
    start = time.perf_counter()
    with _watching() as peaks:
        run_batch(source, out, processes=processes)
    wall = time.perf_counter() - start
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in spent)
    return Run(wall, cpu, _peak("self"), max(peaks.values(), default=0.0))


@contextmanager
def _watching() -> Iterator[dict[int, float]]:
    """The MiB that each process started meanwhile holds at most; the system's own figure counts its parent."""
    peaks: dict[int, float] = {}
    done = Event()

    def look() -> None:
        while not done.wait(_PULSE):
            peaks.update((each.pid, _peak(each.pid)) for each in active_children() if each.pid is not None)

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def _peak(process: int | str) -> float:
    """What a process holds at most, in MiB; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _loop(steps: int) -> int:
    total = 0
    for number in range(steps):
        total += number & 7
    return total


def loop_gain() -> float:
    """How many times one process's steps two make in the same time, of a loop that needs nothing but the CPU."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_loop, [1000, 1000]))
        return 2 * _wall(pool, 1) / _wall(pool, 2)


def _wall(pool: ProcessPoolExecutor, loops: int) -> float:
    start = time.perf_counter()
    list(pool.map(_loop, [_STEPS] * loops))
    return time.perf_counter() - start


def gains(source: Path) -> tuple[float, float]:
    """What a second process brings to the batch, and to the pure loop, by turns in the same run."""
    batches, loops = [], []
    for _ in range(ROUNDS):
        loops.append(loop_gain())
        batches.append(run_apart(source, 1).wall / run_apart(source, 2).wall)
        loops.append(loop_gain())
    return median(batches), median(loops)


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(asdict(_measure(Path(given[0]), Path(given[1]), int(given[2])))))
