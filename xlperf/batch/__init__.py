"""A folder in; validated copies, a summary and a report out. One bad file never stops the rest, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from xlperf.across.references import NO_REFERENCES, References
from xlperf.across.roster import Roster
from xlperf.across.unit_names import UnitNames
from xlperf.batch.archives import unpack_archives
from xlperf.batch.collecting import collect_seldom, without_collecting
from xlperf.batch.comparing import Comparison, compare_forms
from xlperf.batch.deciding import note_summary, take_decisions
from xlperf.batch.done import Done, keep
from xlperf.batch.earlier import note_report, remember
from xlperf.batch.fingerprints import fingerprint_run
from xlperf.batch.folder_judging import (
    Across,
    call_units,
    judge_practices,
    judge_repeats,
    needed_practices,
    read_outcomes,
)
from xlperf.batch.journal import JOURNAL, Journal
from xlperf.batch.numbers import count_settled
from xlperf.batch.opening import open_journal
from xlperf.batch.packs import find_packs
from xlperf.batch.planning import REPORT, SUMMARY, WEB_PAGE, find_entries, plan_tasks, refuse_folders
from xlperf.batch.previous import open_previous, refuse_previous
from xlperf.batch.reports import write_reports
from xlperf.batch.result import BatchResult
from xlperf.batch.resuming import forget_gone, set_aside, sweep, take_up
from xlperf.batch.reviewing import refuse_before
from xlperf.batch.rolling import rolling
from xlperf.batch.running import Work, run_here, run_on, run_on_processes
from xlperf.batch.wishes import NO_WISHES, Wishes
from xlperf.batch.workers import process_pool, usual_processes
from xlperf.errors import UnwritableError
from xlperf.evaluation import Options
from xlperf.folder import Entry
from xlperf.messages import Message
from xlperf.task import Task

__all__ = [
    "JOURNAL",
    "REPORT",
    "SUMMARY",
    "WEB_PAGE",
    "BatchResult",
    "Progress",
    "Runner",
    "plan_tasks",
    "process_pool",
    "refuse_folders",
    "run_batch",
    "usual_processes",
]

Runner = Callable[[Sequence[Task], Work], Iterator[list[Done]]]
"""Does tasks elsewhere; what was done comes as it comes in."""

Progress = Callable[[int, int], None]
"""Told how many workbooks are done, of how many."""


def run_batch(
    source: Path,
    out: Path,
    options: Options = Options(batch=True),
    *,
    force: bool = False,
    resume: bool = False,
    retry_failed: bool = False,
    lang: str = "zh",
    executor: Executor | None = None,
    runner: Runner | None = None,
    processes: int = 1,
    on_progress: Progress = lambda done, count: None,
    is_stopped: Callable[[], bool] = lambda: False,
    roster: Roster | None = None,
    decisions: Path | None = None,
    references: References = NO_REFERENCES,
    wishes: Wishes = NO_WISHES,
    refused: Sequence[Entry] = (),
) -> BatchResult:
    """Judges every workbook below `source`; copies in the same tree and the reports go into `out`.

    The outcomes are in the order of the paths, whatever does the work: a runner (a cluster's), an executor whose
    workers have the same disk before them, so many worker processes, or, with one, this process.

    `force`: what `out` holds already is replaced. `resume`: what an earlier run into `out` has done is taken up where
    neither the workbook nor what judges it has changed; `retry_failed`, but for what failed.
    `refused` are workbooks known not to be there to be opened, each with its refusal.
    `is_stopped` is asked after each workbook whether to leave the others; then the reports tell what is done.
    `roster` is the list of the units that have to submit, which the folder is held against, and so it is against
    `references`. What people have decided in the summary of an earlier run into `out`, or in that of `decisions` (a
    summary, or the folder of one), is kept.

    Raises UsageError (nothing to do, `out` in the way or in use, no such summary), UnreadableError (no such folder, a
    summary that cannot be read), UnwritableError (the journal cannot be written, the summary is open elsewhere);
    summary and report that could not be written are told by the result.
    """
    resume = resume or retry_failed
    refuse_folders(source, out, force, resume)
    refuse_previous(references.previous, out)
    refuse_before(wishes.before, source, out)
    beside = [*references.paths, *wishes.paths, *([roster.path] if roster is not None else [])]
    with unpack_archives(find_entries(source, out, beside, refused), out) as entries:
        journal, told = open_journal(out, resume)
        notices = [told] if told is not None else []
        tasks, names = plan_tasks(entries, out, wishes.names), roster.names if roster is not None else UnitNames()
        run = _Run(
            entries,
            tasks,
            out,
            options,
            lang,
            journal,
            executor,
            runner,
            processes,
            is_stopped,
            notices,
            roster,
            names,
            references,
            wishes,
        )
        try:
            notices += take_decisions(journal, out, decisions)
            remember(journal, out, {task.path: task.source for task in tasks})
            run.prepare(resume, retry_failed)
            with without_collecting():
                left = run.judge_all(force or resume, on_progress)
            batch = run.judge_folder(left)
        except BaseException:
            journal.close()
            raise
        journal.close() if batch.left else journal.compact()
        return replace(batch, notices=tuple(notices))


@dataclass(slots=True)
class _Run:
    """One run over a folder; all that it knows of workbooks that are done stands in its journal."""

    entries: Sequence[Entry]
    tasks: Sequence[Task]
    out: Path
    options: Options
    lang: str
    journal: Journal
    executor: Executor | None
    runner: Runner | None
    processes: int
    is_stopped: Callable[[], bool]
    notices: list[Message]
    roster: Roster | None
    names: UnitNames
    references: References
    wishes: Wishes
    basis: str = ""
    todo: Sequence[Task] = ()

    def prepare(self, resume: bool, retry_failed: bool) -> None:
        """Finds out what is left to do."""
        self.basis = fingerprint_run(self.options, self.lang)
        self.todo = self.tasks
        if resume:
            sweep(self.out)
            self.todo, told = take_up(self.journal, self.tasks, self.out, self.basis, retry_failed)
            self.notices += told
            self.notices += forget_gone(self.journal, [entry.path for entry in self.entries], self.out)
        for entry in self.entries:
            if entry.refusal is not None:
                self.journal.record(keep(entry.refusal, "", None, self.options, self.lang), self.basis, "")
        self.journal.commit()

    def judge_all(self, force: bool, on_progress: Progress) -> int:
        """Does what is to be done, and gives how many workbooks are left where the run was stopped."""
        count = len(self.tasks)
        done = count - len(self.todo)
        for each in self._work(self.todo, Work(self.options, force, self.lang)):
            self.journal.record(each, self.basis, "")
            done += 1
            collect_seldom(done)
            on_progress(done, count)
        return count - done

    def judge_folder(self, left: int) -> BatchResult:
        """What the folder says as a whole, and its reports; forms that follow its practice are judged by that."""
        across = judge_repeats(self.journal, self._touched(), self.options.settings, self.names)
        practices = () if self.options.rules or left else judge_practices(self.journal, across)
        needed = {} if left else needed_practices(self.journal, practices)
        again = [task for task in self.tasks if task.path in needed]
        self._make_way(again)
        left += len(again)
        for each in self._work(again, Work(replace(self.options, practices=practices), True, self.lang)):
            self.journal.record(each, self.basis, needed[each.path])
            left -= 1
        across, collations, suspects = self._compare(across, None if left else self.references.previous)
        batch = BatchResult(read_outcomes(self.journal, across), None, practices, self.options.settings)
        batch = replace(batch, left=left, repeats=across.repeats, settled=count_settled(self.journal, across))
        batch = replace(batch, collations=collations, suspects=suspects)
        batch = replace(batch, roll_call=call_units(self.journal, self.roster, batch.outcomes))
        try:
            rolling_up = partial(rolling, self.journal, across, self.roster, find_packs(self.options))
            written = write_reports(self.journal, batch, across, self.out, self.lang, rolling_up, self.wishes)
            batch = replace(batch, written=written)
            note_summary(self.journal, self.out)
            note_report(self.journal, self.out, finished=not left)
        except UnwritableError as error:  # what was judged is not lost with it
            return replace(batch, unwritten=error)
        return batch

    def _compare(self, across: Across, previous: Path | None) -> Comparison:
        """Holds the folder's forms against each other and against what else there is."""

        def do(tasks: Sequence[Task]) -> Iterator[Done]:
            return chain.from_iterable(self._nearby(tasks, Work(self.options, False, self.lang)))

        with open_previous(previous, self.out, self.names, do) as past:
            settings, references = self.options.settings, self.references
            return compare_forms(self.journal, across, settings, self.names.key, references, past)

    def _make_way(self, again: Sequence[Task]) -> None:
        """Before copies are written a second time: those that somebody has changed since an earlier run are set aside.

        Until they are written, the journal says nothing of them: what a kill leaves there is neither.
        """
        for task in again:
            kept = self.journal.kept(task.path)
            self.notices += set_aside(kept, self.out) if kept is not None else ()
            self.journal.unseal(task.path)
        self.journal.commit()

    def _work(self, tasks: Sequence[Task], work: Work) -> Iterator[Done]:
        """What was done, as it comes in, until the run is stopped."""
        for bundle in self._bundles(tasks, work):
            yield from bundle
            if self.is_stopped():
                return

    def _bundles(self, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
        if self.runner is not None:
            return self.runner(tasks, work)
        if self.executor is not None:
            return run_on(self.executor, tasks, work)
        return self._nearby(tasks, work)

    def _nearby(self, tasks: Sequence[Task], work: Work) -> Iterator[list[Done]]:
        """Done on this machine, whose disk the files are on."""
        processes = min(self.processes, len(tasks))
        return run_on_processes(processes, tasks, work) if processes > 1 else run_here(tasks, work)

    def _touched(self) -> Callable[[str], float]:
        """The time at which a workbook's file was last written; 0 where it is not known."""
        sources = {task.path: task.source for task in self.tasks}

        def touched(path: str) -> float:
            try:
                return sources[path].stat().st_mtime
            except (KeyError, OSError):
                return 0.0

        return touched
