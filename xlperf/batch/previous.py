"""Last year's folder: what an earlier run over it keeps in its journal, else its workbooks, read now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf.across.details import FormDetails
from xlperf.across.folder import COMPARED
from xlperf.across.last_years import PastFolder, PastForm, Unread, past_form
from xlperf.across.repeats import Place
from xlperf.across.unit_names import UnitNames
from xlperf.batch.done import DAMAGED, Done, read_file_details, read_outcome
from xlperf.batch.folder_judging import judge_repeats, read_details
from xlperf.batch.journal import FORMAT, JOURNAL, Journal
from xlperf.batch.opening import open_journal, open_to_read
from xlperf.disk import is_folder, is_there
from xlperf.errors import UnreadableError, UsageError
from xlperf.folder import find_workbooks
from xlperf.messages import say
from xlperf.settings import UNSET
from xlperf.task import Task

Do = Callable[[Sequence[Task]], Iterable[Done]]
"""Judges workbooks without writing copies."""


def refuse_previous(folder: Path | None, out: Path) -> None:
    """Raises what `open_previous` would, before anything is done: no such folder, nothing to compare with in it."""
    if folder is None:
        return
    if not is_folder(folder):
        raise UnreadableError(say("找不到上年的文件夹 {folder}。", folder=folder), say("请检查路径是否写对。"))
    if is_there(folder / JOURNAL):
        with closing(_open(folder)) as journal:
            _read(folder, journal, UnitNames())
    elif not _tasks(folder, out):
        raise UsageError(
            say("上年的文件夹 {folder} 里没有能读的工作簿。", folder=folder),
            say("请给出上年的原表所在的文件夹，或上年 xlperf batch 的输出文件夹。"),
        )


@contextmanager
def open_previous(folder: Path | None, out: Path, names: UnitNames, do: Do) -> Iterator[PastFolder | None]:
    """Last year's folder, while its forms can be fetched; passing files of a reading now lie below `out`.

    Raises UnreadableError or UnwritableError.
    """
    if folder is None:
        yield None
    elif is_there(folder / JOURNAL):
        with closing(_open(folder)) as journal:
            yield _read(folder, journal, names)
    else:
        with (
            TemporaryDirectory(dir=out, prefix=".xlperf-") as made,
            closing(open_journal(Path(made), False)[0]) as journal,
        ):
            for done in do(_tasks(folder, out)):
                journal.record(done, "", "")
            yield _read(folder, journal, names)


def _tasks(folder: Path, out: Path) -> tuple[Task, ...]:
    return tuple(Task(entry.source, entry.path) for entry in find_workbooks(folder, out) if entry.refusal is None)


def _open(folder: Path) -> Journal:
    """The journal of an earlier run, only to be read. Raises UnreadableError."""
    path = folder / JOURNAL
    try:
        connection = open_to_read(path)
        found = connection.execute("SELECT format FROM journal").fetchone()
    except sqlite3.Error as error:
        raise UnreadableError(say("上年的运行记录 {path} 读不出来：{why}。", path=path, why=error), _REMEDY) from error
    if found is None or found[0] != FORMAT:
        connection.close()
        raise _of_another_version(folder)
    return Journal(connection, path)


_REMEDY = say("请改用上年的原表所在的文件夹。")


def _read(folder: Path, journal: Journal, names: UnitNames) -> PastFolder:
    """Last year's folder as its journal keeps it. Raises UnreadableError."""
    try:
        return _read_all(folder, journal, names)
    except (*DAMAGED, sqlite3.Error) as error:
        raise _of_another_version(folder) from error


def _of_another_version(folder: Path) -> UnreadableError:
    return UnreadableError(say("上年的运行记录 {path} 是别的版本写的，或已损坏。", path=folder / JOURNAL), _REMEDY)


def _read_all(folder: Path, journal: Journal, names: UnitNames) -> PastFolder:
    """Its forms but those in whose place a newer one counted; which those are is known by what the journal keeps."""
    uncounted = judge_repeats(journal, lambda path: 0.0, UNSET, names).uncounted
    unread = [read_outcome(stored) for _, stored in journal.read("outcome")]
    return PastFolder(
        folder.name,
        tuple(form for form in _forms(journal) if form.place not in uncounted),
        tuple(Unread(each.path, each.error) for each in unread if each.is_failure and each.error is not None),
        lambda place: _fetch(journal, place),
    )


def _forms(journal: Journal) -> Iterator[PastForm]:
    for path, forms in read_details(journal):
        yield from (past_form(Place(path, at), form) for at, form in enumerate(forms) if form.kind in COMPARED)


def _fetch(journal: Journal, place: Place) -> FormDetails:
    return read_file_details(journal.one("details", place.path))[place.form]
