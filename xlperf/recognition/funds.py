"""The funds block: 年度资金总额 and the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlperf.cells import Cell
from xlperf.form import Entry, Figure, FundLine
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.headers import BESIDES
from xlperf.recognition.layout import Band
from xlperf.recognition.reading import read_amount, read_entry, read_number, read_points, read_rate
from xlperf.recognition.roles import find_role, find_word, settle_roles

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_POINTS = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)分(?!之)")


def recognise_funds(grid: Grid, band: Band, money_unit: str, breaks: frozenset[int]) -> tuple[FundLine, ...]:
    """The lines of the block, in print order, amounts in `money_unit`; rows without label and figures are none."""
    lines: list[FundLine] = []
    rows = [row for row, _ in grid.between(band.top, band.bottom) if row not in breaks]
    columns = _label_columns(band)
    for row in rows:
        label = _line_label(grid, band, row, columns)
        if label is not None:
            lines.append(_line(grid, band, row, money_unit, label, find_role(grid.lexicon, label.text, lines)))
    return _with_points(settle_roles(grid.lexicon, lines or list(_only_line(grid, band, rows, money_unit))))


def _only_line(grid: Grid, band: Band, rows: list[int], money_unit: str) -> Iterator[FundLine]:
    """The total as the only line, where no label stands before its figures but the block's own."""
    if len(rows) == 1:
        place = min(column.left for column in band.columns.values())
        yield _line(grid, band, rows[0], money_unit, Entry("", grid.sheet.ref(rows[0], place)), "total")


def _with_points(lines: tuple[FundLine, ...]) -> tuple[FundLine, ...]:
    """The points with the total, where the form prints them beside the one part that makes it, 其中：财政拨款."""
    scored = [line for line in lines if line.weight is not None and line.weight.number is not None]
    total = next((line for line in lines if line.role == "total"), None)
    if total is None or len(scored) != 1 or scored[0] is total or not _same_amounts(total, scored[0]):
        return lines
    fields = ["weight", "score"] + ["execution_rate"] * (total.execution_rate is None or total.execution_rate.is_blank)
    moved = {field: getattr(scored[0], field) for field in fields}
    left = {scored[0].label.ref: dict.fromkeys(fields), total.label.ref: moved}
    return tuple(replace(line, **left.get(line.label.ref, {})) for line in lines)


def _same_amounts(one: FundLine, other: FundLine) -> bool:
    return [figure.amount for figure in one.amounts] == [figure.amount for figure in other.amounts]


def find_points(grid: Grid, band: Band) -> Figure | None:
    """The points of the execution rate where no column has them: in the block's label or a header, as in （20分）."""
    captions = (cell for row in range(band.header, band.top) for cell in grid.rows.get(row, ()))
    for cell in captions:
        match = _POINTS.search(fold(cell.text))
        if match:
            return Figure(match[1], cell.ref, None, Decimal(match[1]))
    return None


def _label_columns(band: Band) -> tuple[int, frozenset[int]]:
    """The first column of the amounts, and those before it that hold no figures."""
    left = min(band.columns[field].left for field in _AMOUNTS if field in band.columns)
    taken = (column for field, column in band.columns.items() if field not in BESIDES)
    figures = {place for column in taken for place in range(column.left, column.right + 1)}
    return left, frozenset(range(1, left)) - figures


def _line_label(grid: Grid, band: Band, row: int, columns: tuple[int, frozenset[int]]) -> Entry | None:
    """The text next to the amounts; the block's own label, merged down beside the lines, is none."""
    left, before = columns
    if fold(grid.rows[row][0].text).startswith(grid.lexicon.vocabulary.notes["begins"]):  # signatures below
        return None
    texts = [cell for cell in grid.rows[row] if cell.ref.column in before and isinstance(cell.value, str)]
    if not texts or grid.sheet.merge_at(row, texts[-1].ref.column).right >= left:  # words across the amounts
        return None
    return read_entry(texts[-1]) if _is_line_label(texts, grid, band, row) else None


def _is_line_label(texts: list[Cell], grid: Grid, band: Band, row: int) -> bool:
    if find_word(grid.lexicon, texts[-1].text):
        return True
    figures = [grid.pick(row, column) for column in band.columns.values()]
    amounts = [grid.pick(row, band.columns[field]).ref for field in _AMOUNTS if field in band.columns]
    if len(set(amounts)) < len(amounts):  # words across them
        return False
    return (
        any(cell.text and cell.ref != texts[-1].ref for cell in figures)
        and grid.sheet.merge_at(*texts[-1].ref[1:]).bottom == row
    )


def _line(grid: Grid, band: Band, row: int, money_unit: str, label: Entry, role: str) -> FundLine:
    def amount(field: str) -> Figure | None:
        column = band.columns.get(field)
        return read_amount(grid.pick(row, column), money_unit) if column else None

    weight, score, column = (band.columns.get(field) for field in ("weight", "score", "execution_rate"))
    rate = grid.pick(row, column) if column else None
    own_rate = rate if rate is not None and rate.ref.row == row else None
    return FundLine(
        label=label,
        role=role,
        initial_budget=amount("initial_budget"),
        full_year_budget=amount("full_year_budget"),
        executed=amount("executed"),
        weight=read_points(grid.pick(row, weight)) if weight else find_points(grid, band) if role == "total" else None,
        execution_rate=read_rate(own_rate, column.is_percent) if own_rate and column else None,
        score=read_number(grid.pick(row, score)) if score else None,
    )
