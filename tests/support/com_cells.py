# ruff: noqa: N802, N803 (the names of Excel's members)
"""Ranges of Excel's object model and what belongs to them, on cells of openpyxl's.

Their behaviour is that of Excel's documentation: what differs within a range is None, a value put as a text is
understood as if typed, an address has 255 signs at most, a protected sheet refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime
from itertools import islice
from typing import Any

from openpyxl.comments import Comment as OpenpyxlComment
from openpyxl.styles import Border, Side
from openpyxl.styles import Color as OpenpyxlColor
from openpyxl.utils.cell import get_column_letter

from tests.support.com_calls import Child, Counted, refuse
from tests.support.open_book import NO_FILL, Box, Position, address, bgr, pattern, positions, rgb
from tests.support.spreadsheet_xml import write_xml

_NONE, _SOLID = -4142, 1
_PATTERNS = {None: _NONE, "gradient": 4000, "solid": _SOLID, "gray125": 17, "lightUp": 14, "darkGray": -4126}
_ERRORS = {
    "#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#REF!": -2146826265, "#VALUE!": -2146826273,
    "#SPILL!": -2146826243,
}  # fmt: skip


class Range(Child):
    def __init__(self, owner: Any, areas: list[Box]) -> None:
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
    def Worksheet(self) -> Any:
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

    def _NewEnum(self) -> Enumerator | None:
        """What pywin32 makes of the member that enumerates, None where there is none."""
        if "_NewEnum" in self.traffic.lacks:
            return None
        self.traffic.note(self, "_NewEnum")
        return Enumerator(self)

    def ClearComments(self) -> None:
        self.guard()
        for at in self.positions():
            self.sheet.cell(at).comment = None

    def Select(self) -> None:
        if self.owner.owner.book.sheets[self.owner.owner.book.active] is not self.sheet:
            refuse()
        self.owner.owner.book.selection = self.areas[0]


class Enumerator(Child):
    """The cells of a range area by area, as many in a call as are asked for."""

    def __init__(self, cells: Range) -> None:
        super().__init__(cells.app)
        self.cells = iter([Range(cells.owner, [(*at, *at)]) for at in cells.positions()])

    def Next(self, count: int = 1) -> tuple[Range, ...]:
        return tuple(islice(self.cells, count))


def told(value: object) -> object:
    """A value as a call gives it: errors as numbers."""
    if isinstance(value, str) and value in _ERRORS:
        return _ERRORS[value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


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
