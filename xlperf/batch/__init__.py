"""A folder in; validated copies, a summary and a report out. One bad file never stops the rest, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from xlperf.across.roll_up import RollUp
from xlperf.batch.archives import unpack_archives
from xlperf.batch.aside import Aside, working_aside
from xlperf.batch.collecting import collect_seldom, without_collecting
from xlperf.batch.comparing import Comparison, compare_forms, unmade_checks
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
from xlperf.batch.known_units import note_units
from xlperf.batch.means import Means, Runner
from xlperf.batch.numbers import count_settled
from xlperf.batch.opening import open_journal
from xlperf.batch.overviews import Subject, settled_figures
from xlperf.batch.planning import REPORT, SUMMARY, WEB_PAGE, find_entries, plan_tasks, refuse_folders
from xlperf.batch.previous import open_previous, refuse_previous
from xlperf.batch.reports import write_reports
from xlperf.batch.result import BatchResult
from xlperf.batch.resuming import forget_gone, set_aside, sweep, take_up
from xlperf.batch.reviewing import refuse_before
from xlperf.batch.rolling import roll_folder
from xlperf.batch.running import Work
from xlperf.batch.wishes import NO_WISHES, Wishes
from xlperf.batch.workers import WORTHWHILE, process_pool, usual_processes
from xlperf.errors import UnwritableError
from xlperf.evaluation import Options
from xlperf.folder import Entry
from xlperf.messages import Message
from xlperf.scoring.practice import Practice
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
    `wishes` are what the office brings to the folder, and wants beside the reports.

    Raises UsageError (nothing to do, `out` in the way or in use, no such summary), UnreadableError (no such folder, a
    summary that cannot be read), UnwritableError (the journal cannot be written, the summary is open elsewhere);
    summary and report that could not be written are told by the result.
    """
    resume = resume or retry_failed
    refuse_folders(source, out, force, resume)
    refuse_previous(wishes.references.previous, out)
    refuse_before(wishes.before, source, out)
    with unpack_archives(find_entries(source, out, wishes.paths, refused), out) as entries:
        journal, told = open_journal(out, resume)
        tasks, means = plan_tasks(entries, out, wishes.names), Means(executor, runner, processes, is_stopped)
        run = _Run(entries, tasks, out, options, lang, journal, means, wishes, [told] if told is not None else [])
        try:
            run.notices += take_decisions(journal, out, wishes.decisions)
            remember(journal, out, {task.path: task.source for task in tasks})
            run.prepare(resume, retry_failed)
            with without_collecting():
                left = run.judge_all(force or resume, on_progress)
            batch = run.judge_folder(left)
        except BaseException:
            journal.close()
            raise
        journal.close() if batch.left else journal.compact()
        return replace(batch, notices=tuple(run.notices))


@dataclass(slots=True)
class _Run:
    """One run over a folder; all that it knows of workbooks that are done stands in its journal."""

    entries: Sequence[Entry]
    tasks: Sequence[Task]
    out: Path
    options: Options
    lang: str
    journal: Journal
    means: Means
    wishes: Wishes
    notices: list[Message]
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
        names = self.wishes.units
        across = judge_repeats(self.journal, self._touched(), self.options.settings, names)
        practices = () if self.options.rules or left else judge_practices(self.journal, across)
        left += 0 if left else self._judge_again(practices)
        with working_aside(self.journal, self.out, self._reporters()) as aside:
            rolling = aside.begin(roll_folder, across, self.wishes.roster, self.options, self.lang)
            across, collations, suspects = self._compare(across, None if left else self.wishes.references.previous)
            batch = BatchResult(read_outcomes(self.journal, across), None, practices, self.options.settings)
            batch = replace(batch, left=left, repeats=across.repeats, settled=count_settled(self.journal, across))
            roll_call = call_units(self.journal, self.wishes.roster, batch.outcomes)
            unchecked = tuple(unmade_checks(self.options.settings, self.wishes.references))
            batch = replace(batch, collations=collations, suspects=suspects, roll_call=roll_call, unchecked=unchecked)
            subject = Subject(batch, across, self.lang, settled_figures(self.journal, across))
            return self._report(subject, aside, rolling)

    def _report(self, subject: Subject, aside: Aside, rolling: Callable[[], RollUp]) -> BatchResult:
        try:
            note_units(self.journal, self.wishes.units)
            written = write_reports(self.journal, subject, aside, rolling, self.wishes, self.out)
            note_summary(self.journal, self.out)
            note_report(self.journal, self.out, finished=not subject.batch.left)
        except UnwritableError as error:  # what was judged is not lost with it
            return replace(subject.batch, unwritten=error)
        return replace(subject.batch, written=written)

    def _judge_again(self, practices: Sequence[Practice]) -> int:
        """Judges the forms that follow a practice of the folder by that; gives how many workbooks are left of them."""
        needed = needed_practices(self.journal, practices)
        again = [task for task in self.tasks if task.path in needed]
        self._make_way(again)
        left = len(again)
        for each in self._work(again, Work(replace(self.options, practices=tuple(practices)), True, self.lang)):
            self.journal.record(each, self.basis, needed[each.path])
            left -= 1
        return left

    def _reporters(self) -> int:
        """How many processes are worth starting for the reports."""
        return self.means.processes if len(self.tasks) >= WORTHWHILE else 1

    def _compare(self, across: Across, previous: Path | None) -> Comparison:
        """Holds the folder's forms against each other and against what else there is."""

        def do(tasks: Sequence[Task]) -> Iterator[Done]:
            return chain.from_iterable(self.means.nearby(tasks, Work(self.options, False, self.lang)))

        names, references = self.wishes.units, self.wishes.references
        with open_previous(previous, self.out, names, do) as past:
            return compare_forms(self.journal, across, self.options.settings, names.key, references, past)

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
        for bundle in self.means.do(tasks, work):
            yield from bundle
            if self.means.is_stopped():
                return

    def _touched(self) -> Callable[[str], float]:
        """The time at which a workbook's file was last written; 0 where it is not known."""
        sources = {task.path: task.source for task in self.tasks}

        def touched(path: str) -> float:
            try:
                return sources[path].stat().st_mtime
            except (KeyError, OSError):
                return 0.0

        return touched
