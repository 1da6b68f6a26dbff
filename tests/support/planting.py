"""Workbooks with other values in some cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell, CellRef, Snapshot, parse_address


def planted(snapshot: Snapshot, changes: Mapping[tuple[str, str], object]) -> Snapshot:
    """The workbook with what each cell (sheet, address) holds now: a number, a text, None for nothing."""
    sheets = []
    for sheet in snapshot.sheets:
        cells = dict(sheet.cells)
        for (name, address), content in changes.items():
            if name == sheet.name:
                at = parse_address(address)
                cells.pop(at, None)
                if content is not None:
                    cells[at] = _cell(CellRef(name, *at), content, snapshot.sheet(name).at(*at))
        sheets.append(replace(sheet, cells=cells))
    return replace(snapshot, sheets=tuple(sheets))


def _cell(ref: CellRef, content: object, before: Cell) -> Cell:
    if isinstance(content, str):
        return Cell(ref, content, content)
    number = Decimal(str(content))
    shown = f"{number * 100:.2f}%" if "%" in before.number_format else f"{number:,}"
    return Cell(ref, number, shown, None, before.number_format)
