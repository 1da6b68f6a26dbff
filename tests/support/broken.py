"""Files that are no workbooks, or none that can be judged, one per way of being so."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]
INBOX = ROOT / "examples" / "inbox"
GOOD = next(INBOX.rglob("01-科协*.xlsx"))


def make_text(path: Path) -> None:
    path.write_text("这不是工作簿", "utf-8")


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_truncated(path: Path) -> None:
    whole = GOOD.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def make_encrypted(path: Path) -> None:
    """A compound file with the stream that Excel puts a password-protected package into."""
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    path.write_bytes(header + "EncryptedPackage".encode("utf-16-le").ljust(4096, b"\0"))


def make_document(path: Path) -> None:
    """A package of another program."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        package.writestr("word/document.xml", "<document/>")


def make_missing(path: Path) -> None:
    """Nothing at all."""


def make_folder(path: Path) -> None:
    path.mkdir()


def make_formless(path: Path) -> None:
    """A workbook without a form."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "会议签到表"
    book.save(path)


UNREADABLE: tuple[Callable[[Path], None], ...] = (
    make_text,
    make_empty,
    make_truncated,
    make_encrypted,
    make_document,
    make_missing,
    make_folder,
)
