"""What a folder costs: no part of a workbook read twice, no rule read again for each, no memory kept of any."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zipfile import ZipInfo

import pytest

import xlperf
from tests.support.broken import INBOX
from tests.support.folders import MISSED, form, write
from xlperf.batch import plan_tasks, run_batch
from xlperf.batch.running import run_bundle
from xlperf.evaluation import Options
from xlperf.folder import find_workbooks
from xlperf.ooxml.outline import to_utf8
from xlperf.ooxml.package import Package
from xlperf.task import Task

T = TypeVar("T")

OWN = str(Path(xlperf.__file__).parent)
FEW, MANY = 50, 300
KEPT = 16 << 10
"""Bytes that a workbook may leave behind: texts of its own in caches that are bounded. Its cells alone take ten times
as much."""


def tasks_in(source: Path, out: Path) -> Sequence[Task]:
    return plan_tasks(find_workbooks(source, out), out)


def work_on(tasks: Sequence[Task]) -> None:
    done = run_bundle(tuple(tasks), Options(batch=True), True, "zh")
    assert all(task.target and task.target.is_file() for task in tasks)
    assert len(done) == len(tasks)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[tuple[object, ...]]]:
    """How often each part of each package is inflated, and how often each reader parses it."""
    counts: Counter[tuple[object, ...]] = Counter()
    held: list[bytes] = []  # so that no two packages have one identity
    inflate, parse = Package._inflate, Package.parse

    def _inflate(self: Package, info: ZipInfo) -> bytes:
        held.append(self.data)
        counts["inflated", id(self.data), info.filename] += 1
        return inflate(self, info)

    def _parse(self: Package, part: str, read: Callable[[bytes], T]) -> T:
        if read is not to_utf8:
            counts["parsed", id(self.data), part, read] += 1
        return parse(self, part, read)

    monkeypatch.setattr(Package, "_inflate", _inflate)
    monkeypatch.setattr(Package, "parse", _parse)
    yield counts


def test_no_part_is_inflated_or_parsed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = tasks_in(INBOX, tmp_path / "out")
    with counted(monkeypatch) as counts:
        work_on(tasks)
    kinds = Counter(key[0] for key in counts)
    assert kinds["inflated"] > 10 * len(tasks)
    assert kinds["parsed"] > 4 * len(tasks)
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_file_of_ours_is_opened_for_a_workbook(tmp_path: Path) -> None:
    first, *others = tasks_in(INBOX, tmp_path / "out")
    work_on([first, *others])
    with opened() as paths:
        work_on(others)
    assert {str(task.source) for task in others} <= set(paths)
    assert [path for path in paths if path.startswith(OWN)] == []


_watching: list[list[str]] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _watching:
        _watching[-1].append(str(arguments[0]))


@contextmanager
def opened() -> Iterator[list[str]]:
    """The files that are opened meanwhile, as the interpreter tells them."""
    if _watch not in _hooked:
        sys.addaudithook(_watch)  # there is no way to take one out again
        _hooked.append(_watch)
    _watching.append([])
    try:
        yield _watching[-1]
    finally:
        _watching.pop()


_hooked: list[object] = []


def test_a_definition_that_is_opened_is_seen() -> None:
    with opened() as paths:
        (Path(OWN) / "recognition" / "vocabulary.toml").read_bytes()
    assert [Path(path).name for path in paths if path.startswith(OWN)] == ["vocabulary.toml"]


def test_nothing_is_kept_of_a_workbook(tmp_path: Path) -> None:
    for number in range(MANY):
        told = form(project=f"第{number}号项目", unit=f"第{number}中心", rows=MISSED, goals=(f"目标{number}", "完成"))
        write(tmp_path / "in" / f"{number:03}.xlsx", told)
    tasks = tasks_in(tmp_path / "in", tmp_path / "out")
    tracemalloc.start()
    try:
        work_on(tasks[:FEW])
        early = _held()
        for start in range(FEW, MANY, FEW):
            work_on(tasks[start : start + FEW])
        late = _held()
    finally:
        tracemalloc.stop()
    assert (late - early) / (MANY - FEW) < KEPT


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_the_collector_is_on_again_after_a_batch(tmp_path: Path) -> None:
    write(tmp_path / "in" / "一.xlsx", form())
    run_batch(tmp_path / "in", tmp_path / "out")
    assert gc.isenabled()
    gc.disable()
    try:
        run_batch(tmp_path / "in", tmp_path / "out", force=True)
        assert not gc.isenabled()
    finally:
        gc.enable()
