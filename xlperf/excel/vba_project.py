"""The VBA of the add-in: a few lines of our own, and xlwings' RunPython from its wheel with what is changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf.definitions import read_definition
from xlperf.errors import XlperfError
from xlperf.excel.ribbon import Ribbon, load_ribbon
from xlperf.messages import say

_FOLDER = files("xlperf.excel").joinpath("vba")
_QUICKSTART = "quickstart_addin_ribbon.xlam"
_CLASSES = ("Dictionary",)


@dataclass(frozen=True, slots=True)
class Change:
    """A text of somebody else's module that stands there `times` times, what is put in its place, and why."""

    found: str
    put: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed in a module, which version of it was read, and when that came out."""

    source: str
    date: str
    change: tuple[Change, ...]


def read_modules() -> dict[str, str]:
    """The VBA modules by name: our own, the texts, and those that the xlwings wheel brings along."""
    shipped = _shipped_modules()
    return {
        "XlperfRibbon": _FOLDER.joinpath("XlperfRibbon.bas").read_bytes().decode("ascii"),
        "XlperfTexts": render_texts(load_ribbon()),
        "xlwings": apply_changes(shipped["xlwings"], read_definition(_FOLDER.joinpath("changes.toml"), Changes)),
        "Dictionary": shipped["Dictionary"],
    }


def _shipped_modules() -> dict[str, str]:
    from pyopenvba import ExcelFile

    with as_file(files("xlwings").joinpath(_QUICKSTART)) as path, ExcelFile(path) as book:
        return {name: _with_line_ends(source) for name, source in book.vba_modules().items()}


def _with_line_ends(module: str) -> str:
    """The module with the line ends that VBA has; the wheel's RunPython comes without."""
    return "\r\n".join(module.splitlines()) + "\r\n"


def apply_changes(module: str, changes: Changes) -> str:
    """The module with what is put into it. Raises XlperfError where a text stands there more or less often."""
    for change in changes.change:
        if module.count(change.found) != change.times:
            raise XlperfError(
                say("xlwings 的 VBA 与读过的版本（{source}）不同：{found}", source=changes.source, found=change.found),
                say("请核对新版本后修改 changes.toml。"),
            )
        module = module.replace(change.found, change.put)
    return module


def render_texts(ribbon: Ribbon) -> str:
    """The module of the few sentences that VBA itself says: ASCII, each sign by its code point."""
    lines = (f'Public Const {text.name} As String = "{_spell(text.text)}"' for text in ribbon.text)
    head = (
        'Attribute VB_Name = "XlperfTexts"',
        "Option Explicit",
        "' Made from ribbon.toml by xlperf excel build.",
        "",
    )
    return "".join(f"{line}\r\n" for line in (*head, *lines))


def _spell(text: str) -> str:
    """The signs of a text by their code points.

    >>> _spell("请先")
    '8BF7 5148'
    """
    return " ".join(f"{ord(sign):04X}" for sign in text)


def write_project(modules: Mapping[str, str]) -> bytes:
    """An add-in without a ribbon that holds the modules, as a file's content."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with TemporaryDirectory() as folder:
        path = Path(folder) / "xlperf.xlam"
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for name, source in modules.items():
                kind = VBAModuleKind.other if name in _CLASSES else VBAModuleKind.standard
                project.add_module(name, source, kind=kind)
            book.save()
        return path.read_bytes()
