"""Where the add-in's buttons come in: `run` is the one function that its VBA calls, in a process of its own each time.

Nothing is raised: what goes wrong is said in a message box, without a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.errors import UsageError, XlperfError
from xlperf.excel import marking_up, navigating
from xlperf.excel.attach import attach, engine
from xlperf.excel.choices import FOLDER, Choices
from xlperf.excel.choosing import choose
from xlperf.excel.desk import Desk, active_book
from xlperf.excel.dialogs import Dialogs
from xlperf.excel.folders import run_folder
from xlperf.excel.patience import naming_refusals
from xlperf.excel.session import Store
from xlperf.faults import unexpected
from xlperf.messages import say

if TYPE_CHECKING:
    import xlwings as xw

_ON_WORKBOOK: Mapping[str, Callable[[Desk], int]] = {
    "check": marking_up.check,
    "fill": marking_up.fill,
    "previous": navigating.previous_problem,
    "next": navigating.next_problem,
    "clear": marking_up.clear,
    "undo": marking_up.undo,
    "result": marking_up.result,
    "explain": navigating.explain,
}
"""What a button of the ribbon does with the workbook in front."""

_BESIDE: Mapping[str, Callable[[Dialogs, Choices], int]] = {"batch": run_folder, "settings": choose}
"""What needs no workbook."""

CONTROLS = frozenset((*_ON_WORKBOOK, *_BESIDE))
"""The ids of the buttons that are handled."""


def run(control_id: str, tag: str = "", home: Path | None = None) -> None:
    """Does what a button stands for; its `tag` says nothing so far. `home` is the clerk's own folder, for what is kept.

    Raises SystemExit where there is no application to speak through: the add-in shows what is on standard error.
    """
    try:
        app = _application()
    except Exception as error:
        fault = error if isinstance(error, XlperfError) else unexpected(error)
        raise SystemExit(f"{fault.problem}{fault.remedy}") from None
    act(control_id, app, Dialogs(app), (home or Path.home()) / FOLDER)


def act(control_id: str, app: xw.App, dialogs: Dialogs, folder: Path) -> None:
    """The same for an application that was found."""
    try:
        with naming_refusals():
            _act(control_id, app, dialogs, folder)
    except Exception as error:
        fault = error if isinstance(error, XlperfError) else unexpected(error)
        dialogs.warn(fault.problem, fault.remedy)


def _act(control_id: str, app: xw.App, dialogs: Dialogs, folder: Path) -> None:
    choices = Choices(folder)
    if control_id not in CONTROLS:
        raise UsageError(say("没有名为 {id} 的按钮。", id=control_id), say("加载项与程序的版本不同，请重新安装。"))
    if control_id in _BESIDE:
        _BESIDE[control_id](dialogs, choices)
    else:
        desk = Desk(app, active_book(app), dialogs, Store(folder / "session"), choices.options())
        _ON_WORKBOOK[control_id](desk)


def _application() -> xw.App:
    """The application whose button was pressed: its window's handle comes on the command line."""
    import xlwings as xw

    handle = next((arg.partition("=")[2] for arg in sys.argv if arg.startswith("--hwnd=")), "")
    return xw.App(impl=engine().App(xl=int(handle))) if handle.isdecimal() else attach()
