"""Archives in a folder: their files take the archive's place, each named by both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlperf.errors import UnreadableError
from xlperf.folder import ARCHIVES, Entry
from xlperf.messages import say
from xlperf.outcomes import failed
from xlperf.sources.archives import unpack
from xlperf.task import CONVERTED, READABLE

ROOM = ".xlperf-out-of-archives"
"""The folder in the output folder where files are unpacked, for the time of the run."""


@contextmanager
def unpack_archives(entries: Sequence[Entry], out: Path) -> Iterator[tuple[Entry, ...]]:
    """The entries with the files of archives in the place of these; one that finds no room is told as any other."""
    room = out / ROOM
    try:
        yield tuple(each for number, entry in enumerate(entries) for each in _opened(entry, room / str(number)))
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _opened(entry: Entry, folder: Path) -> Iterator[Entry]:
    if entry.refusal is not None or entry.source.suffix.lower() not in ARCHIVES:
        yield entry
        return
    shutil.rmtree(folder, ignore_errors=True)  # what a run that was killed had unpacked
    try:
        files = sorted(unpack(entry.source, folder, _is_wanted), key=lambda file: file.name.split("/"))
    except UnreadableError as error:
        yield Entry(entry.source, entry.path, failed(entry.path, error))
        return
    for file in files:
        path = f"{entry.path}/{file.name}"
        fault = file.fault or (_nested() if file.path.suffix.lower() in ARCHIVES else None)
        yield Entry(file.path, path, failed(path, fault) if fault is not None else None)


def _nested() -> UnreadableError:
    return UnreadableError(say("是压缩包里的压缩包，没有打开。"), say("请解压后再处理。"))


def _is_wanted(name: str) -> bool:
    """Archives within archives are named, and not opened."""
    return name.lower().endswith((*READABLE, *CONVERTED, *ARCHIVES))
