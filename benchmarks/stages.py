"""Where the time of the whole job goes: the stages of one task, each with a watch of its own."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from xlperf.checks import CHECKS, Case, judge
from xlperf.evaluation import Options, evaluate
from xlperf.form import Form
from xlperf.formulas import work_out_stale
from xlperf.marking import make_plan
from xlperf.ooxml.book import Book, read_book
from xlperf.pages import result_page
from xlperf.recognition import load_library, recognise
from xlperf.rules import choose_pack
from xlperf.scoring import score_form
from xlperf.targets.file import apply_plan
from xlperf.task import Task

T = TypeVar("T")

STAGES = ("read", "recognise", "score", "check", "other judging", "mark", "write")


class Watch:
    """Adds up the time of each stage."""

    def __init__(self) -> None:
        self.times = Counter(dict.fromkeys(STAGES, 0.0))

    def take(self, stage: str, work: Callable[[], T]) -> T:
        """Does some work on a stage's account."""
        start = time.perf_counter()
        result = work()
        self.times[stage] += time.perf_counter() - start
        return result


def stage_times(tasks: Iterable[Task], options: Options) -> dict[str, float]:
    """Seconds of each stage over all files; recognising, scoring and checking are done once more to be measured."""
    watch = Watch()
    for task in tasks:
        _run(task, options, watch)
    judging = sum(watch.times[stage] for stage in ("recognise", "score", "check"))
    watch.times["other judging"] -= judging
    return dict(watch.times)


def _run(task: Task, options: Options, watch: Watch) -> None:
    book = watch.take("read", lambda: _read(task))
    for form in watch.take("recognise", lambda: recognise(work_out_stale(book.snapshot))):
        _judge(form, options, watch)
    evaluation = watch.take("other judging", lambda: evaluate(book.snapshot, options))
    plan, page = watch.take("mark", lambda: (make_plan(evaluation), result_page(evaluation)))
    target = task.target
    assert target is not None
    target.parent.mkdir(parents=True, exist_ok=True)
    watch.take("write", lambda: apply_plan(book, plan, lambda _: page, target, force=False))


def _read(task: Task) -> Book:
    """The workbook with its cells, which are made when they are first asked for."""
    book = read_book(task.source)
    assert book.snapshot.sheets
    return book


def _judge(form: Form, options: Options, watch: Watch) -> None:
    pack, _ = choose_pack(form, load_library().form(form.definition).rules, options.rules)
    scores = watch.take("score", lambda: score_form(form, pack))
    case = Case(form, pack, scores, options.batch)
    watch.take("check", lambda: [judge(check, case) for check in CHECKS])
