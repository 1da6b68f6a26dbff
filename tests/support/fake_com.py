# ruff: noqa: N802, N803 (the names of Excel's members)
"""Excel's object model as far as xlperf calls it, on a workbook of openpyxl's: application, workbooks, worksheets."""

from __future__ import annotations

from typing import Any

from tests.support.com_calls import Child, Collection, ComObject, Plain, Traffic, bare, refuse
from tests.support.com_cells import Comment, Range
from tests.support.open_book import OpenBook, OpenSheet, boxes

_STATE = {
    "ScreenUpdating": True, "Calculation": -4105, "EnableEvents": True, "DisplayAlerts": True, "StatusBar": False,
    "Version": "16.0", "Ready": True, "Interactive": True,
}  # fmt: skip


class Application(ComObject):
    def __init__(self, *books: OpenBook, name: str = "Microsoft Excel", hwnd: int = 77) -> None:
        self.traffic = Traffic()
        self.books = [Workbook(self, book) for book in books]
        self.prompts: list[str] = []
        self.answers: list[str] = []
        self.__dict__.update(_STATE, Name=name, Hwnd=hwnd)

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    @property
    def ActiveWorkbook(self) -> Workbook | None:
        return self.books[0] if self.books else None

    @property
    def ActiveSheet(self) -> Worksheet | None:
        return self.books[0].active_sheet() if self.books else None

    @property
    def Selection(self) -> Range | None:
        return self.books[0].selected() if self.books else None

    @property
    def ActiveWindow(self) -> Plain:
        return Plain(self, "DisplayGridlines")

    def InputBox(self, Prompt: str, Title: str, Default: str, Type: int) -> str | bool:
        """What the clerk types is put there beforehand; False where the dialog is left."""
        assert len(Prompt) <= 255
        self.prompts.append(Prompt)
        return self.answers.pop(0) if self.answers else False


class Workbooks(Collection):
    def items(self) -> list[Any]:
        return self.app.books


class Workbook(Child):
    def __init__(self, app: Application, book: OpenBook) -> None:
        super().__init__(app)
        self.book, self.named = book, book.name

    @property
    def Name(self) -> str:
        return self.book.name

    @property
    def Path(self) -> str:
        return self.book.folder

    @property
    def FullName(self) -> str:
        return f"{self.book.folder}\\{self.book.name}" if self.book.folder else self.book.name

    @property
    def Date1904(self) -> bool:
        return self.book.date1904

    @property
    def ProtectStructure(self) -> bool:
        return self.book.is_locked

    @property
    def Worksheets(self) -> Worksheets:
        return Worksheets(self)

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.active_sheet()

    @property
    def CustomXMLParts(self) -> CustomXMLParts:
        return CustomXMLParts(self.app, self.book, None)

    def Activate(self) -> None:
        self.app.books.remove(self)
        self.app.books.insert(0, self)

    def active_sheet(self) -> Worksheet:
        return Worksheet(self, self.book.sheets[self.book.active])

    def selected(self, size: int | None = None) -> Range:
        area = self.book.selection if size is None else (*self.book.selection[:2], *self.book.selection[:2])
        return Range(self.active_sheet(), [area])


class CustomXMLParts(Collection):
    def __init__(self, app: Application, book: OpenBook, namespace: str | None) -> None:
        super().__init__(app)
        self.book, self.namespace = book, namespace

    def items(self) -> list[Any]:
        own = [text for text in self.book.parts if self.namespace is None or f'xmlns="{self.namespace}"' in text]
        return [CustomXMLPart(self.app, self.book, text) for text in own]

    def SelectByNamespace(self, namespace: str) -> CustomXMLParts:
        return CustomXMLParts(self.app, self.book, namespace)

    def Add(self, xml: str) -> CustomXMLPart:
        self.book.parts.append(xml)
        return CustomXMLPart(self.app, self.book, xml)


class CustomXMLPart(Child):
    def __init__(self, app: Application, book: OpenBook, text: str) -> None:
        super().__init__(app)
        self.book, self.text = book, text

    @property
    def XML(self) -> str:
        return f'<?xml version="1.0"?>\r\n{self.text}'

    def Delete(self) -> None:
        self.book.parts.remove(self.text)


class Worksheets(Collection):
    def __init__(self, owner: Workbook) -> None:
        super().__init__(owner.app)
        self.owner = owner

    def items(self) -> list[Any]:
        return [Worksheet(self.owner, sheet) for sheet in self.owner.book.sheets]

    @property
    def Parent(self) -> Workbook:
        return self.owner

    def Add(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> Worksheet:
        book = self.owner.book
        if book.is_locked:
            refuse()
        index = 0
        if Before is not None:
            index = book.sheets.index(bare(Before).sheet)
        if After is not None:
            index = book.sheets.index(bare(After).sheet) + 1
        number = len(book.sheets) + 1
        book.active = index
        return Worksheet(self.owner, book.add_sheet(f"Sheet{number}x", index))


class Worksheet(Child):
    def __init__(self, owner: Workbook, sheet: OpenSheet) -> None:
        super().__init__(owner.app)
        self.owner, self.sheet, self.named = owner, sheet, sheet.sheet.title

    @property
    def Name(self) -> str:
        return self.sheet.sheet.title

    @Name.setter
    def Name(self, name: str) -> None:
        if any(other.sheet.title == name for other in self.owner.book.sheets if other is not self.sheet):
            refuse()
        self.sheet.sheet.title = name

    @property
    def Index(self) -> int:
        return self.owner.book.sheets.index(self.sheet) + 1

    @property
    def Parent(self) -> Workbook:
        return self.owner

    @property
    def Visible(self) -> int:
        return {"visible": -1, "hidden": 0, "veryHidden": 2}[self.sheet.sheet.sheet_state]

    @property
    def ProtectContents(self) -> bool:
        return self.sheet.is_protected

    @property
    def UsedRange(self) -> Range:
        return Range(self, [self.sheet.used])

    @property
    def Cells(self) -> Range:
        return Range(self, [(1, 1, 1_048_576, 16_384)])

    @property
    def Comments(self) -> Comments:
        return Comments(self)

    def Range(self, first: Any, last: Any = None) -> Range:
        if last is None:
            return Range(self, boxes(first))
        one, other = bare(first).areas[0], bare(last).areas[0]
        return Range(self, [(one[0], one[1], other[2], other[3])])

    def Activate(self) -> None:
        if self.sheet.sheet.sheet_state != "visible":
            refuse()
        self.owner.book.active = self.owner.book.sheets.index(self.sheet)

    @property
    def PageSetup(self) -> Plain:
        return Plain(self.app, "Orientation", "PaperSize", "Zoom", "FitToPagesWide", "FitToPagesTall")

    def Move(self, Before: Worksheet) -> None:
        self.owner.book.move_sheet(self.sheet, bare(Before).sheet)

    def Delete(self) -> None:
        assert not self.app.__dict__["DisplayAlerts"], "a dialog would ask"
        self.owner.book.drop_sheet(self.sheet)


class Comments(Collection):
    def __init__(self, owner: Worksheet) -> None:
        super().__init__(owner.app)
        self.owner = owner

    def items(self) -> list[Any]:
        return [Comment(Range(self.owner, [(*at, *at)])) for at in self.owner.sheet.notes()]
