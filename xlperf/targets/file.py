"""The door through which a validated copy reaches the disk: whole, proven, and never onto its source."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from xlperf.disk import explain, is_there
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnwritableError, UsageError
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book
from xlperf.ooxml.writing import Draw
from xlperf.sheets import Page
from xlperf.targets.proof import prove, prove_restored


def apply_plan(
    book: Book, plan: Plan, draw: Draw | None, target: Path, *, further: Sequence[Page] = (), force: bool = False
) -> Receipt:
    """Writes a copy of the book with the plan and the page that `draw` makes to `target`, or nothing at all.

    `further` pages stand behind that one, where there is one.

    Raises UsageError where the target is the source, or exists and `force` is not given; UnwritableError where it
    cannot be written, or where what was written does not read back as planned.
    """

    def make() -> tuple[bytes, Receipt]:
        content, receipt = book.render(plan, draw, further)
        prove(book, plan, receipt, content)
        return content, receipt

    return _write(book.path, target, make, force)


def apply_clearing(book: Book, target: Path, *, restore: bool = False, force: bool = False) -> Receipt:
    """Writes a copy without the marks of earlier runs to `target`; with `restore`, without their figures too.

    Raises what apply_plan raises. To restore, the book must have been read so.
    """

    def make() -> tuple[bytes, Receipt]:
        content, receipt = book.render_restored() if restore else book.render_cleared()
        prove_restored(book, content) if restore else prove(book, Plan(), receipt, content)
        return content, receipt

    return _write(book.path, target, make, force)


def make_folder(folder: Path) -> None:
    """Makes the folder that copies go into, and those above it, where they are missing. Raises UnwritableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(
            say("{path} 写不进去：{why}。", path=folder, why=explain(error)), say("请确认文件夹可写、磁盘未满后重试。")
        ) from error


def write_file(source: Path, target: Path, content: bytes, *, force: bool = False) -> None:
    """Writes some content beside a copy, whole or not at all. Raises what apply_plan raises."""
    _write(source, target, lambda: (content, Receipt()), force)


def _write(source: Path, target: Path, make: Callable[[], tuple[bytes, Receipt]], force: bool) -> Receipt:
    """Makes and proves a file, writes it under a passing name beside the target, and only then gives it its name."""
    _refuse_source(source, target)
    if is_there(target) and not force:
        raise UsageError(say("输出文件已存在：{path}。", path=target), say("请换一个输出文件名，或加 --force 覆盖。"))
    content, receipt = make()
    try:
        _put_whole(content, target)
    except OSError as error:
        raise UnwritableError(
            say("无法写出 {path}：{reason}。", path=target, reason=explain(error)), _remedy(error)
        ) from error
    return receipt


def _put_whole(content: bytes, target: Path) -> None:
    passing = target.with_name(f".xlperf-{secrets.token_hex(8)}.tmp")
    try:
        passing.write_bytes(content)
        os.replace(passing, target)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise


def _refuse_source(source: Path, target: Path) -> None:
    """Raises UsageError where both are one file, also through a symlink or a hard link."""
    try:
        is_same = is_there(target) and os.path.samefile(source, target)
    except OSError:
        is_same = False
    if is_same or target.absolute() == source.absolute():
        raise UsageError(say("输出文件就是原文件：{path}；原文件从不改写。", path=target), say("请换一个输出文件名。"))


def _remedy(error: OSError) -> Message:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say("请腾出磁盘空间，或换一个磁盘再试。")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say("请换一个可写的文件夹；若该文件正在 Excel 或 WPS 中打开，请先关闭。")
    return say("请检查输出路径后再试。")
