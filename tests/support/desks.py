"""An open workbook at a desk, in the fake application: commands run on it as a clerk would have them run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import xlwings as xw

from tests.support.fake_com import Application
from tests.support.live_engine import plain_app
from tests.support.open_book import OpenBook, open_book
from tests.support.pywin32 import windows_engine
from xlperf.evaluation import Options
from xlperf.excel.desk import Desk
from xlperf.excel.session import Store
from xlperf.messages import Message


@dataclass
class Heard:
    """What the clerk was told."""

    lines: list[str] = field(default_factory=list)

    def tell(self, *lines: Message) -> None:
        self.lines += [line.text() for line in lines]


@dataclass
class Sitting:
    """A desk, the application that it is at, and what was said there."""

    desk: Desk
    com: Application
    open: OpenBook
    heard: Heard


WPS = (
    "GetValue",
    "CustomXMLParts",
    "CommentThreaded",
    "ClearComments",
    "Shape",
    "Ready",
    "Value2",
    "EnableEvents",
    "_NewEnum",
)
"""Members that an application other than Excel may not have."""


def sit_down(
    path: Path, folder: Path, options: Options = Options(), where: str | None = None, lacks: Iterable[str] = ()
) -> Sitting:
    """Opens a workbook in the fake application; what is remembered goes to `folder`."""
    opened = open_book(path, where)
    com, heard = Application(opened), Heard()
    com.traffic.lacks = frozenset(lacks)
    app = attach(com)
    return Sitting(Desk(app, app.books.active, heard, Store(folder), options), com, opened, heard)


def sit_down_plainly(path: Path, folder: Path, options: Options = Options()) -> tuple[Desk, OpenBook, Heard]:
    """Opens a workbook in an application that has nothing but what xlwings offers everywhere."""
    opened, heard = open_book(path), Heard()
    app = plain_app(opened)
    return Desk(app, app.books.active, heard, Store(folder), options), opened, heard


def attach(com: Application) -> xw.App:
    """The application as xlwings has it."""
    engine = windows_engine()
    return xw.App(impl=engine.App(xl=engine.COMRetryObjectWrapper(com)))
