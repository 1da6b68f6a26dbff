"""The indicator rows: levels carried down through merges and blanks, each value by its column's header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.cells import Cell
from xlperf.form import Block, Entry, Indicator, Shifted
from xlperf.quantity import Unparsed
from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band, is_repeated_header
from xlperf.recognition.reading import read_entry, read_measure, read_number

_POINTS = re.compile(r"\(?(\d+(?:\.\d+)?)分\)?")
_VALUES = ("level3", "target", "actual", "weight", "score")


def recognise_indicators(grid: Grid, band: Band) -> tuple[tuple[Indicator, ...], tuple[Shifted, ...]]:
    """The used rows of the table, and those among them whose values stand in the wrong columns."""
    rows: list[Indicator] = []
    shifted: list[Shifted] = []
    block, level2 = None, None
    for row in _used_rows(grid, band):
        block = _block(grid, band, row, block)
        shift = _shift(grid, band, row)
        level2 = _level2(grid, band, row, level2, same_block=bool(rows) and rows[-1].block is block)
        rows.append(_indicator(grid, band, row, shift, block, level2))
        if shift:
            shifted.append(Shifted(grid.pick(row, band.columns["level3"], shift).ref, shift))
    return tuple(rows), tuple(shifted)


def _used_rows(grid: Grid, band: Band) -> Iterator[int]:
    for row, _ in grid.between(band.top, band.bottom):
        if not is_repeated_header(grid, row) and _is_used(grid, band, row):
            yield row


def _is_used(grid: Grid, band: Band, row: int) -> bool:
    """A row of its own that holds more than its levels; a note merged across the columns is none."""
    cells = [grid.pick(row, band.columns[field]) for field in _VALUES if field in band.columns]
    own = {cell.ref for cell in cells if cell.ref.row == row and cell.text}
    is_note = grid.sheet.merge_at(row, cells[0].ref.column).right >= cells[2].ref.column
    return bool(own) and not is_note


def _block(grid: Grid, band: Band, row: int, before: Block | None) -> Block:
    column = band.columns.get("level1")
    cell = grid.pick(row, column) if column else None
    if cell is None or not cell.text or _is_level2_word(cell.text):
        return before or Block(Entry("", grid.sheet.ref(row, band.columns["level3"].left)), "OTHER", None)
    if before is not None and fold(before.label.text) == fold(cell.text):
        return before
    return Block(read_entry(cell), _kind(cell.text), _points(cell.text))


def _kind(label: str) -> str:
    text = fold(label)
    kinds = load_vocabulary().level1.items()
    return next((kind for kind, words in kinds if any(word in text for word in words)), "OTHER")


def _points(label: str) -> Decimal | None:
    match = _POINTS.search(fold(label))
    return Decimal(match[1]) if match else None


def _level2(grid: Grid, band: Band, row: int, before: Entry | None, same_block: bool) -> Entry:
    column = band.columns.get("level2")
    cell = grid.pick(row, column) if column else None
    if cell is not None and cell.text:
        return read_entry(cell)
    if before is not None and same_block:
        return before
    return read_entry(cell) if cell else Entry("", grid.sheet.ref(row, band.columns["level3"].left))


def _indicator(grid: Grid, band: Band, row: int, shift: int, block: Block, level2: Entry) -> Indicator:
    def cell(field: str) -> Cell | None:
        column = band.columns.get(field)
        return grid.pick(row, column, shift) if column else None

    weight, score, reason = cell("weight"), cell("score"), cell("reason")
    return Indicator(
        block,
        level2,
        read_entry(grid.pick(row, band.columns["level3"], shift)),
        read_measure(grid.pick(row, band.columns["target"], shift)),
        read_measure(grid.pick(row, band.columns["actual"], shift)),
        read_number(weight) if weight else None,
        read_number(score) if score else None,
        read_entry(reason) if reason else None,
    )


def _shift(grid: Grid, band: Band, row: int) -> int:
    """How many columns the row's values are off, 0 where they stand right or where nothing tells.

    Values moved to the right leave the indicator's name blank, or the level 2 in its place; values moved to the left
    put the level 2 where level 1 stands. Weight and score must be figures after moving.
    """
    if not {"weight", "score", "level1", "level2"} <= band.columns.keys():
        return 0
    name = grid.pick(row, band.columns["level3"]).text
    right = (1, 2) if not name or _is_level2_word(name) else ()
    left = (shift for shift in (-1, -2) if _is_level2_word(grid.pick(row, band.columns["level2"], shift).text))
    return next((shift for shift in (*right, *left) if _fits(grid, band, row, shift)), 0)


def _fits(grid: Grid, band: Band, row: int, shift: int) -> bool:
    if any(column.left + shift < 1 for column in band.columns.values()):
        return False
    weight = read_number(grid.pick(row, band.columns["weight"], shift))
    score = read_number(grid.pick(row, band.columns["score"], shift))
    texts = (grid.pick(row, band.columns[field], shift).text for field in ("level3", "target", "actual"))
    is_scored = score.number is not None or (score.is_mark and _is_text(grid, band, row))
    return weight.number is not None and is_scored and all(texts)


def _is_text(grid: Grid, band: Band, row: int) -> bool:
    """No figure stands where the points belong, so that a nil mark behind them may be a score."""
    weight = read_number(grid.pick(row, band.columns["weight"]))
    return isinstance(weight.value, Unparsed) or weight.text.endswith("%")


def _is_level2_word(text: str) -> bool:
    return bare(text).removesuffix("指标") in load_vocabulary().level2["words"]
