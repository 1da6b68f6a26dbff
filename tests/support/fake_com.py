# ruff: noqa: N802, N803 (the names of Excel's members)
"""Excel's object model as far as xlperf calls it, on a workbook of openpyxl's; every call is counted.

Its behaviour is that of Excel's documentation: what differs within a range is None, a value put as a text is understood
as if typed, an address has 255 signs at most, a protected sheet refuses, a busy application turns calls away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime
from types import MethodType
from typing import Any

from openpyxl.comments import Comment as OpenpyxlComment
from openpyxl.styles import Border, Side
from openpyxl.styles import Color as OpenpyxlColor
from openpyxl.utils.cell import get_column_letter

from tests.support.open_book import (
    NO_FILL,
    Box,
    OpenBook,
    OpenSheet,
    Position,
    address,
    bgr,
    boxes,
    pattern,
    positions,
    rgb,
)
from tests.support.pywin32 import REJECTED, ComError, Dispatch, Names
from tests.support.spreadsheet_xml import write_xml

_NONE, _SOLID = -4142, 1
_PATTERNS = {None: _NONE, "gradient": 4000, "solid": _SOLID, "gray125": 17, "lightUp": 14, "darkGray": -4126}
_ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
    "#SPILL!": -2146826243,
}
_STATE = {
    "ScreenUpdating": True, "Calculation": -4105, "EnableEvents": True, "DisplayAlerts": True, "StatusBar": False,
    "Version": "16.0", "Ready": True, "Interactive": True,
}  # fmt: skip
_REFUSED = (0, "Microsoft Excel", "", None, 0, -2146827284)


class Traffic:
    """The calls made so far. `busy`: so many of the next ones are turned away, all of them after `busy_after` more;
    `lacks`: members that are not there.
    """

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.busy = 0
        self.busy_after: int | None = None
        self.lacks: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.calls)

    def note(self, owner: object, name: str) -> None:
        self.calls.append(f"{type(owner).__name__}.{name}")
        if self.busy_after is not None:
            self.busy_after -= 1
            if self.busy_after < 0:
                self.busy, self.busy_after = 10, None
        if self.busy:
            self.busy -= 1
            raise ComError(REJECTED, "Call was rejected by callee.")


class ComObject(Dispatch):
    """Properties and methods with a capital letter are calls."""

    traffic: Traffic
    _oleobj_ = Names()

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        if name in object.__getattribute__(self, "traffic").lacks:
            raise AttributeError(name)
        member = getattr(type(self), name, None)
        if callable(member):
            return MethodType(_counted(name, member), self)
        if name in object.__getattribute__(self, "__dict__") or member is not None:
            object.__getattribute__(self, "traffic").note(self, name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            self.traffic.note(self, f"{name}=")
        object.__setattr__(self, name, value)


def _counted(name: str, member: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: ComObject, *args: Any, **named: Any) -> Any:
        self.traffic.note(self, f"{name}()")
        return member(self, *args, **named)

    return call


def refuse() -> None:
    raise ComError(-2147352567, "Exception occurred.", _REFUSED)


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


class Child(ComObject):
    """An object that belongs to an application."""

    def __init__(self, app: Application) -> None:
        self.app, self.traffic = app, app.traffic

    @property
    def Application(self) -> Application:
        return self.app


class Collection(Child):
    def items(self) -> list[Any]:
        raise NotImplementedError

    @property
    def Count(self) -> int:
        return len(self.items())

    def __iter__(self) -> Iterator[Any]:
        self.traffic.note(self, "_NewEnum")
        for item in self.items():
            self.traffic.note(self, "Next")
            yield item

    def __call__(self, key: Any) -> Any:
        self.traffic.note(self, "Item")
        items = self.items()
        if isinstance(key, int | float) and 1 <= key <= len(items):
            return items[int(key) - 1]
        for item in items:
            if getattr(item, "named", None) == key:
                return item
        return refuse()


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


def bare(item: Any) -> Any:
    """An object without the wrapper that xlwings puts around it."""
    return item.__dict__.get("_inner", item) if hasattr(item, "__dict__") else item


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


class Range(Child):
    def __init__(self, owner: Worksheet, areas: list[Box]) -> None:
        super().__init__(owner.app)
        self.owner, self.sheet, self.areas = owner, owner.sheet, areas

    def positions(self) -> Iterator[Position]:
        return positions(self.areas)

    def common(self, read: Callable[[Position], Any]) -> Any:
        """What all cells have, None where they differ."""
        found = iter([read(at) for at in self.positions()])
        first = next(found)
        return first if all(other == first for other in found) else None

    def block(self, read: Callable[[Position], Any]) -> Any:
        """The first area's rows, of a single cell what stands there."""
        top, left, bottom, right = self.areas[0]
        if (top, left) == (bottom, right):
            return read((top, left))
        return tuple(tuple(read((row, column)) for column in range(left, right + 1)) for row in range(top, bottom + 1))

    def guard(self) -> None:
        if self.sheet.is_protected:
            refuse()

    @property
    def Worksheet(self) -> Worksheet:
        return self.owner

    @property
    def Address(self) -> str:
        return ",".join(map(address, self.areas))

    @property
    def Row(self) -> int:
        return self.areas[0][0]

    @property
    def Column(self) -> int:
        return self.areas[0][1]

    @property
    def Count(self) -> int:
        return sum(1 for _ in self.positions())

    @property
    def Rows(self) -> Counted:
        return Counted(self.app, self.areas[0][2] - self.areas[0][0] + 1)

    @property
    def Columns(self) -> Counted:
        return Counted(self.app, self.areas[0][3] - self.areas[0][1] + 1)

    def Cells(self, row: int, column: int) -> Range:
        at = self.areas[0][0] + row - 1, self.areas[0][1] + column - 1
        return Range(self.owner, [(*at, *at)])

    def Find(self, **asked: Any) -> Range | None:
        """The last cell with content, in the order of rows or of columns."""
        assert (asked["What"], asked["SearchDirection"]) == ("*", 2)
        order = (0, 1) if asked["SearchOrder"] == 1 else (1, 0)
        cells = self.sheet.sheet._cells.values()  # type: ignore[attr-defined]
        filled = [(cell.row, cell.column) for cell in cells if cell.value is not None]
        last = max(filled, key=lambda at: (at[order[0]], at[order[1]]), default=None)
        return Range(self.owner, [(*last, *last)]) if last is not None else None

    @property
    def Value(self) -> Any:
        return self.block(lambda at: told(self.sheet.value(at)))

    @Value.setter
    def Value(self, value: Any) -> None:
        self.guard()
        top, left, _, _ = self.areas[0]
        for row, column in self.positions():
            one = value[row - top][column - left] if isinstance(value, list | tuple) else value
            self.sheet.put((row, column), one)

    @property
    def Value2(self) -> Any:
        return self.block(lambda at: told(self.sheet.stored(at)))

    def GetValue(self, kind: int) -> str:
        assert kind == 11
        return write_xml(self.sheet, self.areas[0])

    @property
    def Formula(self) -> Any:
        return self.block(self.sheet.formula)

    @property
    def NumberFormat(self) -> str | None:
        return self.common(lambda at: self.sheet.cell(at).number_format)

    @NumberFormat.setter
    def NumberFormat(self, code: str) -> None:
        self.guard()
        for at in self.positions():
            self.sheet.cell(at).number_format = code

    @property
    def Interior(self) -> Interior:
        return Interior(self)

    @property
    def MergeCells(self) -> bool | None:
        return self.common(lambda at: self.sheet.merge_at(at) is not None)

    @property
    def MergeArea(self) -> Range:
        at = next(self.positions())
        return Range(self.owner, [self.sheet.merge_at(at) or (*at, *at)])

    @property
    def Comment(self) -> Comment | None:
        at = next(self.positions())
        return Comment(self) if self.sheet.cell(at).comment is not None and at not in self.sheet.threaded else None

    @property
    def CommentThreaded(self) -> Comment | None:
        return Comment(self) if next(self.positions()) in self.sheet.threaded else None

    def AddComment(self, text: str) -> Comment:
        self.guard()
        at = next(self.positions())
        if self.sheet.cell(at).comment is not None:
            refuse()
        self.sheet.cell(at).comment = OpenpyxlComment(text, "clerk")
        return Comment(self)

    @property
    def Font(self) -> Font:
        return Font(self)

    @property
    def Borders(self) -> Borders:
        return Borders(self)

    def align(self, **parts: Any) -> None:
        for at in self.positions():
            alignment = copy(self.sheet.cell(at).alignment)
            for name, value in parts.items():
                setattr(alignment, name, value)
            self.sheet.cell(at).alignment = alignment

    @property
    def HorizontalAlignment(self) -> None:
        raise NotImplementedError

    @HorizontalAlignment.setter
    def HorizontalAlignment(self, value: int) -> None:
        self.align(horizontal={-4108: "center", -4131: "left", -4152: "right"}[value])

    @property
    def VerticalAlignment(self) -> None:
        raise NotImplementedError

    @VerticalAlignment.setter
    def VerticalAlignment(self, value: int) -> None:
        self.align(vertical={-4108: "center"}[value])

    @property
    def WrapText(self) -> None:
        raise NotImplementedError

    @WrapText.setter
    def WrapText(self, value: bool) -> None:
        self.align(wrap_text=value)

    @property
    def RowHeight(self) -> None:
        raise NotImplementedError

    @RowHeight.setter
    def RowHeight(self, value: float) -> None:
        for row, _ in self.positions():
            self.sheet.sheet.row_dimensions[row].height = value

    @property
    def ColumnWidth(self) -> None:
        raise NotImplementedError

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:
        for _, column in self.positions():
            self.sheet.sheet.column_dimensions[get_column_letter(column)].width = value

    def Merge(self, Across: bool = False) -> None:
        for top, left, bottom, right in self.areas:
            self.sheet.sheet.merge_cells(None, top, left, bottom, right)

    def ClearComments(self) -> None:
        self.guard()
        for at in self.positions():
            self.sheet.cell(at).comment = None

    def Select(self) -> None:
        if self.owner.owner.book.sheets[self.owner.owner.book.active] is not self.sheet:
            refuse()
        self.owner.owner.book.selection = self.areas[0]


class Plain(Child):
    """An object whose properties are only set."""

    def __init__(self, app: Application, *names: str) -> None:
        super().__init__(app)
        self.__dict__.update(dict.fromkeys(names))


class Font(Child):
    """The font of cells; what is set is the font of each."""

    def __init__(self, cells: Range) -> None:
        super().__init__(cells.app)
        self.cells = cells

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        parts = {"Name": "name", "Size": "sz", "Bold": "b", "Underline": "u", "Color": "color"}
        if name in parts:
            told = {2: "single"}.get(value, value) if name == "Underline" else rgb(value) if name == "Color" else value
            for at in self.cells.positions():
                cell = self.cells.sheet.cell(at)
                font = copy(cell.font)
                setattr(font, parts[name], told)
                cell.font = font


class Borders(Child):
    """The borders of cells, or one of their sides."""

    def __init__(self, cells: Range, side: int | None = None) -> None:
        super().__init__(cells.app)
        self.cells, self.side = cells, side

    def __call__(self, side: int) -> Borders:
        self.traffic.note(self, "Item")
        return Borders(self.cells, side)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "Weight":
            line = Side(style={2: "thin", -4138: "medium"}[value])
            sides = ["bottom"] if self.side == 9 else ["left", "right", "top", "bottom"]
            for at in self.cells.positions():
                self.cells.sheet.cell(at).border = Border(**dict.fromkeys(sides, line))


class Counted(Child):
    """Rows or columns of a range."""

    def __init__(self, app: Application, count: int) -> None:
        super().__init__(app)
        self.count = count

    @property
    def Count(self) -> int:
        return self.count


def told(value: object) -> object:
    """A value as a call gives it: errors as numbers."""
    if isinstance(value, str) and value in _ERRORS:
        return _ERRORS[value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


class Interior(Child):
    def __init__(self, cells: Range) -> None:
        super().__init__(cells.app)
        self.cells = cells

    def read(self, part: Callable[[Any], Any]) -> Any:
        return self.cells.common(lambda at: part(self.cells.sheet.cell(at).fill))

    def paint(self, **changes: Any) -> None:
        self.cells.guard()
        for at in self.cells.positions():
            kind = pattern(self.cells.sheet.cell(at).fill) or "solid"
            self.cells.sheet.paint(at, **{"patternType": kind, **changes})

    def front(self, colour: OpenpyxlColor) -> dict[str, OpenpyxlColor]:
        """A plain fill has its colour in front, a pattern behind its lines."""
        is_plain = self.read(lambda fill: pattern(fill) in (None, "solid"))
        return {"fgColor" if is_plain else "bgColor": colour}

    def ground(self, fill: Any) -> OpenpyxlColor:
        return fill.fgColor if fill.patternType == "solid" else fill.bgColor

    @property
    def Pattern(self) -> int | None:
        return self.read(lambda fill: _PATTERNS[pattern(fill)])

    @Pattern.setter
    def Pattern(self, number: int) -> None:
        self.paint(patternType=next(name for name, known in _PATTERNS.items() if known == number))

    @property
    def ColorIndex(self) -> int | None:
        return self.read(lambda fill: _NONE if pattern(fill) is None else 3)

    @ColorIndex.setter
    def ColorIndex(self, number: int) -> None:
        self.cells.guard()
        for at in self.cells.positions():
            if number == _NONE:
                self.cells.sheet.cell(at).fill = NO_FILL
            else:
                self.paint(**self.front(OpenpyxlColor(indexed=number + 7)))

    @property
    def Color(self) -> float | None:
        found = self.read(lambda fill: 0xFFFFFF if pattern(fill) is None else bgr(self.ground(fill)))
        return None if found is None else float(found)

    @Color.setter
    def Color(self, number: float) -> None:
        self.paint(**self.front(rgb(number)))

    @property
    def ThemeColor(self) -> int | None:
        found = self.read(lambda fill: self.ground(fill).theme if self.ground(fill).type == "theme" else -1)
        if found == -1:
            refuse()
        return None if found is None else found + 1

    @ThemeColor.setter
    def ThemeColor(self, number: int) -> None:
        self.paint(**self.front(OpenpyxlColor(theme=number - 1)))

    @property
    def TintAndShade(self) -> float | None:
        return self.read(lambda fill: float(self.ground(fill).tint))

    @TintAndShade.setter
    def TintAndShade(self, tint: float) -> None:
        for at in self.cells.positions():
            colour = self.ground(self.cells.sheet.cell(at).fill)
            told = {"theme": colour.theme} if colour.type == "theme" else {"rgb": colour.rgb}
            self.paint(**self.front(OpenpyxlColor(tint=tint, **told)))

    @property
    def PatternColor(self) -> float | None:
        found = self.read(lambda fill: bgr(fill.fgColor))
        return None if found is None else float(found)

    @PatternColor.setter
    def PatternColor(self, number: float) -> None:
        self.paint(fgColor=rgb(number))

    @property
    def PatternThemeColor(self) -> int | None:
        return refuse()

    @property
    def PatternTintAndShade(self) -> float | None:
        return self.read(lambda fill: float(fill.fgColor.tint))


class Comment(Child):
    def __init__(self, cell: Range) -> None:
        super().__init__(cell.app)
        self.cell = cell
        self.at = next(cell.positions())

    @property
    def Parent(self) -> Range:
        return self.cell

    @property
    def Author(self) -> str:
        return str(self.cell.sheet.cell(self.at).comment.author)

    @property
    def Shape(self) -> CommentShape:
        return CommentShape(self)

    def words(self) -> str:
        return str(self.cell.sheet.cell(self.at).comment.text)

    def write(self, text: str) -> None:
        self.cell.guard()
        author = self.cell.sheet.cell(self.at).comment.author
        self.cell.sheet.cell(self.at).comment = OpenpyxlComment(text, author)

    def Text(self, Text: str | None = None, Start: int | None = None, Overwrite: bool = True) -> str:
        """Without a text it is read; with a start and not overwriting, the text comes in there."""
        if Text is not None:
            words, at = self.words(), (Start or 1) - 1
            self.write(Text if Start is None else words[:at] + Text + ("" if Overwrite else words[at:]))
        return self.words()

    def Delete(self) -> None:
        self.cell.guard()
        self.cell.sheet.cell(self.at).comment = None


class CommentShape(Child):
    """The box of a note, down to its signs."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(comment.app)
        self.comment = comment
        self.span = (0, 0)

    @property
    def TextFrame(self) -> CommentShape:
        return self

    def Characters(self, start: int, length: int) -> CommentShape:
        self.span = start - 1, start - 1 + length
        return self

    def Delete(self) -> None:
        words = self.comment.words()
        self.comment.write(words[: self.span[0]] + words[self.span[1] :])
