"""Worker processes of a batch, started afresh on every system as they are on Windows."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from itertools import islice
from multiprocessing import get_context, parent_process, resource_tracker
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

WORTHWHILE = 200
"""From so many workbooks on, a second process saves more time than its start takes."""


def process_pool(processes: int) -> ProcessPoolExecutor:
    """So many worker processes; they leave an end by Ctrl-C to the one that started them, and end when it is gone."""
    return _Pool(processes, mp_context=get_context("spawn"), initializer=_prepare)


class _Pool(ProcessPoolExecutor):
    """Processes are started when work is handed in."""

    def submit(self, run: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hands in a call. Raises what the executor raises."""
        with _unheard():
            return super().submit(run, *args, **kwargs)


@contextmanager
def _unheard() -> Iterator[None]:
    """A process started meanwhile hears no Ctrl-C before it has been told not to; Windows knows no such mask."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which otherwise takes the mask away on its way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def usual_processes(folder: Path) -> int:
    """How many worker processes a batch takes unless told: two, where the folder is worth starting them."""
    names = (name for _, _, names in os.walk(folder) for name in names)  # passes over what cannot be opened
    found = (name for name in names if fnmatch(name, "*.xls?"))
    many = sum(1 for _ in islice(found, WORTHWHILE)) == WORTHWHILE
    return min(2, os.cpu_count() or 1) if many else 1


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process once the one that started it is gone: nobody would take what it does, or end it."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
