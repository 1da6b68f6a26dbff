"""A folder in; validated copies, a summary and a report out. One bad file never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf import __version__
from xlperf.disk import explain, is_folder, is_there, real
from xlperf.errors import UnreadableError, UnwritableError, UsageError
from xlperf.evaluation import Options
from xlperf.faults import unexpected
from xlperf.folder import Entry, find_workbooks, free_names, result_name
from xlperf.messages import say
from xlperf.outcomes import BatchResult, FileOutcome, failed
from xlperf.reports.json import render_json
from xlperf.reports.workbook import render_summary
from xlperf.scoring.practice import Practice, find_practices
from xlperf.task import READABLE, Task, run_task

SUMMARY, REPORT = "汇总.xlsx", "report.json"

Progress = Callable[[int, int], None]
"""Told how many workbooks are done, of how many."""

_WORTHWHILE = 200
"""From so many workbooks on, a second process saves more time than its start takes."""

_Work = Callable[[Task], FileOutcome]


def run_batch(
    source: Path,
    out: Path,
    options: Options = Options(batch=True),
    *,
    force: bool = False,
    lang: str = "zh",
    executor: Executor | None = None,
    on_progress: Progress = lambda done, count: None,
) -> BatchResult:
    """Judges every workbook below `source`; copies in the same tree, 汇总.xlsx and report.json go into `out`.

    The outcomes are in the order of the paths, whatever the executor; without one the work is done here. `force`:
    what `out` holds already is replaced. Raises UsageError (nothing to do, `out` in the way), UnreadableError (no such
    folder); summary and report that could not be written are told by the result.
    """
    refuse_folders(source, out, force)
    entries = _entries(source, out)
    tasks = plan_tasks(entries, out)
    outcomes = {entry.path: entry.refusal for entry in entries}
    for done, (task, outcome) in enumerate(_run(tasks, executor, options, force, lang), 1):
        outcomes[task.path] = outcome
        on_progress(done, len(tasks))
    practices = _practices(outcomes.values(), options)
    again = [task for task in tasks if _is_judged_by(outcomes[task.path], {practice.pack for practice in practices})]
    for task, outcome in _run(again, executor, replace(options, practices=practices), True, lang):
        outcomes[task.path] = outcome
    batch = BatchResult(tuple(filter(None, outcomes.values())), practices=practices, settings=options.settings)
    try:
        write_reports(batch, out, lang)
    except UnwritableError as error:  # what was judged is not lost with it
        return replace(batch, unwritten=error)
    return batch


def _practices(outcomes: Iterable[FileOutcome | None], options: Options) -> tuple[Practice, ...]:
    """What the forms do instead of their packs; a pack that was asked for is what they are held to."""
    books = (outcome.evaluation for outcome in outcomes if outcome is not None and outcome.evaluation is not None)
    return () if options.rules else find_practices((form.form, form.pack) for book in books for form in book.forms)


def _is_judged_by(outcome: FileOutcome | None, packs: Set[str]) -> bool:
    """A form of the workbook was judged by one of these packs."""
    book = outcome.evaluation if outcome is not None else None
    return book is not None and any(form.pack.id in packs for form in book.forms)


def plan_tasks(entries: Sequence[Entry], out: Path) -> tuple[Task, ...]:
    """A task for every workbook that is to be opened, its copy under `out` with a name of its own."""
    sources = {entry.path: entry.source for entry in entries if entry.refusal is None}
    names = free_names(sources, (SUMMARY, REPORT))
    results = {path: result_name(copy) for path, copy in names.items()}
    free = free_names(results.values(), (SUMMARY, REPORT, *names.values()))
    return tuple(_task(source, path, out, names[path], free[results[path]]) for path, source in sources.items())


def _task(source: Path, path: str, out: Path, copy: str, result: str) -> Task:
    return Task(source, path, out / copy, copy, out / result, result)


def write_reports(batch: BatchResult, out: Path, lang: str = "zh") -> None:
    """Writes summary and report into `out`, each whole or not at all. Raises UnwritableError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".xlperf-") as made:
            render_summary(batch, Path(made, SUMMARY), lang)
            Path(made, REPORT).write_text(
                render_json(batch.outcomes, __version__, lang, settings=batch.settings), "utf-8"
            )
            for name in (SUMMARY, REPORT):
                os.replace(Path(made, name), out / name)
    except OSError as error:
        raise UnwritableError(
            say("汇总和报告写不进 {folder}：{why}。", folder=out, why=explain(error)),
            say("请关闭已打开的汇总表，确认文件夹可写、磁盘未满后重试。"),
        ) from error


def process_pool(processes: int) -> ProcessPoolExecutor:
    """Worker processes for a batch, started afresh on every system as they are on Windows."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def usual_processes(folder: Path) -> int:
    """How many worker processes a batch takes unless told: two, where the folder is worth starting them."""
    many = sum(1 for _ in islice(folder.rglob("*.xls?"), _WORTHWHILE)) == _WORTHWHILE
    return min(2, os.cpu_count() or 1) if many else 1


def _holds_anything(folder: Path) -> bool:
    """Also where looking into it is forbidden."""
    try:
        return any(folder.iterdir())
    except OSError:
        return True


def _entries(source: Path, out: Path) -> tuple[Entry, ...]:
    entries = find_workbooks(source, out)
    if not entries:
        raise UsageError(
            say("文件夹 {folder} 里没有工作簿。", folder=source),
            say("请确认文件夹是否选对；能处理的后缀是 {suffixes}。", suffixes=" ".join(READABLE)),
        )
    return entries


def _run(
    tasks: Sequence[Task], executor: Executor | None, options: Options, force: bool, lang: str
) -> Iterator[tuple[Task, FileOutcome]]:
    work = partial(run_task, options=options, force=force, lang=lang)
    return ((task, work(task)) for task in tasks) if executor is None else _run_on(executor, tasks, work)


def _run_on(executor: Executor, tasks: Sequence[Task], work: _Work) -> Iterator[tuple[Task, FileOutcome]]:
    """The outcomes as they come in; when the run is broken off, what has not begun is not begun."""
    futures: dict[Future[FileOutcome], Task] = {executor.submit(work, task): task for task in tasks}
    try:
        for future in as_completed(futures):
            yield futures[future], _outcome(futures[future], future)
    finally:
        for future in futures:
            future.cancel()


def _outcome(task: Task, future: Future[FileOutcome]) -> FileOutcome:
    """What a worker gave; a worker that died has failed on its workbook."""
    try:
        return future.result()
    except Exception as error:
        return failed(task.path, unexpected(error))


def refuse_folders(source: Path, out: Path, force: bool) -> None:
    """Raises what run_batch raises before it begins: `source` is no folder, or `out` must not be written into."""
    if not is_there(source):
        raise UnreadableError(say("找不到文件夹 {folder}。", folder=source), say("请检查路径是否写对。"))
    if not is_folder(source):
        raise UsageError(say("{path} 不是文件夹。", path=source), say("单个工作簿请用 xlperf fill。"))
    if real(source).is_relative_to(real(out)):
        raise UsageError(
            say("输出文件夹 {out} 就是来源文件夹，或把它包在里面。", out=out), say("请另选一个文件夹，原件不会被改写。")
        )
    if is_there(out) and not is_folder(out):
        raise UsageError(say("{out} 是文件，不能作输出文件夹。", out=out), say("请另选一个文件夹。"))
    if not force and is_folder(out) and _holds_anything(out):
        raise UsageError(say("输出文件夹 {out} 不是空的。", out=out), say("请另选文件夹，或加 --force 覆盖同名文件。"))
