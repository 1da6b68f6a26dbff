"""The rows of a rubric: levels carried down as in an indicator table, each row with the standard for its points."""

from __future__ import annotations

from dataclasses import replace

from xlperf.form import Block, Criterion, Entry
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.levels import read_block, read_level2
from xlperf.recognition.placeholders import is_placeholder
from xlperf.recognition.reading import read_entry, read_number, read_points
from xlperf.recognition.rows import Cells, table_rows


def recognise_criteria(grid: Grid, band: Band, breaks: frozenset[int]) -> tuple[Criterion, ...]:
    """The criteria in print order; a standard that goes on in a row of its own belongs to the criterion above."""
    found: list[Criterion] = []
    for row in table_rows(grid, band, breaks):
        cells = row.pick()
        if cells["level3"].ref.row == row.number and cells["level3"].text and not is_placeholder(cells["level3"].text):
            found.append(_criterion(cells, found[-1] if found else None))
        elif found and cells["standard"].ref.row == row.number and cells["standard"].text:
            found[-1] = _continued(found[-1], cells["standard"].text)
    return tuple(found)


def _criterion(cells: Cells, before: Criterion | None) -> Criterion:
    block: Block = read_block(cells, before.block if before else None)
    same_block = before is not None and before.block is block
    weight, score = cells.get("weight"), cells.get("score")
    return Criterion(
        block=block,
        level2=read_level2(cells, before.level2 if before is not None and same_block else None),
        level3=read_entry(cells["level3"]),
        weight=read_points(weight) if weight else None,
        score=read_number(score) if score else None,
        description=_words(cells, "description"),
        standard=_words(cells, "standard"),
    )


def _words(cells: Cells, field: str) -> Entry | None:
    return read_entry(cells[field]) if field in cells else None


def _continued(above: Criterion, text: str) -> Criterion:
    assert above.standard is not None  # its column is what makes a rubric
    return replace(above, standard=replace(above.standard, text=f"{above.standard.text}\n{text}"))
