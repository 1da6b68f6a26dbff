"""What the cells of the open workbook hold: values and formulas, each block in one call, as a file would store them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import RawCell
from xlperf.targets.live.calls import member

if TYPE_CHECKING:
    import xlwings as xw

_ERRORS = {
    -2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!", -2146826252: "#NUM!",
    -2146826265: "#REF!", -2146826273: "#VALUE!", -2146826245: "#GETTING_DATA", -2146826243: "#SPILL!",
    -2146826238: "#CALC!",
}  # fmt: skip
"""What a call gives for a cell with an error."""

_ERROR_NUMBERS = range(-2146826999, -2146825999)
_ERROR_WORDS = frozenset(_ERRORS.values())
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def read_contents(book: xw.Book, cells: xw.Range, area: Area) -> Iterator[tuple[Position, RawCell]]:
    """The content of each cell of an area that has any."""
    # raw_value is one call; the converters ask for sheet, book and window before they read, ten calls more.
    values, formulas = _matrix(cells.raw_value), _matrix(cells.formula)
    if any(isinstance(value, datetime | Decimal) for row in values for value in row):
        values = _plain_values(book, cells, values)
    for (row, column), value, formula in _by_cell(area, values, formulas):
        raw = _raw(value, formula)
        if raw is not None:
            yield (row, column), raw


def _by_cell(area: Area, values: Any, formulas: Any) -> Iterator[tuple[Position, Any, Any]]:
    for row, (line, texts) in enumerate(zip(values, formulas, strict=True), area.top):
        for column, (value, text) in enumerate(zip(line, texts, strict=True), area.left):
            yield (row, column), value, text


def _matrix(block: Any) -> Any:
    """Rows of cells; of a single cell, or a single row, the call gives less."""
    if not isinstance(block, list | tuple):
        return [[block]]
    return block if isinstance(block[0], list | tuple) else [block]


def _plain_values(book: xw.Book, cells: xw.Range, values: Any) -> Any:
    """Dates and amounts of money as the numbers that are stored: Value2 gives these, Value rounds the latter."""
    stored = member(cells.api, "Value2")
    if stored is not None:
        return _matrix(stored)
    late = counts_from_1904(book)
    return [[_serial(value, late) if isinstance(value, datetime) else value for value in row] for row in values]


def _serial(moment: datetime, date1904: bool) -> float:
    """A moment as days since the workbook's first one.

    >>> _serial(datetime(2021, 3, 4, 12), False)
    44259.5
    """
    passed = moment.replace(tzinfo=None) - (_EPOCH_1904 if date1904 else _EPOCH)
    return passed.total_seconds() / 86_400


def _raw(value: Any, formula: Any) -> RawCell | None:
    """The cell as a file would hold it; a text that begins with = stands in both blocks as it is."""
    is_formula = isinstance(formula, str) and formula.startswith("=") and formula != value
    text = formula[1:] if is_formula else None
    if value is None or value == "":
        return RawCell("str", "", text, None) if is_formula else None
    kind, stored = _kind(value)
    return RawCell(kind, stored, text, None)


def _kind(value: Any) -> tuple[str, str]:
    """The kind of a value, as the file reader tells them apart, and the value as text."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, int) and value in _ERROR_NUMBERS:
        return "e", _ERRORS.get(value, "#UNKNOWN!")
    if isinstance(value, int | float):
        return "n", format(value, ".15g")
    if isinstance(value, Decimal):
        return "n", str(value)
    text = str(value)
    return ("e", text) if text in _ERROR_WORDS else ("text", text)


def counts_from_1904(book: xw.Book) -> bool:
    """The workbook's days count from 1904."""
    return bool(member(book.api, "Date1904"))
