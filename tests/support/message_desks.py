"""Scenes at an open workbook that is imagined: what the add-in says when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from unittest.mock import PropertyMock, patch

from tests.support.broken import GOOD
from tests.support.com_calls import Plain
from tests.support.desks import attach
from tests.support.fake_com import Application
from tests.support.message_telling import refusing, without
from tests.support.open_book import open_book
from tests.support.pywin32 import SHOWN, ComError, windows_engine
from xlperf.definitions import read_definition
from xlperf.excel import callbacks, patience
from xlperf.excel.addin import build_addin
from xlperf.excel.attach import engine, find_book
from xlperf.excel.dialogs import Dialogs
from xlperf.excel.patience import wait_until_ready
from xlperf.excel.vba_project import Changes, apply_changes


def build_without_what_it_takes(_: Path) -> None:
    """No pyOpenVBA; xlwings' VBA of another version."""
    with without("pyopenvba"), refusing():
        build_addin()
    changes = read_definition(files("xlperf.excel").joinpath("vba", "changes.toml"), Changes)
    with refusing():
        apply_changes("' another version\r\n", changes)


def attach_to_nothing(_: Path) -> None:
    """No component on a Windows machine; no application that answers; a workbook that is not open."""
    with without("win32com", "win32com.client"), patch.object(sys, "platform", "win32"), refusing():
        engine()
    windows_engine()
    with patch.object(sys.modules["win32com.client"], "GetActiveObject", _no_application), refusing():
        callbacks.attach()
    with refusing():
        find_book(attach(Application(open_book(GOOD))), "别的.xlsx")


def _no_application(name: str) -> object:
    raise ComError(-2147221021, f"Operation unavailable: {name}")


def press_buttons(folder: Path) -> None:
    """Another version's button, no workbook, a chart selected, a cell being edited, a call that is not known."""
    _press("nosuch", Application(open_book(GOOD)), folder)
    _press("check", Application(), folder)
    chart = Application(open_book(GOOD))
    with patch.object(Application, "Selection", PropertyMock(return_value=Plain(chart, "ChartType"))):
        _press("explain", chart, folder)
    busy, lacking = Application(open_book(GOOD)), Application(open_book(GOOD))
    lacking.traffic.lacks = frozenset({"UsedRange"})
    _press("check", lacking, folder)
    app = attach(busy)
    busy.traffic.busy = 10_000
    with patch.object(patience, "PAUSE", 0), refusing():
        wait_until_ready(app)


def choose_what_there_is_not(folder: Path) -> None:
    """Under 设置: no such number, no such check, a check that stays on, words that nobody understands, no room."""
    for answers in (("99",), ("0", "Z999 关闭"), ("0", "T101 关闭"), ("0", "随便")):
        _press("settings", Application(open_book(GOOD)), folder, *answers)
    (folder / "占着").write_text("", "utf-8")
    _press("settings", Application(open_book(GOOD)), folder / "占着", "0", "D404 关闭")


def _press(button: str, com: Application, folder: Path, *answers: str) -> None:
    """Presses a button and shows what the message boxes say, each on a line."""
    com.answers.extend(answers)
    SHOWN.clear()
    app = attach(com)
    callbacks.act(button, app, Dialogs(app), folder)
    print(*(" ".join(text.split()) for text in SHOWN), sep="\n")
    SHOWN.clear()


ACTS: tuple[Callable[[Path], None], ...] = (
    build_without_what_it_takes,
    attach_to_nothing,
    press_buttons,
    choose_what_there_is_not,
)
