"""The sheet of a blank form under way: cells and merged areas in their looks (xlsxwriter)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlperf.cells import Cell

_TEXT = {"font_name": "宋体", "font_size": 10, "align": "center", "valign": "vcenter"}
_CELL = _TEXT | {"border": 1, "text_wrap": True}
_INPUT = {"bg_color": "#FFF9E3"}
_TITLE = _TEXT | {"font_name": "黑体", "font_size": 16}
LOOKS: dict[str, dict[str, Any]] = {
    "title": _TITLE,
    "title input": _TITLE | _INPUT,
    "year": _TEXT | {"font_size": 11} | _INPUT,
    "line": _TEXT | {"align": "left"} | _INPUT,
    "label": _CELL,
    "input": _CELL | _INPUT,
    "prose": _CELL | _INPUT | {"align": "left"},
    "computed": _CELL,
    "text": _CELL | {"align": "left"},
    "note": _TEXT | {"align": "left", "text_wrap": True},
    "legend": _TEXT | {"font_size": 9, "align": "left", "font_color": "#7F7F7F"},
}

_FILLED_IN = ("title input", "year", "line", "input", "prose", "computed")
"""Looks of the cells that stand blank in a form that says nothing there."""

LINE = 14
"""Points of a line of text at 10 points."""


@dataclass(frozen=True, slots=True)
class Page:
    """Writes a value into a cell or a merged area, in a look.

    `said`: what a form says, by the address of its cell; with it, the cells of which it says nothing stay blank.
    """

    book: Any
    sheet: Any
    said: Mapping[str, Cell] | None = None
    is_draft: bool = False
    """What the template itself has stays where the form says nothing: formulas, and points that are set."""

    shown: list[tuple[str, str]] = field(default_factory=list)
    """Area and text of everything that the form says."""

    def put(self, area: str, value: object, look: str, number_format: str = "General") -> None:
        """Writes a text, a number, a formula (it begins with =) or None for a blank."""
        first = area.partition(":")[0]
        blank = look in _FILLED_IN and not (self.is_draft and value is not None)
        if self.said is not None and (blank or first in self.said):
            self._put_said(area, self.said.get(first), look, number_format)
        else:
            self._write(area, value, look, number_format)

    def _put_said(self, area: str, cell: Cell | None, look: str, number_format: str) -> None:
        """What the form says: a number in its own format, anything else as a text."""
        if cell is None or cell.value is None:
            self._write(area, None, look, number_format)
            return
        self.shown.append((area, cell.text))
        if isinstance(cell.value, Decimal):
            self._write(area, cell.value, look, cell.number_format)
        else:
            self._write_text(area, cell.text, look)

    def _write_text(self, area: str, text: str, look: str) -> None:
        cell_format = self.book.add_format(LOOKS[look])
        if ":" in area:
            self.sheet.merge_range(area, "", cell_format)
        self.sheet.write_string(area.partition(":")[0], text, cell_format)

    def _write(self, area: str, value: object, look: str, number_format: str) -> None:
        cell_format = self.book.add_format(LOOKS[look] | {"num_format": number_format})
        first = area.partition(":")[0]
        if first != area:
            self.sheet.merge_range(area, "", cell_format)
        if value is None or value == "":
            self.sheet.write_blank(first, None, cell_format)
        elif isinstance(value, str) and value.startswith("="):
            self.sheet.write_formula(first, value, cell_format, "")
        elif isinstance(value, str):
            self.sheet.write_string(first, value, cell_format)
        else:
            self.sheet.write_number(first, value, cell_format)

    def make_room(self, row: int, lines: int) -> None:
        """Gives a row the height of so many lines."""
        self.sheet.set_row(row - 1, LINE * lines + 4)
