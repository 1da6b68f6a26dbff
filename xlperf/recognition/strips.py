"""Forms beside each other on one sheet, told apart by their heads."""

from __future__ import annotations

from xlperf.cells import Sheet
from xlperf.recognition.grid import Grid


def split_beside(grid: Grid) -> tuple[Grid, ...]:
    """The sheet cut into strips of columns, one for each form beside another; the sheet itself where there is one.

    Forms stand beside each other where a title or the label of the project stands twice in one row.
    """
    edges = _left_edges(grid)
    if len(edges) < 2:
        return (grid,)
    bounds = zip([1, *edges[1:]], [edge - 1 for edge in edges[1:]] + [1 << 14], strict=True)
    return tuple(Grid(_strip(grid.sheet, left, right), grid.lexicon) for left, right in bounds)


def _left_edges(grid: Grid) -> list[int]:
    labels = ([cell.ref.column for field, cell in grid.labels(row, "head") if field == "project"] for row in grid.rows)
    titles = ([cell.ref.column for cell in cells] for cells in grid.titles.values())
    return max((*labels, *titles), key=len, default=[])


def _strip(sheet: Sheet, left: int, right: int) -> Sheet:
    cells = {at: cell for at, cell in sheet.cells.items() if left <= at[1] <= right}
    merges = tuple(area for area in sheet.merges if left <= area.left <= right)
    return Sheet(sheet.name, cells, merges, sheet.state)
