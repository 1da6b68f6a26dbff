"""A transcribed form as a sheet: rows of cells with their spans, laid out as a table of a page is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.snapshots import make_cell
from xlperf.cells import Area, Cell, CellRef, Sheet, Snapshot

DATA = Path(__file__).parent / "data"
SHEET = "Sheet1"
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed cell with the rectangle that it covers."""

    text: str
    area: Area


def names() -> list[str]:
    """The transcribed forms by name, ``anhui-2019-01``."""
    return sorted(path.stem for path in DATA.glob("*.json"))


def read_transcript(name: str) -> dict[str, Any]:
    """A transcript as it stands in its file."""
    transcript: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return transcript


def place(rows: list[list[Any]]) -> Iterator[Placed]:
    """Every cell where it stands; a cell is a text, or a text with the columns and the rows that it covers."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows, 1):
        column = 1
        for cell in cells:
            text, across, down = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
            while (row, column) in taken:
                column += 1
            area = Area(row, column, row + down - 1, column + across - 1)
            taken.update(area.positions())
            yield Placed(text, area)


def draw(name: str) -> Snapshot:
    """A transcript as a workbook of one sheet; what is printed as a plain number is stored as one."""
    placed = list(place(read_transcript(name)["rows"]))
    cells = {(each.area.top, each.area.left): _cell(each) for each in placed if each.text}
    merges = tuple(each.area for each in placed if each.area.size > 1)
    return Snapshot(f"{name}.xlsx", (Sheet(SHEET, cells, merges),))


def _cell(placed: Placed) -> Cell:
    ref = CellRef(SHEET, placed.area.top, placed.area.left)
    if _PLAIN_NUMBER.fullmatch(placed.text):
        return Cell(ref, Decimal(placed.text), placed.text)
    cell = make_cell(ref, placed.text)
    assert cell is not None
    return cell
