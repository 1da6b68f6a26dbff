"""A batch on the workers of a dask.distributed cluster, through its Executor."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from time import monotonic

from distributed import Client, KilledWorker
from distributed.client import ClosedClientError
from distributed.comm.addressing import resolve_address

from xlperf.batch.done import Done
from xlperf.batch.running import Job, Work, run_on
from xlperf.batch.travelling import Travelling
from xlperf.errors import UnreadableError, UsageError
from xlperf.messages import say
from xlperf.task import Task

_PATIENCE = 15.0
"""So many seconds a cluster is waited for."""

_DESERTED = 60.0
"""So many seconds a cluster may be without workers: those that died are started again."""

_BUNDLE = 32
"""Workbooks that go to a worker at once, where there are enough: a bundle costs its scheduling whatever is in it."""

_PER_THREAD = 3
"""Bundles that wait for each thread of the workers, so that none is ever idle."""

_AHEAD = 16
"""Bundles that wait at least: more workers may come."""


_LOUD = ("distributed", "distributed.client")
"""Loggers that would tell a lost connection as tracebacks; what is to be known of it is told here."""


@contextmanager
def join_cluster(address: str) -> Iterator[Cluster]:
    """A cluster by the address of its scheduler. Raises UsageError where none answers, or it has no workers."""
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        resolve_address(address)  # a client of what is no address would wait for half a minute when it is thrown away
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            say("连不上集群 {address}：{why}。", address=address, why=error),
            say("请确认地址形如 tcp://主机:8786，调度进程（dask scheduler）已启动、端口可达。"),
        ) from error
    with client:
        yield Cluster(client, address)


class Cluster:
    """A cluster that batches run on; it may be used by several, one after the other."""

    def __init__(self, client: Client, address: str) -> None:
        """Raises UsageError where the cluster has no workers."""
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise UsageError(
                say("集群 {address} 里没有工作进程。", address=address),
                say("请先在各节点启动 dask worker（每个核一个进程、一个线程）。"),
            ) from error
        self._client = client
        self._address = address
        self._peopled = monotonic()

    def run(self, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
        """What was done, as it comes in; what a worker was at when it died is done again by another.

        A workbook that kills every worker that it is given to has failed. Raises UnreadableError where the cluster or
        its workers are gone, UsageError where a worker is not of this xlperf.
        """
        return self._run(tasks, Travelling(work))

    def _refuse_deserted(self) -> None:
        """Raises UnreadableError where there has been no worker for long: nobody knows whether any will come."""
        if self._count_threads():
            self._peopled = monotonic()
        elif monotonic() - self._peopled > _DESERTED:
            raise UnreadableError(
                say("集群 {address} 里已没有工作进程。", address=self._address),
                say("已做完的不会丢失；重新启动 dask worker 后加 --resume 接着做。"),
            )

    def _run(self, tasks: Sequence[Task], job: Job) -> Iterator[list[Done]]:
        share = max(1, _PER_THREAD * self._count_threads())
        size = min(_BUNDLE, -(-len(tasks) // share)) or 1
        executor = self._client.get_executor(pure=False)
        try:
            for bundle in run_on(executor, tasks, job, max(_AHEAD, share), size, (KilledWorker,)):
                yield bundle
                self._refuse_deserted()
        except (CancelledError, ClosedClientError) as error:
            raise self._cut_off() from error

    def _count_threads(self) -> int:
        """Threads of all workers. Raises UnreadableError where the scheduler does not answer."""
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._cut_off() from error

    def _cut_off(self) -> UnreadableError:
        return UnreadableError(
            say("与集群 {address} 的连接断开了。", address=self._address),
            say("已做完的不会丢失；集群恢复后加 --resume 接着做。"),
        )
