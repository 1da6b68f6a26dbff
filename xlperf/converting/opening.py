"""Files of any kind as workbooks: what is no workbook of today's format is written as one first, in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.converting.books import render_forms, render_sheets
from xlperf.converting.dumps import relay
from xlperf.converting.forms import Converted, convert_forms
from xlperf.converting.from_json import read_json
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.book import Book, read_book
from xlperf.ooxml.container import read_bytes
from xlperf.ooxml.ground import Ground, read_ground
from xlperf.ooxml.harmless import refuse_harm
from xlperf.recognition import load_library
from xlperf.recognition.library import Library
from xlperf.sources import DOCUMENTS, SPREADSHEETS, read_source

JSON = ".json"

_DUMPS = (".txt",)
"""Texts in which merged cells are lost."""


class NoFormError(UnreadableError):
    """A document that holds no form."""


def open_book(path: Path, forms: tuple[str, ...] = ()) -> Book:
    """A file as a workbook; `forms` are folders with form definitions. Raises UnreadableError."""
    data = as_workbook(path, forms)
    if data is None:
        return read_book(path)
    book = read_book(path, data=data)
    return replace(book, cautions=(_told(path), *book.cautions))


def open_ground(path: Path) -> Ground:
    """What a run on a file starts from. Raises UnreadableError."""
    return read_ground(path, data=as_workbook(path))


def as_workbook(path: Path, forms: tuple[str, ...] = ()) -> bytes | None:
    """The workbook that a file of another kind is written as: sheet by sheet, or, of a document, a sheet for each form.

    None for a file that is a workbook by its suffix. Raises UnreadableError.
    """
    suffix = path.suffix.lower()
    if suffix in SPREADSHEETS:
        return render_sheets(_read(path).sheets, path.stem)
    if suffix in DOCUMENTS or suffix == JSON:
        return render_forms(open_forms(path, load_library(forms)), path.stem)
    return None


def open_forms(path: Path, library: Library) -> tuple[Converted, ...]:
    """The forms of a file of any kind. Raises UnreadableError, NoFormError where there is none."""
    if path.suffix.lower() == JSON:
        found = read_json(read_bytes(path), path.name, library)
    else:
        found = convert_forms(open_snapshot(path, library), library)
    if not found:
        what = say("{name}：里面没有认出自评表一类的表。", name=path.name)
        raise NoFormError(what, say("请确认文件是否选对；表头用词特殊的表，可用 xlperf forms learn 教它认识。"))
    return found


def open_snapshot(path: Path, library: Library) -> Snapshot:
    """What stands in a file of any kind but JSON. Raises UnreadableError."""
    suffix = path.suffix.lower()
    if suffix not in SPREADSHEETS and suffix not in DOCUMENTS:
        return read_book(path).snapshot
    snapshot = _read(path)
    if suffix in _DUMPS:
        return replace(snapshot, sheets=tuple(relay(sheet, library.lexicon) for sheet in snapshot.sheets))
    return snapshot


def _read(path: Path) -> Snapshot:
    data = read_bytes(path)
    refuse_harm(path, data)
    return read_source(path, data)


def _told(path: Path) -> Message:
    """What the copy of such a file is."""
    if path.suffix.lower() in SPREADSHEETS:
        return say(
            "原件是 {suffix}，副本另存为 .xlsx：文字、数字和合并单元格照原样，字体、底色、公式没有带过来。",
            suffix=path.suffix,
        )
    return say("原件是 {suffix}，其中的表先转成了工作簿，再校验；单元格地址是转换后的。", suffix=path.suffix)
