"""A worker that dies takes nothing with it but the workbook that killed it."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.support.deaths import poisoned
from tests.support.folders import form, write
from xlperf.batch import plan_tasks, process_pool
from xlperf.batch.done import read_outcome
from xlperf.batch.running import run_on, run_on_processes
from xlperf.folder import find_workbooks
from xlperf.outcomes import FileOutcome
from xlperf.task import Task

COUNT = 40


@pytest.fixture
def tasks(tmp_path: Path) -> tuple[Task, ...]:
    source, out = tmp_path / "in", tmp_path / "out"
    for number in range(COUNT):
        write(source / f"{number:02}{'poison' if number in (3, 30) else ''}.xlsx", form(project=f"项目{number}"))
    return plan_tasks(find_workbooks(source, out), out)


def test_only_the_workbook_that_kills_its_worker_has_failed(tasks: tuple[Task, ...]) -> None:
    outcomes = [read_outcome(done.outcome) for bundle in run_on_processes(2, tasks, poisoned()) for done in bundle]
    assert sorted(outcome.path for outcome in outcomes) == [task.path for task in tasks]
    failed = {outcome.path: outcome for outcome in outcomes if outcome.is_failure}
    assert set(failed) == {"03poison.xlsx", "30poison.xlsx"}
    assert all("进程异常退出" in str(o.error) and "--retry-failed" in str(o.remedy) for o in failed.values())
    assert all(task.target and task.target.is_file() for task in tasks if task.path not in failed)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal goes to one process")
def test_ctrl_c_while_a_worker_starts_is_not_the_workers_to_hear() -> None:
    """It is sent as soon as the process is there, long before it has come to any code of ours."""
    with process_pool(1) as pool:
        waiting = pool.submit(abs, -1)
        (worker,) = active_children()
        os.kill(worker.pid or 0, signal.SIGINT)
        assert waiting.result(timeout=60) == 1


def test_a_pool_that_is_not_ours_fails_on_what_is_left_and_says_so(tasks: tuple[Task, ...]) -> None:
    with process_pool(1) as pool:
        done = [each for bundle in run_on(pool, tasks, poisoned()) for each in bundle]
    outcomes: list[FileOutcome] = [read_outcome(each.outcome) for each in done]
    assert sorted(outcome.path for outcome in outcomes) == [task.path for task in tasks]
    assert {"03poison.xlsx", "39.xlsx"} <= {outcome.path for outcome in outcomes if outcome.is_failure}
    assert all("进程异常退出" in str(outcome.error) for outcome in outcomes if outcome.is_failure)
