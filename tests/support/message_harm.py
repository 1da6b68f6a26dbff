"""Scenes with files that mean harm, that are damaged within, or that a clerk should know something of."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from random import Random

from tests.support.broken import GOOD
from tests.support.hostile import BOOK, MEGABYTE, STRINGS, good_parts, lying, pack
from tests.support.hostile_documents import pdf, pdf_stream
from tests.support.small_packages import MAIN

COMMANDS = """
check 谎报巨大.xlsx 巨大部件.xlsx 太多字符串.xlsx 太宽.xlsb
fill 坏图.xlsx
check 绕圈.pdf 炸弹.pdf 拥挤.pdf 坏.docx
check 有宏.xlsx
batch 压缩 -o 压缩出 --draft-departments
"""

NOISE = Random(10).randbytes(MEGABYTE)
"""What no compression makes smaller."""

MOST = (1 << 32) - 2
"""The largest size that a package may say of a member, true or not."""


def make_harm(folder: Path) -> None:
    """Puts the files of these scenes into a folder."""
    for name, content in {**_books(), **_documents()}.items():
        (folder / name).write_bytes(content)
    (folder / "压缩").mkdir()
    for name, content in _archives().items():
        (folder / "压缩" / name).write_bytes(content)


def _books() -> dict[str, bytes]:
    huge = lying(pack({**good_parts(), "xl/worksheets/sheet9.xml": NOISE}), "xl/worksheets/sheet9.xml", 170 * MEGABYTE)
    strings = f'<sst xmlns="{MAIN}">'.encode() + b"</" * 3_000_001 + b"</sst>"
    picture = "xl/media/image1.png"
    return {
        "谎报巨大.xlsx": lying(pack(good_parts()), STRINGS, MOST),
        "巨大部件.xlsx": huge,
        "太多字符串.xlsx": pack({**good_parts(), STRINGS: strings}, zipfile.ZIP_STORED),
        "太宽.xlsb": _wide_binary_sheet(),
        "坏图.xlsx": _without_header(pack({**good_parts(), picture: NOISE[:99]}), picture),
        "有宏.xlsx": pack(_asking_parts()),
    }


def _wide_binary_sheet() -> bytes:
    """A binary workbook with one number in its last cell, as [MS-XLSB] has its records."""
    row, column = (1048575).to_bytes(4, "little"), (16383).to_bytes(4, "little")
    records = b"\x91\1\0" + b"\0\x04" + row + b"\2\x0c" + column + bytes(8) + b"\x92\1\0"
    return pack({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": records})


def _without_header(data: bytes, member: str) -> bytes:
    """A package in which the directory leads to a place where no member begins."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        at = package.getinfo(member).header_offset
    return data[:at] + b"XX" + data[at + 2 :]


def _asking_parts() -> dict[str, bytes]:
    """With macros and a signature, to be opened read-only, and changed with a password."""
    parts = good_parts()
    asks = b'<fileSharing readOnlyRecommended="1" reservationPassword="CC1A"/>'
    at = parts[BOOK].index(b">", parts[BOOK].index(b"<workbook")) + 1
    parts[BOOK] = parts[BOOK][:at] + asks + parts[BOOK][at:]
    return {**parts, "xl/vbaProject.bin": NOISE[:999], "_xmlsignatures/origin.sigs": b""}


def _documents() -> dict[str, bytes]:
    return {
        "绕圈.pdf": pdf(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"]),
        "炸弹.pdf": pdf_stream(zlib.compress(bytes(65 * MEGABYTE), 1)),
        "拥挤.pdf": pdf_stream(zlib.compress(b"q Q " * (MEGABYTE + 1), 1)),
        "坏.docx": pack({"word/document.xml": b"<x/>"}),
    }


def _archives() -> dict[str, bytes]:
    good = GOOD.read_bytes()
    damaged = bytearray(pack({"里面/坏.xlsx": NOISE}, zipfile.ZIP_STORED))
    damaged[MEGABYTE // 2] ^= 1
    locked = bytearray(pack({"里面/锁.xlsx": good}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(signature) + offset] |= 1
    return {
        "密码.zip": bytes(locked),
        "坏了.zip": bytes(damaged),
        "名字太长.zip": pack({"长" * 100 + ".xlsx": good}),
        "太大.zip": lying(pack({"form.xlsx": good}), "form.xlsx", MOST),
        "好的.zip": pack({"表.xlsx": good}),
    }
