"""The progress bar of a batch."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from xlperf.batch import Progress


@contextmanager
def show_progress() -> Iterator[Progress]:
    """What a batch reports its progress to: a bar on a terminal's standard error, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    with Bar(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, count: bar.update(task, completed=done, total=count)
