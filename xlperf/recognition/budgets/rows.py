"""The rows of a budget table: by code, unit, project or year, or the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from xlperf.budget import EXPENDITURE, INCOME, BudgetRow
from xlperf.cells import Cell
from xlperf.form import Figure
from xlperf.recognition.budgets.columns import Spot, find_columns, find_spots, first_of
from xlperf.recognition.budgets.places import WORDS, Place
from xlperf.recognition.budgets.words import ROWS, load_budget_words
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.reading import read_amount, read_entry, read_rate

_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
_YEAR = re.compile(r"(20\d\d)年?(?:预算数?|度)?")
_RATE = "change_rate"
_LABELS = ("code", "name", "project", "unit", "purpose", "year")
_TENS = "[一二三四五六七八九十]{1,3}"
_NUMBERINGS = tuple(map(re.compile, (rf"{_TENS}、", rf"\({_TENS}\)", r"\d{1,2}[、.](?!\d)", r"\(\d{1,2}\)")))
"""How items are numbered, from the outermost level inwards."""


class _Reader(NamedTuple):
    """A table with its columns of words, and the unit of its amounts."""

    grid: Grid
    words: Mapping[str, Column]
    spots: tuple[Spot, ...]
    money_unit: str

    def own(self, row: int, field: str) -> Cell | None:
        """The cell of a row below a header of words; None where nothing of its own stands there."""
        column = self.words.get(field)
        cell = self.grid.pick(row, column) if column else None
        return cell if cell is not None and cell.ref.row == row and cell.text.strip() else None

    def amounts(self, row: int, spots: tuple[Spot, ...]) -> dict[str, Figure]:
        """The amounts of a row by field; a rate as a ratio."""
        found: dict[str, Figure] = {}
        for spot in spots:
            cell = self.grid.pick(row, spot.column)
            if cell.ref.row == row:
                rate = read_rate(cell, spot.column.is_percent) if spot.field == _RATE else None
                found.setdefault(spot.field, rate or read_amount(cell, self.money_unit))
        return found


def read_rows(grid: Grid, place: Place, money_unit: str) -> tuple[BudgetRow, ...]:
    """The rows in print order; of a list with two sides, those of a row from left to right."""
    words = {field: column for field, column in find_columns(place) if field in WORDS and field != "item"}
    reader = _Reader(grid, words, tuple(find_spots(grid, place)), money_unit)
    is_list = any(spot.item is not None for spot in reader.spots)
    found: list[BudgetRow] = []
    for row, cells in grid.between(place.header.bottom + 1, place.bottom):
        if fold(cells[0].text).startswith(grid.lexicon.vocabulary.notes["begins"]):
            break
        found += _items(reader, row, found) if is_list else _row(reader, row, found)
    return _with_parents(tuple(found))


def _items(reader: _Reader, row: int, before: list[BudgetRow]) -> Iterator[BudgetRow]:
    """The items of a row; the side is that of the header, of the item's words, or of the item above."""
    columns = {spot.item.left: spot.item for spot in reader.spots if spot.item is not None}
    for left, column in sorted(columns.items()):
        label = reader.grid.pick(row, column)
        if label.ref.row != row or not label.text.strip():
            continue
        spots = tuple(spot for spot in reader.spots if spot.item is not None and spot.item.left == left)
        meanings = reader.grid.lexicon.meanings(label.text)
        said = next((side for side in (INCOME, EXPENDITURE) if side in meanings), "")
        side = spots[0].side or said or (before[-1].side if before else "")
        field, level, amounts = meanings.get(side, ""), _level(label.text), reader.amounts(row, spots)
        if "total" in amounts:  # 合计 of several funds beside it is the item's amount
            amounts.setdefault("amount", amounts["total"])
        yield BudgetRow("item", read_entry(label), amounts, side=side, field=field, level=level)


def _with_parents(rows: tuple[BudgetRow, ...]) -> tuple[BudgetRow, ...]:
    """The items with what their words say that they are a part of, among those of their side."""
    present = {side: {row.field: row for row in rows if row.side == side} for side in (INCOME, EXPENDITURE)}
    return tuple(replace(row, part_of=_parent(row, present[row.side])) if row.side else row for row in rows)


def _parent(row: BudgetRow, present: Mapping[str, BudgetRow]) -> str:
    meaning = load_budget_words().items(row.side).get(row.field)
    return first_of(meaning.of, present) if meaning else ""


def _level(label: str) -> int:
    text = fold(label)
    return next((level for level, numbering in enumerate(_NUMBERINGS, 1) if numbering.match(text)), 0)


def _row(reader: _Reader, row: int, before: list[BudgetRow]) -> Iterator[BudgetRow]:
    found = _kind(reader, row, before)
    if found is not None:
        kind, label, detail = found
        amounts = reader.amounts(row, reader.spots)
        code, year = (detail, 0) if kind == "code" else ("", int(detail or 0))
        yield BudgetRow(kind, read_entry(label), amounts, code=code, year=year)


def _kind(reader: _Reader, row: int, before: list[BudgetRow]) -> tuple[str, Cell, str] | None:
    """The row's kind, the cell of its label, and its code or year; None for a row that says nothing of its own."""
    cells = {field: cell for field in _LABELS if (cell := reader.own(row, field))}
    for cell in cells.values():
        if reader.grid.lexicon.meanings(cell.text).get(ROWS) == "total":
            return "total", cell, ""
    if "year" in reader.words:
        return _of_a_year(reader, cells.get("year"))
    if "code" in cells and _CODE.fullmatch(fold(cells["code"].text)):
        return "code", cells.get("name", cells["code"]), fold(cells["code"].text)
    if "code" in cells or ("name" in cells and "code" in reader.words):
        return None
    for field in ("project", "unit", "purpose"):
        if field in cells:
            return field, cells[field], ""
    return None


def _of_a_year(reader: _Reader, cell: Cell | None) -> tuple[str, Cell, str] | None:
    if cell is None:
        return None
    match = _YEAR.fullmatch(fold(cell.text))
    if match:
        return "year", cell, match[1]
    said = reader.grid.lexicon.meanings(cell.text).get(ROWS)
    return (said, cell, "") if said in ("change", "rate") else None
