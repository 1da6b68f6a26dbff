"""What a cluster costs beside the work: python -m benchmarks.cluster [N], N (400 unless told) published forms.

A scheduler and two workers of one thread, each a process of its own. Times are of processors, not of clocks, so that a
busy machine changes them less; beside them, the same work in this process without a cluster.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import dask.config
from distributed import Client
from distributed.deploy.subprocess import SubprocessCluster

from benchmarks.table import draw_table
from benchmarks.whole_job import fill_folder
from xlperf.batch import plan_tasks, run_batch
from xlperf.batch.cluster import Cluster
from xlperf.batch.running import Work, run_here
from xlperf.batch.travelling import Travelling
from xlperf.evaluation import Options
from xlperf.folder import find_workbooks
from xlperf.task import Task

OPTIONS = Options(batch=True)
WORKERS = 2


class Nothing(Travelling):
    """The same parcels, sent and taken back, without any work on them."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.run = _send_back

    def unpack(self, bundle: tuple[Task, ...], returned: object) -> list[object]:  # type: ignore[override]
        return list(bundle)


def _send_back(sent: bytes) -> bytes:
    return sent


def processor_time(work: Callable[[], object]) -> float:
    """Seconds that this process takes for it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def on_workers(client: Client) -> float:
    """Seconds that the workers have taken since they started."""
    return sum(client.run(time.process_time).values())


def exhaust(bundles: Iterable[object]) -> None:
    """Takes what comes."""
    for _ in bundles:
        pass


def measure(count: int) -> list[list[str]]:
    """The table: milliseconds of a processor for each workbook."""
    with (
        dask.config.set({"distributed.worker.profile.enabled": False}),  # it samples by the clock, busy or not
        TemporaryDirectory() as name,
        SubprocessCluster(n_workers=WORKERS, worker_kwargs={"nthreads": 1}) as local,
    ):
        folder = Path(name)
        fill_folder(folder / "in", count)
        with Client(local, set_as_default=False) as client:
            return list(_rows(client, folder, count))


def _rows(client: Client, folder: Path, count: int) -> list[list[str]]:
    cluster, work = Cluster(client, ""), Work(OPTIONS, True, "zh")

    def tasks(out: str) -> tuple[Task, ...]:
        return plan_tasks(find_workbooks(folder / "in", folder / out), folder / out)

    exhaust(cluster.run(tasks("warm"), work))
    exhaust(run_here(tasks("warm")[:32], work))
    alone = processor_time(lambda: exhaust(run_here(tasks("alone"), work)))
    idle = _elsewhere(client, lambda: exhaust(cluster._run(tasks("nothing"), Nothing(work))))
    busy = _elsewhere(client, lambda: exhaust(cluster.run(tasks("cluster"), work)))
    whole = processor_time(lambda: run_batch(folder / "in", folder / "whole"))

    def row(label: str, seconds: float) -> list[str]:
        return [label, f"{1000 * seconds / count:.2f}", f"{100 * seconds / alone:.1f} %"]

    return [
        ["processor time of each workbook", "ms", "of the work"],
        row("the work itself, in one process", alone),
        row("on a cluster: the workers", busy.workers),
        row("on a cluster: the scheduler", busy.scheduler),
        row("on a cluster: the process that was called", busy.caller),
        row("sending, scheduling and taking back without work, all three", sum(idle)),
        row("journal and reports, in the process that was called", whole - alone),
    ]


class Times(NamedTuple):
    """Seconds that a work took of each."""

    caller: float
    scheduler: float
    workers: float


def _elsewhere(client: Client, work: Callable[[], object]) -> Times:
    scheduler, workers = client.run_on_scheduler(time.process_time), on_workers(client)
    caller = processor_time(work)
    return Times(caller, client.run_on_scheduler(time.process_time) - scheduler, on_workers(client) - workers)


if __name__ == "__main__":
    print(draw_table(measure(int(sys.argv[1]) if sys.argv[1:] else 400)))
