"""A second process makes parts of a folder's reports: the same comes out, whatever becomes of that process."""

from __future__ import annotations

import os
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import parent_process
from pathlib import Path

import pytest

from tests.support.folders import REPORTS, form, hashes, write
from xlperf.across.roll_up import RollUp
from xlperf.batch import run_batch
from xlperf.batch.aside import working_aside
from xlperf.batch.folder_judging import Across
from xlperf.batch.journal import Journal
from xlperf.batch.opening import open_journal, open_to_read
from xlperf.batch.resuming import sweep
from xlperf.batch.rolling import roll_folder
from xlperf.errors import UnwritableError
from xlperf.evaluation import Options
from xlperf.messages import say


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    (tmp_path / "in").mkdir()
    for name, project in (("甲", "一"), ("乙", "二")):
        write(tmp_path / "in" / f"{name}.xlsx", form(project=project))
    run_batch(tmp_path / "in", tmp_path / "out")
    opened, _ = open_journal(tmp_path / "out", resume=True)
    yield opened
    opened.close()


def tell(journal: Journal, place: Path, word: str) -> tuple[list[str], int]:
    (place / "part.txt").write_text(word, "utf-8")
    return journal.paths(), os.getpid()


def end_there(journal: Journal, place: Path) -> int:
    if parent_process() is not None:
        os._exit(1)
    return len(journal.paths())


def refuse(journal: Journal, place: Path, error: Exception) -> None:
    raise error


def change(journal: Journal, place: Path) -> None:
    journal.forget("甲.xlsx")


def roll_and_end(journal: Journal, place: Path) -> RollUp:
    rolled = roll_folder(journal, place, Across(), None, Options(), "zh")
    if parent_process() is not None:
        os._exit(1)
    return rolled


def linger(journal: Journal, place: Path, seen: Path) -> None:
    seen.write_text("begun", "utf-8")
    time.sleep(0.5)
    seen.write_text("with its files" if place.exists() else "without", "utf-8")


@contextmanager
def little_room(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_part_reads_the_journal_and_writes_into_the_passing_folder(
    journal: Journal, tmp_path: Path, processes: int
) -> None:
    with working_aside(journal, tmp_path / "out", processes) as aside:
        paths, process = aside.begin(tell, "好")()
        assert paths == ["乙.xlsx", "甲.xlsx"]
        assert (process == os.getpid()) is (processes == 1)
        assert (aside.place / "part.txt").read_text("utf-8") == "好"
        assert aside.place.parent == tmp_path / "out"
    assert not aside.place.exists()


def test_when_the_other_process_dies_the_part_is_done_here(journal: Journal, tmp_path: Path) -> None:
    with working_aside(journal, tmp_path / "out", 2) as aside:
        first, second = aside.begin(end_there), aside.begin(tell, "好")
        assert (first(), second()[1]) == (2, os.getpid())
        assert aside.begin(end_there)() == 2


def test_what_a_process_that_died_has_left_of_the_roll_up_is_in_nobodys_way(journal: Journal, tmp_path: Path) -> None:
    with working_aside(journal, tmp_path / "out", 2) as aside:
        rolled = aside.begin(roll_and_end)()
        assert sorted(row.project for row in rolled.projects()) == ["一", "二"]


def test_the_other_process_ends_before_its_files_are_taken_away(journal: Journal, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    with working_aside(journal, tmp_path / "out", 2) as aside:
        aside.begin(linger, seen)
        while not seen.exists():
            time.sleep(0.01)
    assert seen.read_text("utf-8") == "with its files"


def test_a_file_that_cannot_be_taken_away_ends_no_run(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where another program, or a fault that is kept, still has it open."""
    unlink = os.unlink

    def refuse_to_unlink(path: str, *, dir_fd: int | None = None) -> None:
        if path.endswith("part.txt"):
            raise PermissionError(13, "used by another process", path)
        unlink(path, dir_fd=dir_fd)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse_to_unlink)
        with working_aside(journal, tmp_path / "out", 1) as aside:
            aside.begin(tell, "好")()
            left = aside.place
    assert left.exists()
    sweep(tmp_path / "out")
    assert not left.exists()


def test_where_there_is_no_room_for_the_journal_twice_the_work_is_done_here(journal: Journal, tmp_path: Path) -> None:
    with working_aside(journal, tmp_path / "out", 2) as aside:
        with little_room(4096):
            called = [aside.begin(tell, word) for word in ("好", "也好")]
        assert [each() for each in called] == [(["乙.xlsx", "甲.xlsx"], os.getpid())] * 2
        assert [file.name for file in aside.place.iterdir()] == ["part.txt"]
    journal.note("key", "value")
    journal.copy(tmp_path / "copied.sqlite")
    with closing(open_to_read(tmp_path / "copied.sqlite")) as copied:
        told = Journal(copied, tmp_path)
        assert (told.paths(), told.noted("key")) == (["乙.xlsx", "甲.xlsx"], "value")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), UnwritableError(say("写不进。"), say("请重试。"))]
)
def test_what_a_part_raises_is_raised_where_it_is_called_for(
    journal: Journal, tmp_path: Path, processes: int, error: Exception
) -> None:
    with working_aside(journal, tmp_path / "out", processes) as aside:
        called = aside.begin(refuse, error)
        with pytest.raises(type(error)) as told:
            called()
    assert str(told.value) == str(error)


def test_the_other_process_cannot_change_the_journal(journal: Journal, tmp_path: Path) -> None:
    with working_aside(journal, tmp_path / "out", 2) as aside, pytest.raises((UnwritableError, sqlite3.Error)):
        aside.begin(change)()
    assert journal.paths() == ["乙.xlsx", "甲.xlsx"]


def test_two_processes_give_the_reports_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.batch.WORTHWHILE", 1)
    (tmp_path / "in").mkdir()
    for number in range(6):
        write(tmp_path / "in" / f"{number}.xlsx", form("100", "10", project=f"项目{number}", unit=f"单位{number % 2}"))
    for processes in (1, 2):
        run_batch(tmp_path / "in", tmp_path / f"out{processes}", processes=processes)
    one = hashes(tmp_path / "out1")
    assert hashes(tmp_path / "out2") == one
    assert set(one) > REPORTS | {"抽查底稿.xlsx"}
