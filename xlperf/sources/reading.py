"""Which reader a file gets: by its suffix, and only if it holds what that says."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from xlperf.cells import Sheet, Snapshot
from xlperf.errors import UnreadableError, XlperfError
from xlperf.extras import own_pip
from xlperf.messages import Message, say
from xlperf.sources.kinds import refuse_other_kind

Reader = Callable[[bytes], tuple[Sheet, ...]]


class _Kind(NamedTuple):
    """The module and function of a reader, and the package that it needs, empty where it needs none."""

    module: str
    function: str
    needs: str = ""


_EXCEL97 = _Kind("excel97", "read_excel97", "xlrd")
_HTML = _Kind("web", "read_web", "lxml")

SPREADSHEETS = {
    ".xls": _EXCEL97,
    ".xlt": _EXCEL97,
    ".et": _EXCEL97,
    ".ett": _EXCEL97,
    ".xlsb": _Kind("spreadsheets", "read_spreadsheet", "python_calamine"),
    ".ods": _Kind("open_document", "read_open_document", "odf"),
    ".ots": _Kind("open_document", "read_open_document", "odf"),
}
"""Workbooks of older and other programs."""

DOCUMENTS = {
    ".docx": _Kind("word", "read_word", "docx"),
    ".pdf": _Kind("pdf_apart", "read_pdf_apart", "pdfplumber"),
    ".html": _HTML,
    ".htm": _HTML,
    ".md": _Kind("plain", "read_markdown", "lxml"),
    ".csv": _Kind("plain", "read_csv"),
    ".tsv": _Kind("plain", "read_csv"),
    ".txt": _Kind("plain", "read_text"),
}
"""Documents that may hold forms."""


_TEXTS = tuple(DOCUMENTS[suffix] for suffix in (".html", ".md", ".csv", ".txt"))

LONGEST_TEXT = 20 << 20
"""Bytes of a text that is read: one of forms has a hundredth of that."""


def read_source(path: Path, data: bytes) -> Snapshot:
    """What a file of one of these kinds holds. Raises UnreadableError, saying what is the matter and what to do."""
    suffix = path.suffix.lower()
    kind = SPREADSHEETS.get(suffix) or DOCUMENTS[suffix]
    refuse_other_kind(path, data)
    if kind in _TEXTS:
        _refuse_long(path, len(data))
    try:
        return Snapshot(path.name, _reader(kind)(data))
    except ImportError as error:
        problem = say(
            "{name}：读 {suffix} 需要的组件没有安装（{package}）。", name=path.name, suffix=suffix, package=kind.needs
        )
        raise UnreadableError(
            problem, say('请运行 {pip} install "xlperf[convert]"，再试一次。', pip=own_pip())
        ) from error
    except XlperfError as error:
        raise UnreadableError(_named(path, error.problem), error.remedy) from error
    except RecursionError as error:
        raise _damaged(path) from error
    except Exception as error:  # what the libraries raise for a damaged file is not told by any of them
        raise _damaged(path) from error


def _refuse_long(path: Path, size: int) -> None:
    if size > LONGEST_TEXT:
        what = say("{name}：有 {size} MB，大得不像自评表，没有打开。", name=path.name, size=size >> 20)
        raise UnreadableError(what, say("请确认文件；若其中确有自评表，请把表单独另存后再试。"))


def _reader(kind: _Kind) -> Reader:
    reader: Reader = getattr(import_module(f"xlperf.sources.{kind.module}"), kind.function)
    return reader


def _named(path: Path, problem: Message) -> Message:
    return say("{name}：{problem}", name=path.name, problem=problem)


def _damaged(path: Path) -> UnreadableError:
    what = say("{name}：读不出来，文件可能已损坏，或设有密码。", name=path.name)
    return UnreadableError(what, say("请用原来的程序打开，确认内容完好、去掉密码后另存再试。"))
