"""Workbooks of older and other programs (.xls, .et, .xlsb, .ods), read with python-calamine.

It gives values and merged cells; number formats, widths and colours it does not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet, Value

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_PLACES = 15


def read_spreadsheet(data: bytes) -> tuple[Sheet, ...]:
    """Its worksheets. Raises what python-calamine raises for a file that it cannot read."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    kinds = {meta.name: meta for meta in book.sheets_metadata}
    names = [name for name in book.sheet_names if _is_worksheet(kinds[name])]
    return tuple(_sheet(book.get_sheet_by_name(name), name, _state(kinds[name])) for name in names)


def _is_worksheet(meta: Any) -> bool:
    return str(meta.typ).endswith("WorkSheet")


def _state(meta: Any) -> str:
    return {"Hidden": "hidden", "VeryHidden": "veryHidden"}.get(str(meta.visible).rpartition(".")[2], "visible")


def _sheet(source: Any, name: str, state: str) -> Sheet:
    areas = (Area(*(at + 1 for at in (*first, *last))) for first, last in source.merged_cell_ranges or ())
    cells = {cell.ref[1:]: cell for cell in _cells(source, name)}
    return Sheet(name, cells, tuple(areas), state)


def _cells(source: Any, name: str) -> Iterator[Cell]:
    for row, values in enumerate(source.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            if value not in ("", None):
                yield _cell(CellRef(name, row, column), value)


def _cell(ref: CellRef, value: Any) -> Cell:
    """Numbers at 15 digits, as Excel shows them; dates as a text, since nobody reads them as numbers."""
    told: Value
    if isinstance(value, bool):
        return Cell(ref, value, str(value).upper())
    if isinstance(value, int | float) and isfinite(value):
        told = Decimal(f"{value:.{_PLACES}g}")
        return Cell(ref, told, f"{told.normalize():f}")
    if isinstance(value, datetime | date | time | timedelta):
        text = _moment(value)
        return Cell(ref, text, text)
    told = CellError(value) if value in _ERRORS else str(value)
    return Cell(ref, told, str(value))


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
