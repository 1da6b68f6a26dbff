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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from xlperf.batch import run_batch

ROUNDS = 3
"""How often two processes and one are held against each other; the median counts."""

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
    run_batch(source, out, processes=processes)
    wall = time.perf_counter() - start
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in spent)
    return Run(wall, cpu, *(each.ru_maxrss / 1024 for each in spent))


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
