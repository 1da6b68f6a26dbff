"""What a file is that is no package: each kind named, with what to do about it."""

from __future__ import annotations

import stat
from pathlib import Path

from xlperf.disk import explain, is_folder
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say

LARGEST_FILE = 256 << 20
"""Bytes of a file that is read at all."""

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DASHES = ("—", "–", "－", "-")
_QUOTES = frozenset("“”‘’＂＇")
_SAVE_AGAIN = say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a package. Raises UnreadableError, saying what is the matter."""
    data = read_bytes(path)
    if not data.startswith(b"PK\x03\x04"):
        raise name_non_package(path, data)
    return data


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of any kind. Raises UnreadableError, saying what is the matter."""
    if is_folder(path):
        raise _unreadable(
            path, say("是文件夹，不是工作簿。"), say("请指定文件夹里的某个工作簿，或用 batch 命令处理整个文件夹。")
        )
    try:
        _refuse_oversize(path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(path, say("不存在。"), say("请检查文件名和路径；{hint}。", hint=_hint(path))) from error
    except PermissionError as error:
        raise _unreadable(path, say("没有权限读取。"), say("请检查文件权限，或关闭正在使用它的程序后再试。")) from error
    except OSError as error:
        what = say("读不出来（{why}）。", why=explain(error))
        raise _unreadable(path, what, say("请检查文件和磁盘，复制到本机后再试。")) from error


def _hint(path: Path) -> Message:
    """What most often keeps a file from being found; full-width signs of an input method are typed unawares."""
    if str(path).startswith(_DASHES):
        return say("选项前面要用英文的减号，如 --force")
    if not _QUOTES.isdisjoint(str(path)):
        return say("括住路径要用英文的引号")
    if not path.is_absolute():
        return say("现在所在的文件夹是 {folder}", folder=Path.cwd())
    return say("它也许已被移走或改名")


def _refuse_oversize(path: Path) -> None:
    """Raises UnreadableError for what no workbook is: a device, a pipe, gigabytes. Raises OSError as stat does."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path, say("是设备或管道，不是文件。"), say("请指定一个 .xlsx 工作簿。"))
    size = found.st_size
    if size > LARGEST_FILE:
        what = say("有 {size} MB，大得不像自评表，没有打开。", size=size >> 20)
        raise _unreadable(path, what, say("请确认文件；若确为自评表，请删去多余的图片和空行后另存再试。"))


def name_non_package(path: Path, data: bytes) -> UnreadableError:
    """The refusal of bytes that do not begin like a zip package."""
    if not data:
        return _unreadable(path, say("是空文件（0 字节）。"), say("请重新获取该文件；多半是没有下载或复制完整。"))
    if data.startswith(_CFB):
        return _name_compound_file(path, data)
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return _unreadable(path, say("是网页（HTML），只是改了扩展名，不是工作簿。"), _SAVE_AGAIN)
    if head.startswith((b"<?xml", b"<workbook")):
        return _unreadable(path, say("是 XML 文本，不是 .xlsx 工作簿。"), _SAVE_AGAIN)
    return _unreadable(
        path, say("不是 Excel 工作簿。"), say("请确认文件类型；若由 Excel 或 WPS 打得开，请另存为 .xlsx 再试。")
    )


def _name_compound_file(path: Path, data: bytes) -> UnreadableError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        remedy = say("请用 Excel 或 WPS 打开，去掉打开密码后另存，再试。")
        return _unreadable(path, say("设有打开密码，已加密，无法读取。"), remedy)
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return _unreadable(path, say("内容是旧版格式（.xls 或 .et），与后缀不符。"), say("请把后缀改成 .xls 再试。"))
    if "WordDocument".encode("utf-16-le") in data:
        return _unreadable(path, say("是旧版 Word 文档（.doc）。"), say("请用 Word 或 WPS 打开，另存为 .docx 再试。"))
    return _unreadable(
        path, say("是其他程序的旧版文档（如 .doc），不是工作簿。"), say("请确认文件，换成 .xlsx 工作簿再试。")
    )


def _unreadable(path: Path, what: Message, remedy: Message) -> UnreadableError:
    return UnreadableError(say("{name}：{what}", name=path.name, what=what), remedy)
