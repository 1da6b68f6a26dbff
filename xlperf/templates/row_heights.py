"""How high the rows of a filled form have to be: Excel fits no merged cell, and other programs fit none at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlperf.cells import read_area
from xlperf.ooxml.text_size import count_lines

LINE = 14.0
"""Points of a line of text at 10 points."""

PADDING = 4.0
LOWEST, HIGHEST = 28.0, 409.0
"""Of a row; the latter is Excel's limit."""


def row_heights(texts: Iterable[tuple[str, str]], widths: Sequence[float]) -> Mapping[int, float]:
    """Row → height, of rows that need more than the lowest; `texts` are (area, text), `widths` those of the columns.

    A text over several rows shares its height among them.
    """
    heights: dict[int, float] = {}
    for reference, text in texts:
        area = read_area(reference)
        if area is None:
            continue
        room = max(sum(widths[area.left - 1 : area.right]) - 1.5, 1.0)
        rows = range(area.top, area.bottom + 1)
        height = (count_lines(text, room) * LINE + PADDING) / len(rows)
        for row in rows:
            heights[row] = min(max(heights.get(row, LOWEST), height), HIGHEST)
    return {row: height for row, height in heights.items() if height > LOWEST}
