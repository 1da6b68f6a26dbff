"""Where the validated copies of single workbooks go."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from xlperf.disk import is_folder, is_there, real
from xlperf.errors import UsageError
from xlperf.folder import result_name
from xlperf.messages import say
from xlperf.task import READABLE, Task, copy_suffix

MARK = "_已校验"
"""What the name of a validated copy, or of a folder of them, ends in."""


def validated_name(source: Path) -> str:
    """The usual name of a validated copy.

    >>> validated_name(Path("表/自评表.xlsx"))
    '自评表_已校验.xlsx'
    """
    return f"{source.stem}{MARK}{copy_suffix(source)}"


def plan_copies(sources: Sequence[Path], destination: Path | None, *, force: bool = False) -> tuple[Task, ...]:
    """A task for each source, its copy beside it, at `destination`, or in it where that is a folder.

    Raises UsageError where a copy would take the place of a source, of another copy or, without `force`, of any file.
    """
    distinct: dict[Path, Path] = {}
    for source in sources:
        distinct.setdefault(real(source), source)
    tasks = tuple(_task(source, _target(source, destination, len(sources))) for source in distinct.values())
    _refuse_shared(tasks)
    for task in tasks:
        _refuse_target(task, sources, force)
    return tasks


def _task(source: Path, target: Path) -> Task:
    result = target.with_name(result_name(target.name))
    return Task(source, str(source), target, str(target), result, str(result))


def _target(source: Path, destination: Path | None, count: int) -> Path:
    if destination is None:
        return source.with_name(validated_name(source))
    if is_folder(destination):
        return destination / validated_name(source)
    if count == 1:
        _refuse_suffix(source, destination)
        return destination
    if is_there(destination) or destination.suffix.lower() in READABLE:
        raise UsageError(say("{path} 不是文件夹。", path=destination), say("处理多个工作簿时，-o 后面请写文件夹。"))
    return destination / validated_name(source)


def _refuse_suffix(source: Path, target: Path) -> None:
    """A workbook under another kind's suffix would not open in Excel."""
    suffix = copy_suffix(source).lower()
    if suffix in READABLE and target.suffix.lower() != suffix:
        raise UsageError(
            say("输出 {target} 的后缀与原件不同。", target=target)
            if source.suffix.lower() == suffix
            else say("输出 {target} 的后缀不是 .xlsx。", target=target),
            say("请写后缀 {suffix}，或写一个已有的文件夹。", suffix=suffix),
        )


def _refuse_shared(tasks: Sequence[Task]) -> None:
    owners: dict[str, Task] = {}
    for task in tasks:
        owner = owners.setdefault(str(real(task.target or task.source)).casefold(), task)
        if owner is not task:
            raise UsageError(
                say("{one} 和 {other} 的校验副本会重名。", one=owner.path, other=task.path),
                say("请分开处理，或改一个文件名。"),
            )


def _refuse_target(task: Task, sources: Sequence[Path], force: bool) -> None:
    if task.target is None or not is_there(task.target):
        return
    if any(_is_same(source, task.target) for source in sources):
        raise UsageError(say("输出 {target} 就是原件，原件不会被改写。", target=task.output), say("请另写一个文件名。"))
    if not force:
        raise UsageError(say("{target} 已经存在。", target=task.output), say("请另写一个文件名，或加 --force 覆盖。"))


def _is_same(one: Path, other: Path) -> bool:
    """Both are one file, also through a symlink or a hard link."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
