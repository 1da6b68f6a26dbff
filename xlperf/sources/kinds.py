"""What a file really is, by how it begins: named where its suffix says something else."""

from __future__ import annotations

from pathlib import Path

from xlperf.errors import UnreadableError
from xlperf.messages import Message, say

_CFB, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_WORD, _ENCRYPTED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))

_BEGINNINGS = {
    ".xls": (_CFB,),
    ".xlt": (_CFB,),
    ".et": (_CFB,),
    ".ett": (_CFB,),
    ".xlsb": (_ZIP,),
    ".ods": (_ZIP,),
    ".ots": (_ZIP,),
    ".docx": (_ZIP,),
    ".pdf": (_PDF,),
}
"""How files of a suffix begin; the others are texts."""


def refuse_other_kind(path: Path, data: bytes) -> None:
    """Raises UnreadableError for a file that is not what its suffix says, with its kind and what to do."""
    suffix = path.suffix.lower()
    if not data:
        raise _refusal(path, say("是空文件（0 字节）。"), say("请重新获取该文件；多半是没有下载或复制完整。"))
    if data.startswith(_CFB):
        _refuse_compound(path, data, suffix)
        return
    if not data.startswith(_BEGINNINGS.get(suffix, (b"",))) or (suffix not in _BEGINNINGS and _is_binary(data)):
        raise _refusal(
            path, say("内容是{kind}，与后缀 {suffix} 不符。", kind=_kind(data), suffix=suffix), _remedy(data)
        )


def _refuse_compound(path: Path, data: bytes, suffix: str) -> None:
    """An old Office file: a workbook is what the suffixes of workbooks say, a document is for nobody here."""
    if _ENCRYPTED in data:
        raise _refusal(path, say("设有打开密码。"), say("请用 Excel 或 WPS 打开，去掉密码后另存再试。"))
    if _WORD in data:
        raise _refusal(path, say("是旧版 Word 文档（.doc）。"), say("请用 Word 或 WPS 打开，另存为 .docx 再试。"))
    if _BEGINNINGS.get(suffix) != (_CFB,):
        what = say("内容是{kind}，与后缀 {suffix} 不符。", kind=_kind(data), suffix=suffix)
        raise _refusal(path, what, _remedy(data))
    if not any(name in data for name in _WORKBOOKS):
        raise _refusal(path, say("里面没有工作表。"), say("请用 Excel 或 WPS 打开，确认后另存为 .xlsx 再试。"))


def _is_binary(data: bytes) -> bool:
    """A text of no known encoding has such bytes."""
    return data.startswith((_ZIP, _PDF)) or (b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")))


def _kind(data: bytes) -> Message:
    if data.startswith(_ZIP):
        is_workbook = b"xl/workbook" in data
        return say("新版工作簿（.xlsx）") if is_workbook else say("新版 Office 文件或压缩包")
    if data.startswith(_CFB):
        return say("旧版 Office 文件")
    if data.startswith(_PDF):
        return say("PDF 文件")
    if _is_web_page(data):
        return say("网页（HTML）")
    return say("XML 文件") if _head(data).startswith(b"<?xml") else say("认不出的格式")


def _is_web_page(data: bytes) -> bool:
    return _head(data).startswith((b"<html", b"<!doctype html", b"<table", b"<meta"))


def _head(data: bytes) -> bytes:
    """How a text begins, whatever stands before its first word."""
    return data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _remedy(data: bytes) -> Message:
    if data.startswith(_ZIP) and b"xl/workbook" in data:
        return say("请把后缀改成 .xlsx 再试。")
    if _is_web_page(data):
        return say("请用 Excel 或 WPS 打开后另存为 .xlsx；或把后缀改成 .html，用 xlperf convert 转换。")
    return say("请用原来的程序打开，另存为 .xlsx 后再试。")


def _refusal(path: Path, what: Message, remedy: Message) -> UnreadableError:
    return UnreadableError(say("{name}：{what}", name=path.name, what=what), remedy)
