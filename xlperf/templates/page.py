"""The sheet of a blank form under way: cells and merged areas in their looks (xlsxwriter)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    "note": _TEXT | {"align": "left", "text_wrap": True},
    "legend": _TEXT | {"font_size": 9, "align": "left", "font_color": "#7F7F7F"},
}

LINE = 14
"""Points of a line of text at 10 points."""


@dataclass(frozen=True, slots=True)
class Page:
    """Writes a value into a cell or a merged area, in a look."""

    book: Any
    sheet: Any

    def put(self, area: str, value: object, look: str, number_format: str = "General") -> None:
        """Writes a text, a number, a formula (it begins with =) or None for a blank."""
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
