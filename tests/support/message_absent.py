"""Scenes on a machine where something is not installed, or where a process dies at its work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.support.deaths import poisoned
from tests.support.message_telling import run_apart, without
from xlperf.batch import plan_tasks
from xlperf.batch.done import read_outcome
from xlperf.batch.running import run_on
from xlperf.cli import main
from xlperf.folder import find_workbooks


def lack_packages(folder: Path) -> None:
    """Each command without the package that it needs."""
    with without("docx"):
        main(["letters", "空文件夹", "--export-template", "信.docx"])
        main(["convert", "自评表.xlsx", "没有组件.docx"])
    with without("pdfplumber"):
        main(["check", "扫描.pdf"])
    with without("distributed", anew=["xlperf.batch.cluster"]):
        main(["batch", "收件箱", "-o", "没有集群", "--cluster", "tcp://127.0.0.1:9"])
    program = "import sys; sys.modules['xlsxwriter'] = None; from xlperf.cli import main; main(sys.argv[1:])"
    run_apart(program, "new", "project", "没有组件.xlsx")  # no extra: an installation that is not whole


def lose_a_process(folder: Path) -> None:
    """A workbook by which the process that works on it dies."""
    (folder / "会死").mkdir()
    (folder / "会死" / "poison.xlsx").write_bytes((folder / "自评表.xlsx").read_bytes())
    tasks = plan_tasks(find_workbooks(folder / "会死", folder / "会死出"), folder / "会死出")
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        for done in (each for bundle in run_on(pool, tasks, poisoned()) for each in bundle):
            outcome = read_outcome(done.outcome)
            print(outcome.error, outcome.remedy)


ACTS: tuple[Callable[[Path], None], ...] = (lack_packages, lose_a_process)
