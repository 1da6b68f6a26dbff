"""Archives as they arrive by e-mail (.zip): what is in them, unpacked within bounds and below one folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from io import FileIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from xlperf.disk import explain
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say

LARGEST_TOTAL, MOST_MEMBERS = 2 << 30, 20_000
"""Bytes that an archive may unpack to, and files in it."""

LARGEST_DIRECTORY = 8 << 20
"""Bytes of the directory of as many files, each with a long name."""

LARGEST_RATIO, RATIO_FROM = 200, 10 << 20
"""How many times its size a file beyond RATIO_FROM bytes may unpack to."""

_ENCRYPTED, _UTF_8 = 0x1, 0x800
"""Flags of a member: it has a password; its name is in UTF-8."""

_HIDDEN = ("__MACOSX/", ".DS_Store")


class Unpacked(NamedTuple):
    """A file out of an archive: its name there, with slashes, and where it is now; or why it is not."""

    name: str
    path: Path
    fault: UnreadableError | None = None


def unpack(archive: Path, folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[Unpacked]:
    """Unpacks the files wanted by their names. Raises UnreadableError for what is no archive, or may do harm."""
    try:
        opened = _Archive(archive)
    except OSError as error:
        what = say("{name}：{what}", name=archive.name, what=say("读不出来（{why}）。", why=explain(error)))
        raise UnreadableError(what, say("请检查文件和磁盘，复制到本机后再试。")) from error
    with opened:
        yield from _unpack_all(archive.name, opened, folder, is_wanted)


class _Archive(FileIO):
    """An archive, of which zipfile reads the directory at one go before anybody can count its members."""

    is_counted = False

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.is_counted and size is not None and size > LARGEST_DIRECTORY:
            left = os.fstat(self.fileno()).st_size - self.tell()
            if left > LARGEST_DIRECTORY:
                raise _too_much(Path(str(self.name)).name)
        return super().read(size) or b""


def _unpack_all(archive: str, opened: _Archive, folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[Unpacked]:
    try:
        with ZipFile(opened) as package:
            opened.is_counted = True
            members = [info for info in package.infolist() if not info.is_dir()]
            _refuse_bomb(archive, members)
            for info in members:
                name = _name(info)
                if is_wanted(name) and not name.startswith(_HIDDEN):
                    yield _unpack(package, info, name, folder)
    except (BadZipFile, LargeZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        what = say("{name}：压缩包不完整或已损坏。", name=archive)
        raise UnreadableError(what, say("请重新获取该文件，或自行解压后再试。")) from error


def _name(info: ZipInfo) -> str:
    """A member's name; one that is not in UTF-8 was written by a Chinese Windows."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _unpack(package: ZipFile, info: ZipInfo, name: str, folder: Path) -> Unpacked:
    target = folder / name
    if info.flag_bits & _ENCRYPTED:
        return Unpacked(name, target, _fault(say("压缩包设有密码。"), say("请解压后再处理。")))
    if not is_below(name):
        return Unpacked(
            name, target, _fault(say("压缩包里的路径指向别处，没有取出。"), say("请自行解压核对后再处理。"))
        )
    try:
        content = package.read(info)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        _date(target, info)
    except OSError as error:
        return Unpacked(name, target, _fault(say("取不出来：{why}。", why=explain(error)), say("请自行解压后再处理。")))
    except Exception:  # a damaged member ends in errors of zipfile, zlib and others; the files beside it are whole
        return Unpacked(
            name, target, _fault(say("在压缩包里已损坏，取不出来。"), say("请重新获取该文件，或自行解压后再试。"))
        )
    return Unpacked(name, target)


def is_below(name: str) -> bool:
    """A name that leads to no place outside its folder.

    >>> is_below("单位/表.xlsx"), is_below("../表.xlsx"), is_below("/etc/x.xlsx"), is_below("c:\\\\x.xlsx")
    (True, False, False, False)
    """
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and not set(name) & set("\\:\0")


def _date(path: Path, info: ZipInfo) -> None:
    """Gives a file the time that the archive tells, which may say which of two versions is newer."""
    try:
        written = datetime(*info.date_time).timestamp()
    except (ValueError, OverflowError):
        written = 0.0
    os.utime(path, (written, written))


def _refuse_bomb(archive: str, members: list[ZipInfo]) -> None:
    """Before anything is unpacked: by what the archive says of itself, which unpacking holds it to."""
    steep = any(info.file_size > RATIO_FROM and info.file_size > LARGEST_RATIO * info.compress_size for info in members)
    if steep or len(members) > MOST_MEMBERS or sum(info.file_size for info in members) > LARGEST_TOTAL:
        raise _too_much(archive)


def _too_much(archive: str) -> UnreadableError:
    what = say("{name}：解压后大得不像送审材料，可能有害，没有打开。", name=archive)
    return UnreadableError(what, say("请核对来源；确需处理时自行解压，分批处理。"))


def _fault(problem: Message, remedy: Message) -> UnreadableError:
    return UnreadableError(problem, remedy)
