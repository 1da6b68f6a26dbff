"""The add-in's VBA run without Excel, in pyOpenVBA's interpreter: a control is clicked, what would be run is kept.

The interpreter reaches neither files nor the environment, nor does it know a remark behind a compiler directive. So the
procedures of xlwings that look at files are cut out and asked of `Desk` instead; all else is the add-in's own code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAObject, member, method

from xlperf.excel.vba_project import read_modules

_ASKED_OF_DESK = ("FileExistsOnWindows", "GetConfigFromFile")
_STUBS = """
Function FileExistsOnWindows(ByVal FileSpec As String) As Boolean
    FileExistsOnWindows = CreateObject("Desk").Holds(FileSpec)
End Function
Function GetConfigFromFile(sFile As String, sName As String, Optional sValue As String) As Boolean
    sValue = CreateObject("Desk").Setting(sFile, sName)
    GetConfigFromFile = sValue <> ""
End Function
"""
_NO_SUCH_THING = {
    "Application.Hwnd": "1234",
    "Application.Path": r'"C:\Office"',
    "IRibbonControl": "Object",
}


class Control(VBAObject):
    """A button as VBA is handed it."""

    vba_type_name = "IRibbonControl"

    def __init__(self, ident: str, tag: str = "") -> None:
        self._ident, self._tag = ident, tag

    @member
    def ID(self) -> str:  # noqa: N802
        return self._ident

    @member
    def Tag(self) -> str:  # noqa: N802
        return self._tag


class Desk(VBAObject):
    """The files of a machine, the settings in them by path, and the commands that were run on it."""

    def __init__(self, files: Mapping[str, Mapping[str, str]]) -> None:
        self.files = files
        self.commands: list[str] = []

    @method
    def Holds(self, path: str) -> bool:  # noqa: N802
        return path in self.files

    @method
    def Setting(self, path: str, name: str) -> str:  # noqa: N802
        return self.files[path].get(name, "")

    @method
    def Run(self, Command: str, WindowStyle: int = 0, Wait: bool = False) -> int:  # noqa: N802, N803
        self.commands.append(Command)
        return 0

    @method
    def ExpandEnvironmentStrings(self, Text: str) -> str:  # noqa: N802, N803
        return Text.replace("%LOCALAPPDATA%", r"C:\Users\张 三\AppData\Local")


class Click(NamedTuple):
    """What a click led to: messages shown, commands run."""

    messages: list[str]
    commands: list[str]


def click(
    control: Control,
    files: Mapping[str, Mapping[str, str]],
    *,
    has_workbook: bool = True,
    sheets: Mapping[str, Mapping[str, str]] = {},
) -> Click:
    """Clicks a button on a machine with these files; `sheets`: cells of further sheets of the open workbook."""
    desk = Desk(files)
    app = ExcelApplication()
    app.interpreter.host.create = lambda name: desk  # both names that the code creates: the shell's and ours
    for name, source in read_modules().items():
        if name != "Dictionary":  # for macOS only
            app.add_module(_readable(source), name=name)
    if has_workbook:
        app.add_workbook()
        for sheet, cells in sheets.items():
            app.add_module(_sheet_maker(sheet, cells), name="Maker" + str(len(sheet)))
            app.run("Make" + str(len(sheet)))
    app.run("XlperfOnAction", control)
    return Click([text for _, text, *_ in app.interpreter.dialogs], desk.commands)


def _sheet_maker(name: str, cells: Mapping[str, str]) -> str:
    lines = [f'    ActiveSheet.Range("{cell}").Value = "{text}"' for cell, text in cells.items()]
    body = "\n".join(["    Worksheets.Add", f'    ActiveSheet.Name = "{name}"', *lines])
    return f"Sub Make{len(name)}()\n{body}\nEnd Sub\n"


def _readable(source: str) -> str:
    """A module as the interpreter can run it."""
    for name in _ASKED_OF_DESK:
        if f"Function {name}(" in source:
            source = re.sub(rf"(?ms)^Function {name}\(.*?^End Function\r\n", "", source) + _cut_in(name)
    source = re.sub(r"(?m)^(\s*#[^'\r\n]*?)\s*'.*?(\r?)$", r"\1\2", source)
    source = re.sub(r'Environ\("(\w+)"\)', r'"C:\\Users\\张 三\\\1"', source)
    source = re.sub(r"(?m)^\s*Kill .*$", "", source)
    for word, other in _NO_SUCH_THING.items():
        source = source.replace(word, other)
    return source


def _cut_in(name: str) -> str:
    (stub,) = re.findall(rf"(?ms)^Function {name}\(.*?^End Function\n", _STUBS)
    return stub.replace("\n", "\r\n")
