"""A second process for a folder's reports: parts that do not wait for each other are made at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from xlperf.batch.journal import Journal
from xlperf.batch.opening import open_to_read
from xlperf.batch.workers import process_pool
from xlperf.errors import UnwritableError

T = TypeVar("T")

Part = Callable[..., T]
"""A part of the work: given the journal, to be read only, a passing folder, and what else it needs."""

_FROZEN = "journal.sqlite"


class Aside:
    """Does parts of a folder's work in another process, or, where there is none, here when they are called for."""

    def __init__(self, journal: Journal, out: Path, processes: int, stack: ExitStack) -> None:
        """What is opened on the way is left to the stack; with fewer than two processes all is done here."""
        self._journal = journal
        self._out = out
        self._processes = processes
        self._stack = stack

    @cached_property
    def place(self) -> Path:
        """The passing folder, in the output folder; what Windows keeps of it the next run sweeps up. Raises OSError."""
        passing = TemporaryDirectory(dir=self._out, prefix=".xlperf-", ignore_cleanup_errors=True)
        return Path(self._stack.enter_context(passing))

    def begin(self, part: Part[T], *given: Any) -> Callable[[], T]:
        """Begins a part; what it gives is had by calling, which raises what the part raises."""
        future = self._submit(part, given)
        return lambda: self._take(future, part, given)

    def _submit(self, part: Part[T], given: tuple[Any, ...]) -> Future[T] | None:
        """None where it cannot be done elsewhere: then it is done here, which tells why if that fails too."""
        if self._processes < 2:
            return None
        try:
            frozen = self._frozen  # before the pool: they end the other way round, and Windows keeps files in use
            return self._pool.submit(_do_there, part, frozen, self.place, given)
        except (OSError, UnwritableError, BrokenExecutor):
            return None

    def _take(self, future: Future[T] | None, part: Part[T], given: tuple[Any, ...]) -> T:
        try:
            if future is not None:
                return future.result()
        except BrokenExecutor:  # the other process was ended, for want of memory say
            pass
        return part(self._journal, self.place, *given)

    @cached_property
    def _pool(self) -> Executor:
        pool = process_pool(1)
        self._stack.callback(pool.shutdown, cancel_futures=True)
        return pool

    @cached_property
    def _frozen(self) -> Path:
        """The journal as it is now, in a file that another process can read. Raises OSError, UnwritableError."""
        path = self.place / _FROZEN
        self._journal.copy(path)
        return path


@contextmanager
def working_aside(journal: Journal, out: Path, processes: int) -> Iterator[Aside]:
    """A second process where there are to be several; it and the passing folder are gone when this is left."""
    with ExitStack() as stack:
        yield Aside(journal, out, processes, stack)


def _do_there(part: Part[T], frozen: Path, place: Path, given: tuple[Any, ...]) -> T:
    with closing(open_to_read(frozen)) as connection:
        return part(Journal(connection, frozen), place, *given)
