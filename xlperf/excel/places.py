"""Where the add-in's files stand on a Windows machine, and what is in them."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

from xlperf.errors import XlperfError
from xlperf.excel.machine import Machine
from xlperf.messages import say

NAME = "xlperf.xlam"
ADDIN = files("xlperf.excel").joinpath(NAME)
"""The add-in as it was built last."""

_CODE_PAGES = r"HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage"
_SETTINGS = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "SHOW CONSOLE": "False",
    "USE UDF SERVER": "False",
}
"""No code from beside a workbook, no window, no server: see the settings of xlwings' RunPython."""


def start_folder(machine: Machine) -> str:
    """The folder whose workbooks Excel opens when it starts; one of its trusted places."""
    return machine.variable("APPDATA") + r"\Microsoft\Excel\XLSTART"


def addin_folder(machine: Machine) -> str:
    """The folder where Excel's own dialogue puts add-ins."""
    return machine.variable("APPDATA") + r"\Microsoft\AddIns"


def settings_file(machine: Machine) -> str:
    """The file in which the add-in looks up which program to run."""
    return machine.variable("USERPROFILE") + r"\.xlperf\xlperf.conf"


def installation_file(machine: Machine) -> str:
    """What was installed, and what stood there before."""
    return machine.variable("LOCALAPPDATA") + r"\xlperf\installed.json"


def render_settings(machine: Machine) -> bytes:
    """The settings, in the code page in which VBA reads them. Raises XlperfError where it lacks a sign of the path."""
    settings = {"INTERPRETER_WIN": shorten(machine, machine.python)} | _SETTINGS
    text = "".join(f'"{name}","{value}"\r\n' for name, value in settings.items())
    try:
        return text.encode(_encoding(machine))
    except UnicodeEncodeError as error:
        raise XlperfError(
            say("程序所在的路径 {path} 有系统代码页里没有的字，加载项读不出。", path=machine.python),
            say("请把 xlperf 装到只有英文字母的路径下。"),
        ) from error


def read_program(machine: Machine) -> str | None:
    """The program that the settings name, its variables put in; None where there are none or they name none."""
    lines = (machine.read(settings_file(machine)) or b"").decode(_encoding(machine), "replace").splitlines()
    settings = {row[0].upper(): row[1] for row in csv.reader(lines) if len(row) == 2}
    return re.sub("%(.+?)%", lambda name: machine.variable(name[1]), settings.get("INTERPRETER_WIN", "")) or None


def _encoding(machine: Machine) -> str:
    """The code page of programs by Python's name."""
    page = code_page(machine)
    return {"54936": "gb18030", "65001": "utf-8"}.get(page, f"cp{page}")


def code_page(machine: Machine, name: str = "acp") -> str:
    """The number of the system's code page, 936 for Chinese; `name`: acp for programs, oemcp for consoles."""
    value = (machine.key(_CODE_PAGES) or {}).get(name)
    return value if isinstance(value, str) else "1252"


def shorten(machine: Machine, path: str) -> str:
    """A path by the variable whose folder it lies in: mostly ASCII then, and without the user's name."""
    for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE"):
        folder = machine.variable(name)
        if folder and path.lower().startswith(folder.lower() + "\\"):
            return f"%{name}%{path[len(folder) :]}"
    return path
