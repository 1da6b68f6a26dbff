"""By what means a batch does its work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from xlperf.batch.done import Done
from xlperf.batch.running import Work, run_here, run_on, run_on_processes
from xlperf.task import Task

Runner = Callable[[Sequence[Task], Work], Iterator[list[Done]]]
"""Does tasks elsewhere; what was done comes as it comes in."""


@dataclass(frozen=True, slots=True)
class Means:
    """A runner (a cluster's), an executor whose workers have the same disk before them, so many processes, or this one.

    `is_stopped` tells whether the run is to end.
    """

    executor: Executor | None
    runner: Runner | None
    processes: int
    is_stopped: Callable[[], bool]

    def do(self, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
        """What was done, as it comes in."""
        if self.runner is not None:
            return self.runner(tasks, work)
        if self.executor is not None:
            return run_on(self.executor, tasks, work)
        return self.nearby(tasks, work)

    def nearby(self, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
        """Done on this machine, whose disk the files are on."""
        processes = min(self.processes, len(tasks))
        return run_on_processes(processes, tasks, work) if processes > 1 else run_here(tasks, work)
