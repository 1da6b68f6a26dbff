"""The indicator rows: levels carried down through merges and blanks, each value by its column's header."""

from __future__ import annotations

from xlperf.form import Block, Entry, Indicator, Measure, Shifted
from xlperf.recognition.details import without_details
from xlperf.recognition.folding import bare
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.levels import (
    block_across,
    is_level1_word,
    is_level2_word,
    names_level,
    read_block,
    read_level2,
)
from xlperf.recognition.reading import read_entry, read_number, read_points
from xlperf.recognition.rows import Cells, TableRow, table_rows
from xlperf.recognition.shifts import find_shift, moved
from xlperf.recognition.targets import read_actual, read_target


def recognise_indicators(
    grid: Grid, band: Band, breaks: frozenset[int]
) -> tuple[tuple[Indicator, ...], tuple[Shifted, ...]]:
    """The used rows of the table, and those among them whose values stand in the wrong columns."""
    rows: list[Indicator] = []
    shifted: list[Shifted] = []
    above: Block | None = None
    level2: Entry | None = None
    for row in table_rows(grid, band, breaks):
        across, cells = block_across(grid, band, row.number), row.pick()
        if across is not None or not row.is_used(cells):
            above, level2 = (across, None) if across is not None else _passed(row, cells, above, level2)
            continue
        shift = find_shift(row, cells)
        block = above if shift and above else read_block(cells, above)
        if shift:
            cells = moved(row, shift)
            shifted.append(Shifted(cells["level3"].ref, shift))
        level2 = read_level2(cells, level2 if block is above else None)
        above = block
        rows.append(_indicator(cells, block, level2))
    return tuple(without_details(rows)), tuple(shifted)


def _passed(
    row: TableRow, cells: Cells, above: Block | None, level2: Entry | None
) -> tuple[Block | None, Entry | None]:
    """Block and level 2 below an unused row: those that it names, for the rows below may leave them out."""
    named = cells.get("level1")
    if named is None or named.ref.row != row.number or named.ref == cells["level3"].ref or not _names_block(named.text):
        return above, level2
    return read_block(cells, above), None


def _names_block(text: str) -> bool:
    label = bare(text)
    return (names_level(label) or is_level1_word(label)) and not is_level2_word(label)


def _indicator(cells: Cells, block: Block, level2: Entry) -> Indicator:
    weight, score, reason = cells.get("weight"), cells.get("score"), cells.get("reason")
    target, actual = read_target(cells), cells.get("actual")
    return Indicator(
        block,
        level2,
        read_entry(cells["level3"]),
        target,
        read_actual(actual, target) if actual else Measure("", target.ref),
        read_points(weight) if weight else None,
        read_number(score) if score else None,
        read_entry(reason) if reason else None,
    )
