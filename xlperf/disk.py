"""Looking at files and folders: what cannot be looked at counts as not there, and why the system refuses is said."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from xlperf.messages import Message, say

_REASONS = {
    errno.ENOSPC: say("磁盘已满"),
    errno.EDQUOT: say("超出了磁盘配额"),
    errno.EFBIG: say("文件大得超出了限制"),
    errno.EACCES: say("没有权限"),
    errno.EPERM: say("没有权限"),
    errno.EROFS: say("磁盘是只读的"),
    errno.ENOENT: say("文件或文件夹不存在"),
    errno.EEXIST: say("已有同名的文件"),
    errno.ENOTDIR: say("路径中有一段不是文件夹"),
    errno.EISDIR: say("那里是一个文件夹"),
    errno.ENOTEMPTY: say("那里是一个不空的文件夹"),
    errno.ENAMETOOLONG: say("文件名太长"),
    errno.ELOOP: say("链接绕成了圈"),
    errno.EBUSY: say("正被其他程序使用"),
    errno.EIO: say("磁盘读写出错"),
    errno.EPIPE: say("接收输出的程序已经关闭"),
}


def explain(error: OSError) -> Message:
    """Why the system refused, in the clerk's words; in its own where they are not known."""
    return _REASONS.get(error.errno or 0) or say("{why}", why=error.strerror or str(error))


_FORBIDDEN = '\\/:*?"<>|'
_LONGEST_NAME = 60
"""Signs of a name: three bytes each, of the 255 that a file system allows."""


def safe_name(text: str) -> str:
    """A text as the name of a file without its suffix, on any system; empty where nothing is left of it.

    >>> safe_name(" 甲/乙:项目. ")
    '甲 乙 项目'
    """
    plain = "".join(sign if sign.isprintable() and sign not in _FORBIDDEN else " " for sign in text)
    return " ".join(plain.split()).strip(" .~")[:_LONGEST_NAME].strip(" .~")


# os.path rather than Path: it answers No where looking is forbidden, the name too long or the link a circle.
def is_folder(path: Path) -> bool:
    """A folder is there."""
    return os.path.isdir(path)


def is_file(path: Path) -> bool:
    """A file is there."""
    return os.path.isfile(path)


def is_there(path: Path) -> bool:
    """Something is there, if only a link that leads nowhere."""
    return os.path.lexists(path)


def real(path: Path) -> Path:
    """The path without links and detours, as far as it can be followed."""
    return Path(os.path.realpath(path))
