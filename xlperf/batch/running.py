"""The work itself: tasks in small bundles, here or on workers; what comes back is taken at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice

from xlperf.batch.done import Done, keep, work_on
from xlperf.batch.fingerprints import fingerprint_file
from xlperf.batch.workers import process_pool
from xlperf.errors import XlperfError
from xlperf.evaluation import Options
from xlperf.faults import unexpected
from xlperf.messages import say
from xlperf.outcomes import failed
from xlperf.task import Task

BUNDLE = 8
"""Workbooks that go to a worker at once: sending them singly costs as much as a tenth of the work on each."""

AHEAD = 64
"""Bundles that may wait on the side of an executor that is not ours, whose workers nobody counts."""

Bundle = tuple[Task, ...]


class Work:
    """What is done to each workbook of a run, here or elsewhere."""

    def __init__(self, options: Options, force: bool, lang: str) -> None:
        """`force`: copies that are there already are replaced."""
        self._options = options
        self._lang = lang
        self.run: Callable[[Bundle], list[Done]] = partial(run_bundle, options=options, force=force, lang=lang)

    def fail(self, bundle: Bundle, error: XlperfError) -> list[Done]:
        """The workbooks of a bundle that nobody could work on."""
        return [self._fail(task, error) for task in bundle]

    def _fail(self, task: Task, error: XlperfError) -> Done:
        return keep(failed(task.path, error), fingerprint_file(task.source), None, self._options, self._lang)


def run_bundle(bundle: Bundle, options: Options, force: bool, lang: str) -> list[Done]:
    """The workbooks of a bundle, one after the other."""
    with _without_collecting():
        return [work_on(task, options, force, lang) for task in bundle]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """The collector of cycles finds next to none here, and takes an eighth of the time to look for them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_here(tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    """What was done, in this process."""
    return (work.run((task,)) for task in tasks)


def run_on(executor: Executor, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    """What was done on an executor, as it comes in; one that breaks fails on all that is left."""
    lost: list[Bundle] = []
    bundles = _bundles(tasks)
    yield from _submit(executor, bundles, work, AHEAD, lost)
    for bundle in chain(lost, bundles):
        yield work.fail(bundle, _DIED)


def run_on_processes(count: int, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    """What was done on so many worker processes, as it comes in.

    Where one dies, what it may have been at is done singly: the workbook that kills its process again has failed, and
    no other.
    """
    bundles = _bundles(tasks)
    for first in bundles:
        lost: list[Bundle] = []
        with process_pool(count) as pool:
            yield from _submit(pool, chain((first,), bundles), work, 2 * count + 2, lost)
        yield from _run_singly([task for bundle in lost for task in bundle], work)


def _run_singly(tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    rest = iter(tasks)
    for first in rest:
        with process_pool(1) as pool:
            for task in chain((first,), rest):
                lost: list[Bundle] = []
                yield from _submit(pool, iter([(task,)]), work, 1, lost)
                if lost:
                    yield work.fail((task,), _DIED)
                    break


_DIED = XlperfError(
    say("处理它的进程异常退出，多半是内存不足。"),
    say("请关闭其他程序后加 --retry-failed 重试；仍不行时，请把该文件发给维护者。"),
)


def _bundles(tasks: Sequence[Task]) -> Iterator[Bundle]:
    return (tuple(tasks[start : start + BUNDLE]) for start in range(0, len(tasks), BUNDLE))


def _submit(
    executor: Executor, bundles: Iterator[Bundle], work: Work, ahead: int, lost: list[Bundle]
) -> Iterator[list[Done]]:
    """The outcomes as they come in; bundles of which nobody knows are put with those `lost`.

    When the run is broken off, what has not begun is not begun.
    """
    waiting: dict[Future[list[Done]], Bundle] = {}
    try:
        while True:
            _fill_up(executor, bundles, work, ahead, waiting, lost)
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield _outcomes(future, waiting.pop(future), work, lost)
    finally:
        for future in waiting:
            future.cancel()


def _fill_up(
    executor: Executor,
    bundles: Iterable[Bundle],
    work: Work,
    ahead: int,
    waiting: dict[Future[list[Done]], Bundle],
    lost: list[Bundle],
) -> None:
    """Submits bundles until so many wait; a broken executor takes none, and what it has is lost."""
    for bundle in islice(bundles, ahead - len(waiting)):
        try:
            waiting[executor.submit(work.run, bundle)] = bundle
        except BrokenExecutor:
            lost.append(bundle)
            return


def _outcomes(future: Future[list[Done]], bundle: Bundle, work: Work, lost: list[Bundle]) -> list[Done]:
    """What a worker gave; a fault that it could not tell itself has failed on the whole bundle."""
    try:
        return future.result()
    except BrokenExecutor:
        lost.append(bundle)
        return []
    except Exception as error:
        return work.fail(bundle, unexpected(error))
