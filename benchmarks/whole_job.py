"""The whole job on a folder of published forms, beside openpyxl's load, set 30 cells, save, and beside the floor.

python -m benchmarks.whole_job [N]: N copies (300 unless told) of the workbooks of examples/inbox, one process. The
three take turns on blocks of files, so that a busy machine slows them alike.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers.expat import ParserCreate

import openpyxl

from benchmarks.stages import stage_times
from benchmarks.table import draw_table
from xlperf.batch import plan_tasks, run_batch
from xlperf.evaluation import Options
from xlperf.folder import find_workbooks
from xlperf.outcomes import FileOutcome
from xlperf.task import Task, run_task

try:
    from isal.isal_zlib import compress
except ImportError:
    from zlib import compress

INBOX = Path(__file__).parents[1] / "examples" / "inbox"
BLOCK = 50
OPTIONS = Options(batch=True)


def fill_folder(folder: Path, count: int) -> None:
    """Copies published forms, one after the other and again from the first, until there are enough."""
    folder.mkdir()
    for number, source in enumerate(islice(cycle(sorted(INBOX.rglob("*.xlsx"))), count)):
        shutil.copyfile(source, folder / f"{number:05}.xlsx")


def run_openpyxl(task: Task) -> None:
    """Load, set 30 cells, save."""
    book = openpyxl.load_workbook(task.source)
    for row in range(1000, 1030):
        book.worksheets[0].cell(row, 1).value = row
    book.save(f"{task.target}.openpyxl.xlsx")


def run_floor(task: Task) -> None:
    """What any program must do: inflate every part, one expat pass over the worksheets, deflate these again."""
    with zipfile.ZipFile(task.source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parser = ParserCreate()
            parser.StartElementHandler = lambda name, attributes: None
            parser.Parse(part, True)
            compress(part)


def measure(tasks: Sequence[Task]) -> tuple[dict[str, float], list[FileOutcome]]:
    """Seconds of each program over all files, and what xlperf found."""
    outcomes: list[FileOutcome] = []
    programs: dict[str, Callable[[Task], object]] = {
        "xlperf": lambda task: outcomes.append(run_task(task, OPTIONS)),
        "openpyxl load, set 30, save": run_openpyxl,
        "floor": run_floor,
    }
    times = Counter(dict.fromkeys(programs, 0.0))
    for block in blocks(tasks):
        for name, program in programs.items():
            times[name] += seconds(lambda: [program(task) for task in block])  # noqa: B023 - called at once
    return dict(times), outcomes


def blocks(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """The files in blocks."""
    return (tasks[start : start + BLOCK] for start in range(0, len(tasks), BLOCK))


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, begun without garbage of the work before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(times: dict[str, float], whole: float, count: int) -> str:
    """The table, in ratios to xlperf; `whole` is a batch of the folder, with its journal and its reports."""
    ours = times["xlperf"]
    rows = [["program", "ms a file", "times xlperf"]]
    rows += [[name, f"{spent / count * 1000:.2f}", f"{spent / ours:.2f}"] for name, spent in times.items()]
    rows.append(["xlperf batch, 汇总.xlsx, report.json", f"{whole / count * 1000:.2f}", f"{whole / ours:.2f}"])
    return draw_table(rows)


def report_stages(times: dict[str, float], count: int) -> str:
    """Where the time goes."""
    whole = sum(times.values())
    rows = [["stage", "ms a file", "share"]]
    rows += [[name, f"{spent / count * 1000:.2f}", f"{spent / whole:.0%}"] for name, spent in times.items()]
    return draw_table(rows)


def main(count: int = 300) -> None:
    """Prints both tables."""
    with TemporaryDirectory() as place:
        source, out = Path(place, "in"), Path(place, "out")
        fill_folder(source, count)
        tasks = plan_tasks(find_workbooks(source, out), out)
        for warm in (run_openpyxl, run_floor):
            out.mkdir(exist_ok=True)
            warm(tasks[0])
        run_task(Task(tasks[0].source, "warm"), OPTIONS)
        times, outcomes = measure(tasks)
        assert not any(outcome.is_failure for outcome in outcomes)
        whole = seconds(lambda: run_batch(source, Path(place, "whole")))
        print(f"{count} workbooks of one form each, one process, compressor {compress.__module__}\n")
        print(report(times, whole, count), end="\n\n")
        shutil.rmtree(out)
        print(report_stages(stage_times(tasks, OPTIONS), count))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
