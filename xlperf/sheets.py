"""Pages for people (校验结果, 汇总 …) as plain rows, links and widths; targets and reports only draw them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.messages import Message

STYLES = (
    "title", "subtitle", "heading", "label", "text", "number", "money", "percent", "integer",
    "link", "error", "warning", "info", "filled", "note",
)
"""The closed list of looks. Drawers map each to fonts, fills and borders of their own medium."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a page: what stands there, its look, how many columns it spans, where a click leads.

    `link` is a cell of the same workbook or a relative path to a file.
    """

    value: Decimal | int | str | Message | None
    style: str = "text"
    span: int = 1
    link: CellRef | str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page; `height` in points, None for the medium's own choice."""

    spots: tuple[Spot, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: name, column widths in characters, rows; `repeat` is the 1-based row that repeats on each printed page."""

    name: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    landscape: bool = True
    repeat: int | None = None
