"""Figures that were written as texts, as numbers that show just the same."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.cells import Cell

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DIGITS = 15


def with_number(cell: Cell) -> Cell:
    """The cell with a number in place of a text that is nothing but one, in the format that shows it so.

    Rates stay as they are: how many digits were written of them counts (尾差).

    >>> from xlperf.cells import CellRef
    >>> told = Cell(CellRef("表", 1, 1), "1,234.50", "1,234.50")
    >>> with_number(told).value, with_number(told).number_format
    (Decimal('1234.50'), '#,##0.00')
    """
    text = cell.text.strip()
    if not isinstance(cell.value, str) or not _NUMBER.fullmatch(text):
        return cell
    digits = text.replace(",", "")
    if len(digits.strip("-0.")) > _DIGITS or (digits.startswith("0") and digits[1:2].isdigit()):
        return cell
    return cell._replace(value=Decimal(digits), text=text, number_format=_format(text))


def _format(text: str) -> str:
    """The number format that shows a number with these separators and decimals."""
    places = len(text.partition(".")[2])
    whole = "#,##0" if "," in text else "0"
    return f"{whole}.{'0' * places}" if places else whole if "," in text else "General"
