"""Worker processes of a batch, started afresh on every system as they are on Windows."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

WORTHWHILE = 200
"""From so many workbooks on, a second process saves more time than its start takes."""


def process_pool(processes: int) -> ProcessPoolExecutor:
    """So many worker processes; they leave an end by Ctrl-C to the one that started them, and end when it is gone."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_prepare)


def usual_processes(folder: Path) -> int:
    """How many worker processes a batch takes unless told: two, where the folder is worth starting them."""
    names = (name for _, _, names in os.walk(folder) for name in names)  # passes over what cannot be opened
    found = (name for name in names if fnmatch(name, "*.xls?"))
    many = sum(1 for _ in islice(found, WORTHWHILE)) == WORTHWHILE
    return min(2, os.cpu_count() or 1) if many else 1


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process once the one that started it is gone: nobody would take what it does, or end it."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
