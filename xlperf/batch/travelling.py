"""Workbooks that travel: their bytes go to a worker that shares no disk with us, those of the copies come back.

Nothing is written into the output folder but by the process that was called, so that a worker may die at any moment.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from xlperf.batch.done import Done, read_outcome, work_on
from xlperf.batch.fingerprints import fingerprint_run
from xlperf.batch.running import Bundle, Work
from xlperf.errors import UsageError, XlperfError
from xlperf.evaluation import Options
from xlperf.messages import say
from xlperf.targets.file import write_file
from xlperf.task import Task


class Parcel(NamedTuple):
    """A workbook on its way to a worker; its task names files by their names alone."""

    task: Task
    content: bytes


class Returned(NamedTuple):
    """What comes back: how it ended, the copy and the workbook with the result sheet, where they were written."""

    done: Done
    copy: bytes | None
    result: bytes | None


class Travelling:
    """Work whose workbooks are sent and whose copies come back."""

    def __init__(self, work: Work) -> None:
        """What would be done here, done elsewhere."""
        self._work = work
        basis = fingerprint_run(work.options, work.lang)
        self.run: Callable[[Any], Any] = partial(run_parcels, options=work.options, lang=work.lang, basis=basis)

    def pack(self, bundle: Bundle) -> bytes:
        """The bundle as it is sent, in one piece: a scheduler that looks into it takes longer than it is worth."""
        return pickle.dumps([_pack(task) for task in bundle])

    def unpack(self, bundle: Bundle, sent: bytes) -> list[Done]:
        """What was done, its copies in their places. Raises UsageError where a worker judges by something else."""
        returned: Sequence[Returned | None] | None = pickle.loads(sent)
        if returned is None:
            raise UsageError(
                say("集群里有工作进程与本机不一致：xlperf 的版本，或 --rules、--forms 的文件不同。"),
                say("请在各节点安装同一版本的 xlperf，并让它们用同一路径看得到这些文件，再加 --resume 接着做。"),
            )
        return [self._place(task, back) for task, back in zip(bundle, returned, strict=True)]

    def fail(self, bundle: Bundle, error: XlperfError) -> list[Done]:
        """The workbooks of a bundle that nobody could work on."""
        return self._work.fail(bundle, error)

    def _place(self, task: Task, back: Returned | None) -> Done:
        """Puts copies in their places; what cannot be sent, written there or written here is done here, and told so."""
        if back is None or _is_unwritten(back.done):
            return self._do_here(task, self._work.force)
        placed = False
        try:
            for path, content in ((task.target, back.copy), (task.result, back.result)):
                if path is not None and content is not None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    write_file(task.source, path, content, force=self._work.force)
                    placed = True
        except (XlperfError, OSError):
            return self._do_here(task, self._work.force or placed)
        return back.done

    def _do_here(self, task: Task, force: bool) -> Done:
        return work_on(task, self._work.options, force, self._work.lang)


def _pack(task: Task) -> Parcel | None:
    """A workbook as it is sent; None where it cannot be read here."""
    try:
        content = task.source.read_bytes()
    except OSError:
        return None
    bare = replace(task, source=Path(task.source.name), target=_bare(task.target), result=_bare(task.result))
    return Parcel(bare, content)


def _bare(path: Path | None) -> Path | None:
    return Path(path.name) if path is not None else None


def _is_unwritten(done: Done) -> bool:
    """The workbook was judged, but its copy could not be written where it was."""
    outcome = read_outcome(done.outcome)
    return outcome.error is not None and outcome.status in ("ok", "findings")


def run_parcels(sent: bytes, options: Options, lang: str, basis: str) -> bytes:
    """On a worker: the workbooks one after the other, in a passing folder, as `unpack` takes what became of them.

    Raises OSError where the passing folder cannot be written.
    """
    try:
        own = fingerprint_run(options, lang)
    except XlperfError:
        own = ""
    return pickle.dumps(list(_run(pickle.loads(sent), options, lang)) if own == basis else None)


def _run(parcels: Sequence[Parcel | None], options: Options, lang: str) -> Iterator[Returned | None]:
    """What became of parcels."""
    for parcel in parcels:
        with TemporaryDirectory(prefix="xlperf-") as folder:
            yield _run_parcel(parcel, Path(folder), options, lang) if parcel is not None else None


def _run_parcel(parcel: Parcel, folder: Path, options: Options, lang: str) -> Returned:
    source, copies = folder / "in", folder / "out"
    source.mkdir()
    task = replace(
        parcel.task,
        source=source / parcel.task.source,
        target=copies / parcel.task.target if parcel.task.target is not None else None,
        result=copies / parcel.task.result if parcel.task.result is not None else None,
    )
    task.source.write_bytes(parcel.content)
    done = work_on(task, options, True, lang)
    return Returned(done, _content(task.target), _content(task.result))


def _content(path: Path | None) -> bytes | None:
    return path.read_bytes() if path is not None and path.is_file() else None
