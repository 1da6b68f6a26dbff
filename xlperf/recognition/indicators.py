"""The indicator rows: levels carried down through merges and blanks, each value by its column's header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlperf.cells import Cell
from xlperf.form import Block, Entry, Indicator, Shifted
from xlperf.quantity import Unparsed
from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.placeholders import is_placeholder
from xlperf.recognition.reading import read_entry, read_measure, read_number
from xlperf.recognition.targets import read_target

_POINTS = re.compile(r"(\d+(?:\.\d+)?)分|\((\d+(?:\.\d+)?)\)$")
Cells = Mapping[str, Cell]

_VALUES = ("level3", "target", "actual", "weight", "score")


def recognise_indicators(
    grid: Grid, band: Band, breaks: frozenset[int]
) -> tuple[tuple[Indicator, ...], tuple[Shifted, ...]]:
    """The used rows of the table, and those among them whose values stand in the wrong columns."""
    rows: list[Indicator] = []
    shifted: list[Shifted] = []
    above: Block | None = None
    level2: Entry | None = None
    for row, cells in _used_rows(grid, band, breaks):
        shift = _shift(grid, band, row, cells)
        block = above if shift and above else _block(cells, above)
        if shift:
            cells = _moved(grid, band, row, shift)
            shifted.append(Shifted(cells["level3"].ref, shift))
        level2 = _level2(cells, level2 if block is above else None)
        above = block
        rows.append(_indicator(cells, block, level2))
    return tuple(rows), tuple(shifted)


def _pick(grid: Grid, band: Band, row: int, shift: int = 0) -> Cells:
    """The cells of a row by field."""
    return {field: grid.pick(row, column, shift) for field, column in band.columns.items()}


def _moved(grid: Grid, band: Band, row: int, shift: int) -> Cells:
    """The cells of a shifted row; its level 2 where one moved with it, else the one that is merged over the rows."""
    unmoved, moved = _pick(grid, band, row), _pick(grid, band, row, shift)
    return moved if _is_level2_word(moved["level2"].text) else {**moved, "level2": unmoved["level2"]}


def _used_rows(grid: Grid, band: Band, breaks: frozenset[int]) -> Iterator[tuple[int, Cells]]:
    """The rows of the table that hold an indicator; what a new page repeats, and sums of blocks, are none."""
    for row, _ in grid.between(band.top, band.bottom):
        cells = _pick(grid, band, row)
        if row not in breaks and _is_used(row, cells) and not is_sum(grid, row) and row not in grid.titles:
            yield row, cells


def is_sum(grid: Grid, row: int) -> bool:
    """A row such as 小计, whose figures sum up those above it."""
    return any(True for _ in grid.labels(row, "totals"))


def _is_used(row: int, cells: Cells) -> bool:
    """A row of its own that holds more than its levels and placeholders; a note merged across the columns is none."""
    own = [
        cells[field].text for field in _VALUES if field in cells and cells[field].ref.row == row and cells[field].text
    ]
    return not all(map(is_placeholder, own)) and cells["level3"].ref != cells["actual"].ref


def _block(cells: Cells, before: Block | None) -> Block:
    cell = cells.get("level1")
    if cell is None or not cell.text or _is_level2_word(cell.text):
        return before or Block(Entry("", cells["level3"].ref), "OTHER", None)
    if before is not None and fold(before.label.text) == fold(cell.text):
        return before
    return Block(read_entry(cell), _kind(cell.text), _points(cell.text))


def _kind(label: str) -> str:
    text = fold(label)
    kinds = load_vocabulary().level1.items()
    return next((kind for kind, words in kinds if any(word in text for word in words)), "OTHER")


def _points(label: str) -> Decimal | None:
    match = _POINTS.search(fold(label))
    return Decimal(match[1] or match[2]) if match else None


def _level2(cells: Cells, before: Entry | None) -> Entry:
    """The level 2 of a row, or the one above in the same block."""
    cell = cells.get("level2")
    if cell is not None and cell.text:
        return read_entry(cell)
    return before or (read_entry(cell) if cell else Entry("", cells["level3"].ref))


def _indicator(cells: Cells, block: Block, level2: Entry) -> Indicator:
    weight, score, reason = cells.get("weight"), cells.get("score"), cells.get("reason")
    return Indicator(
        block,
        level2,
        read_entry(cells["level3"]),
        read_target(cells),
        read_measure(cells["actual"]),
        read_number(weight) if weight else None,
        read_number(score) if score else None,
        read_entry(reason) if reason else None,
    )


def _shift(grid: Grid, band: Band, row: int, cells: Cells) -> int:
    """How many columns the row's values are off, 0 where they stand right or where nothing tells.

    Values moved to the right leave the indicator's name blank, or the level 2 in its place; values moved to the left
    put the level 2 where level 1 stands. Weight and score must be figures after moving.
    """
    if not {"score", "level1", "level2"} <= cells.keys():
        return 0
    name = cells["level3"].text
    right = (1, 2) if not name or _is_level2_word(name) else ()
    left = (-1, -2) if _is_level2_word(cells["level1"].text) else ()
    return next(
        (shift for shift in (*right, *left) if _fits(grid, band, row, shift, cells.get("weight", cells["score"]))), 0
    )


def _fits(grid: Grid, band: Band, row: int, shift: int, unmoved: Cell) -> bool:
    if any(column.left + shift < 1 for column in band.columns.values()):
        return False
    cells = _pick(grid, band, row, shift)
    weight, score = read_number(cells.get("weight", cells["score"])), read_number(cells["score"])
    is_scored = score.number is not None or (score.is_mark and _is_words(unmoved))
    return weight.number is not None and is_scored and all(cells[f].text for f in ("level3", "target", "actual"))


def _is_words(unmoved: Cell) -> bool:
    """No figure stands where the points belong, so that a nil mark behind them may be a score."""
    return isinstance(read_number(unmoved).value, Unparsed) or unmoved.text.endswith("%")


def _is_level2_word(text: str) -> bool:
    return bare(text).removesuffix("指标") in load_vocabulary().level2["words"]
