"""What of an earlier run still holds: a workbook whose source, options and copies are as they were is done."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xlperf.batch.done import read_outcome
from xlperf.batch.fingerprints import fingerprint_file
from xlperf.batch.journal import Journal, Kept
from xlperf.disk import is_there
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.package import open_package
from xlperf.task import Task

_PASSING = re.compile(r"\.xlperf-[0-9a-f]{16}\.tmp|\.xlperf\.sqlite\.new")
_PASSING_FOLDER = re.compile(r"\.xlperf-[a-z0-9_]{8}")
"""What a run names its own files while they are being written."""


def take_up(
    journal: Journal, tasks: Sequence[Task], out: Path, basis: str, retry_failed: bool
) -> tuple[tuple[Task, ...], tuple[Message, ...]]:
    """The tasks that are left to do, and what is to be told; what does not hold any more is taken out of the journal.

    With `retry_failed`, what failed is done again though nothing has changed. A copy that somebody has worked in is
    left as it is, or set aside where its workbook is done again.
    """
    left, told = list[Task](), list[Message]()
    others = 0
    for task in tasks:
        kept = journal.kept(task.path)
        if kept is not None and _is_done(kept, task, out, basis, retry_failed):
            told += _tell_changed(kept, out)
            continue
        left.append(task)
        if kept is not None:
            others += kept.basis != basis
            told += set_aside(kept, out)
        journal.forget(task.path)
    if others:
        told.append(say("{count} 个工作簿上次是按别的选项、规则或版本处理的，重新处理", count=others))
    return tuple(left), tuple(told)


def forget_gone(journal: Journal, paths: Iterable[str], out: Path) -> tuple[Message, ...]:
    """Takes out of the journal what is not among `paths`, and tells of the copies that it leaves behind."""
    told = list[Message]()
    for path in sorted(set(journal.paths()) - set(paths)):
        kept = journal.kept(path)
        copies = [name for name, _ in _copies(kept) if is_there(out / name)] if kept is not None else []
        told += [
            say("来源里已没有 {path}，它的副本 {copy} 还留着，不在汇总之内", path=path, copy=copy) for copy in copies
        ]
        journal.forget(path)
    return tuple(told)


def _is_done(kept: Kept, task: Task, out: Path, basis: str, retry_failed: bool) -> bool:
    outcome = read_outcome(kept.outcome)
    if kept.basis != basis or outcome.output not in (None, task.output) or (retry_failed and outcome.is_failure):
        return False
    is_same = bool(kept.source) and kept.source == fingerprint_file(task.source)
    return is_same and all(_is_sound(out / name, written) for name, written in _copies(kept))


def _is_sound(copy: Path, written: str) -> bool:
    """The copy is as it was written, or a workbook that somebody has changed since."""
    return fingerprint_file(copy) == written or _is_workbook(copy)


def _is_workbook(path: Path) -> bool:
    try:
        open_package(path)
    except UnreadableError:
        return False
    return True


def _changed(kept: Kept, out: Path) -> Iterator[str]:
    """The copies in which somebody has worked since."""
    for name, written in _copies(kept):
        if fingerprint_file(out / name) != written and _is_workbook(out / name):
            yield name


def _tell_changed(kept: Kept, out: Path) -> Iterator[Message]:
    for name in _changed(kept, out):
        yield say("副本 {copy} 在上次运行之后被改过，保留未动", copy=name)


def set_aside(kept: Kept, out: Path) -> Iterator[Message]:
    """Renames the copies in which somebody has worked, before their workbook is done again."""
    for name in _changed(kept, out):
        other = free_name(out / name)
        os.rename(out / name, other)
        aside = other.relative_to(out).as_posix()
        yield say("副本 {copy} 在上次运行之后被改过，改名为 {aside} 留着", copy=name, aside=aside)


def free_name(path: Path) -> Path:
    """The name under which a workbook that somebody has worked in is kept."""
    number = 1
    while is_there(other := path.with_name(f"{path.stem}_改过{number}{path.suffix}")):
        number += 1
    return other


def _copies(kept: Kept) -> list[tuple[str, str]]:
    return [(name, written) for name, written in json.loads(kept.copies)]


def sweep(out: Path) -> None:
    """Takes away what a run that was killed was just writing."""
    for parent, folders, names in os.walk(out):
        for name in [name for name in folders if _PASSING_FOLDER.fullmatch(name)]:
            folders.remove(name)
            shutil.rmtree(Path(parent, name), ignore_errors=True)
        for name in names:
            if _PASSING.fullmatch(name):
                Path(parent, name).unlink(missing_ok=True)
