"""An engine of our own for xlwings, on a workbook of openpyxl's: what xlwings offers on any system, and nothing native.

It has no custom XML parts, no looks in one call, no interiors: what an application lacks, xlperf must do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import xlwings as xw
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.support.open_book import NO_FILL, Box, OpenBook, OpenSheet, address, boxes, positions


class Engine:
    """The engine: one application."""

    name, type = "xlperf-test", "desktop"

    def __init__(self, app: App) -> None:
        self.apps = Apps(app)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, moments: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        return [[empty if value in ("", None) else value for value in row] for row in data]


class Apps:
    """All applications: this one."""

    def __init__(self, app: App) -> None:
        self.app = app

    def keys(self) -> list[int]:
        return [self.app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter([self.app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.app


class App:
    """The application: what is set is kept, what is said is kept."""

    pid, hwnd, version, visible = 4711, 0, "1.0", True
    screen_updating = enable_events = display_alerts = True
    calculation, status_bar = "automatic", False

    def __init__(self, *books: OpenBook) -> None:
        self.opened = list(books)
        self.said: list[str] = []
        self.engine = Engine(self)
        self.api = SimpleNamespace()

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range:
        book = self.opened[0]
        return Range(Sheet(Book(self, book), book.sheets[book.active]), [book.selection])

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.said.append(prompt)
        return "ok" if buttons == "ok" else "yes"

    def activate(self, steal_focus: bool = False) -> None:
        return


class Books:
    """Its open workbooks."""

    def __init__(self, app: App) -> None:
        self.app, self.api = app, None

    @property
    def active(self) -> Book:
        return Book(self.app, self.app.opened[0])

    def __call__(self, key: str | int) -> Book:
        for number, book in enumerate(self.app.opened, 1):
            if key in (number, book.name):
                return Book(self.app, book)
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.app.opened)

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, book) for book in self.app.opened)


class Book:
    """A workbook; it cannot be saved."""

    def __init__(self, app: App, book: OpenBook) -> None:
        self.app, self.book, self.api = app, book, SimpleNamespace()
        self.name = book.name
        self.fullname = f"{book.folder}/{book.name}" if book.folder else book.name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        return


class Sheets:
    """Its worksheets."""

    def __init__(self, book: Book) -> None:
        self.book, self.api = book, None

    def __call__(self, key: str | int) -> Sheet:
        for number, sheet in enumerate(self.book.book.sheets, 1):
            if key in (number, sheet.sheet.title):
                return Sheet(self.book, sheet)
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.book.book.sheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.book.sheets)


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, sheet: OpenSheet) -> None:
        self.book, self.sheet = book, sheet
        self.api = SimpleNamespace(ProtectContents=sheet.is_protected)
        self.name = sheet.sheet.title
        self.visible = sheet.sheet.sheet_state == "visible"

    @property
    def used_range(self) -> Range:
        return Range(self, [self.sheet.used])

    @property
    def notes(self) -> list[Note]:
        return [Note(Range(self, [(*at, *at)])) for at in self.sheet.notes()]

    def range(self, first: Any, last: Any = None) -> Range:
        assert last is None
        return Range(self, boxes(first) if isinstance(first, str) else [(first[0], first[1], first[0], first[1])])

    def activate(self) -> None:
        assert self.visible
        self.book.book.active = self.book.book.sheets.index(self.sheet)


class Range:
    """Cells of one or several areas; what differs among them is None."""

    def __init__(self, sheet: Sheet, areas: list[Box]) -> None:
        self.sheet, self.areas = sheet, areas
        self.api = SimpleNamespace(cells=areas)  # truthy: else xlwings leaves writing be
        self.options: dict[str, Any] = {}

    def __len__(self) -> int:
        return sum(1 for _ in positions(self.areas))

    def __call__(self, number: int, column: int | None = None) -> Range:
        at = list(positions(self.areas))[number - 1]
        return Range(self.sheet, [(*at, *at)])

    @property
    def first(self) -> tuple[int, int]:
        return self.areas[0][:2]

    @property
    def row(self) -> int:
        return self.first[0]

    @property
    def column(self) -> int:
        return self.first[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.areas[0]
        return bottom - top + 1, right - left + 1

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, *self.first, *self.shape)

    @property
    def address(self) -> str:
        return ",".join(map(address, self.areas))

    @property
    def raw_value(self) -> Any:
        return self.block(self.sheet.sheet.value)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        top, left, _, _ = self.areas[0]
        for row, column in positions(self.areas):
            one = value[row - top][column - left] if isinstance(value, list | tuple) else value
            self.sheet.sheet.put((row, column), one)

    @property
    def formula(self) -> Any:
        return self.block(self.sheet.sheet.formula)

    def block(self, read: Any) -> Any:
        top, left, bottom, right = self.areas[0]
        rows = [[read((row, column)) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        return rows if len(self) > 1 else rows[0][0]

    def common(self, read: Any) -> Any:
        found = [read(at) for at in positions(self.areas)]
        return found[0] if all(one == found[0] for one in found) else None

    @property
    def number_format(self) -> Any:
        return self.common(lambda at: self.sheet.sheet.cell(at).number_format)

    @number_format.setter
    def number_format(self, code: str) -> None:
        for at in positions(self.areas):
            self.sheet.sheet.cell(at).number_format = code

    @property
    def merge_cells(self) -> Any:
        return self.common(lambda at: self.sheet.sheet.merge_at(at) is not None)

    @property
    def merge_area(self) -> Range:
        return Range(self.sheet, [self.sheet.sheet.merge_at(self.first) or (*self.first, *self.first)])

    @property
    def color(self) -> tuple[int, ...] | None:
        fill = self.sheet.sheet.cell(self.first).fill
        if fill.patternType is None:
            return None
        told = str(fill.fgColor.rgb)[-6:]
        return tuple(int(told[at : at + 2], 16) for at in (0, 2, 4))

    @color.setter
    def color(self, colour: Any) -> None:
        told = str(colour).lstrip("#").upper() if colour is not None else None
        fill = NO_FILL if told is None else PatternFill("solid", fgColor=f"FF{told}")
        for at in positions(self.areas):
            self.sheet.sheet.cell(at).fill = fill

    @property
    def note(self) -> Note | None:
        return Note(self) if self.sheet.sheet.cell(self.first).comment is not None else None

    def add_note(self, text: str) -> Note:
        assert self.note is None
        self.sheet.sheet.cell(self.first).comment = Comment(text, "clerk")
        return Note(self)

    def select(self) -> None:
        book = self.sheet.book.book
        assert book.sheets[book.active] is self.sheet.sheet
        book.selection = self.areas[0]


class Note:
    """A note."""

    def __init__(self, cell: Range) -> None:
        self.cell, self.api, self.location = cell, SimpleNamespace(), cell

    @property
    def text(self) -> str:
        return str(self.cell.sheet.sheet.cell(self.cell.first).comment.text)

    @text.setter
    def text(self, words: str) -> None:
        self.cell.sheet.sheet.cell(self.cell.first).comment = Comment(words, "clerk")

    def delete(self) -> None:
        self.cell.sheet.sheet.cell(self.cell.first).comment = None


def plain_app(*books: OpenBook) -> xw.App:
    """The application as xlwings has it, its engine the active one."""
    app = App(*books)
    engine = xw.main.Engine(impl=app.engine)
    xw.engines.add(engine)
    engine.activate()
    return xw.App(impl=app)
