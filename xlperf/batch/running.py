"""The work itself: tasks in small bundles, here or on workers; what comes back is taken at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol

from xlperf.batch.collecting import without_collecting
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

PULSE = 2.0
"""Seconds after which the one who waits for an outcome may think again."""

Bundle = tuple[Task, ...]


class Job(Protocol):
    """What is done to bundles of workbooks, and how they get to a worker and back."""

    run: Callable[[Any], Any]

    def pack(self, bundle: Bundle) -> Any:
        """What `run` is given."""

    def unpack(self, bundle: Bundle, returned: Any) -> list[Done]:
        """What was done, from what `run` gave."""

    def fail(self, bundle: Bundle, error: XlperfError) -> list[Done]:
        """The workbooks of a bundle that nobody could work on."""


class Work:
    """What is done to each workbook of a run, here or on a worker that has the same disk before it."""

    def __init__(self, options: Options, force: bool, lang: str) -> None:
        """`force`: copies that are there already are replaced."""
        self.options = options
        self.force = force
        self.lang = lang
        self.run: Callable[[Bundle], list[Done]] = partial(run_bundle, options=options, force=force, lang=lang)

    def pack(self, bundle: Bundle) -> Bundle:
        """What `run` is given."""
        return bundle

    def unpack(self, bundle: Bundle, returned: list[Done]) -> list[Done]:
        """What was done, from what `run` gave."""
        return returned

    def fail(self, bundle: Bundle, error: XlperfError) -> list[Done]:
        """The workbooks of a bundle that nobody could work on."""
        return [self._fail(task, error) for task in bundle]

    def _fail(self, task: Task, error: XlperfError) -> Done:
        return keep(failed(task.path, error), fingerprint_file(task.source), None, self.options, self.lang)


def run_bundle(bundle: Bundle, options: Options, force: bool, lang: str) -> list[Done]:
    """The workbooks of a bundle, one after the other."""
    with without_collecting():
        return [work_on(task, options, force, lang) for task in bundle]


def run_here(tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    """What was done, in this process."""
    return (work.run((task,)) for task in tasks)


def run_on(
    executor: Executor,
    tasks: Sequence[Task],
    job: Job,
    ahead: int = AHEAD,
    size: int = BUNDLE,
    deadly: Deadly = (BrokenExecutor,),
) -> Iterator[list[Done]]:
    """What was done on an executor, as it comes in; one that breaks fails on all that is left.

    `ahead` bundles of `size` workbooks may wait there; a `deadly` fault says that workers died of a bundle, whose
    workbooks are then done one by one.
    """
    bundles = _bundles(tasks, size)
    lane = _Lane(executor, job, ahead, deadly)
    yield from lane.run(bundles)
    singles = iter([(task,) for bundle in lane.lost for task in bundle])
    single = _Lane(executor, job, 1, deadly)  # one by one: who waits for a worker that dies is suspected too
    yield from single.run(singles)
    for bundle in chain(single.lost, singles, bundles):
        yield job.fail(bundle, _DIED)


def run_on_processes(count: int, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    """What was done on so many worker processes, as it comes in.

    Where one dies, what it may have been at is done singly: the workbook that kills its process again has failed, and
    no other.
    """
    bundles = _bundles(tasks)
    for first in bundles:
        with process_pool(count) as pool:
            lane = _Lane(pool, work, 2 * count + 2)
            yield from lane.run(chain((first,), bundles))
        yield from _run_singly([task for bundle in lane.lost for task in bundle], work)


def _run_singly(tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
    rest = iter(tasks)
    for first in rest:
        with process_pool(1) as pool:
            for task in chain((first,), rest):
                lane = _Lane(pool, work, 1)
                yield from lane.run(iter([(task,)]))
                if lane.lost:
                    yield work.fail((task,), _DIED)
                    break


_DIED = XlperfError(
    say("处理它的进程异常退出，多半是内存不足。"),
    say("请关闭其他程序后加 --retry-failed 重试；仍不行时，请把该文件发给维护者。"),
)


def _bundles(tasks: Sequence[Task], size: int = BUNDLE) -> Iterator[Bundle]:
    return (tuple(tasks[start : start + size]) for start in range(0, len(tasks), size))


Deadly = tuple[type[BaseException], ...]


class _Lane:
    """Bundles on their way to an executor and back; `lost` are those of which nobody knows."""

    def __init__(self, executor: Executor, job: Job, ahead: int, deadly: Deadly = (BrokenExecutor,)) -> None:
        """`ahead` bundles may wait at once."""
        self._executor = executor
        self._job = job
        self._ahead = ahead
        self._deadly = deadly
        self._waiting: dict[Future[Any], Bundle] = {}
        self.lost: list[Bundle] = []

    def run(self, bundles: Iterator[Bundle]) -> Iterator[list[Done]]:
        """The outcomes as they come in, an empty one where nothing comes for long.

        When the run is broken off, what has not begun is not begun.
        """
        try:
            while True:
                self._fill_up(bundles)
                if not self._waiting:
                    return
                done = wait(self._waiting, timeout=PULSE, return_when=FIRST_COMPLETED).done
                for future in done:
                    yield self._outcomes(future, self._waiting.pop(future))
                if not done:
                    yield []
        finally:
            for future in self._waiting:
                future.cancel()

    def _fill_up(self, bundles: Iterable[Bundle]) -> None:
        """Submits bundles until so many wait; a broken executor takes none, and what it has is lost."""
        for bundle in islice(bundles, self._ahead - len(self._waiting)):
            try:
                self._waiting[self._executor.submit(self._job.run, self._job.pack(bundle))] = bundle
            except BrokenExecutor:
                self.lost.append(bundle)
                return

    def _outcomes(self, future: Future[Any], bundle: Bundle) -> list[Done]:
        """What a worker gave; a fault that it could not tell itself has failed on the whole bundle."""
        try:
            returned = future.result()
        except self._deadly:
            self.lost.append(bundle)
            return []
        except CancelledError:  # by the other side: there is nobody to go on with
            raise
        except Exception as error:
            return self._job.fail(bundle, unexpected(error))
        return self._job.unpack(bundle, returned)
