"""Level 1 and level 2 of an indicator: merged, repeated, carried down, across the table, or both in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from xlperf.cells import Cell
from xlperf.form import Block, Entry
from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.layout import Band
from xlperf.recognition.reading import read_entry

_POINTS = re.compile(r"(\d+(?:\.\d+)?)分|\((\d+(?:\.\d+)?)\)$")
_BOTH = re.compile(r"(.+?)\s*[-—－–/\n]\s*([^-—－–/\s]+)", re.DOTALL)

_MOST_ACROSS = 2
"""Cells of a row in which a block's label stands across the table: the label, and that of the whole block."""

OTHER = "OTHER"
"""The kind of a block that no word tells."""


def read_block(cells: Mapping[str, Cell], before: Block | None) -> Block:
    """The level-1 block of a row: the one that its cell names, or the one above it."""
    cell = cells.get("level1")
    if cell is None or not cell.text or is_level2_word(cell.text):
        return before or Block(Entry("", cells["level3"].ref), OTHER, None)
    label = split_levels(cells)[0] or read_entry(cell)
    if before is not None and fold(before.label.text) == fold(label.text):
        return before
    return named_block(label)


def named_block(label: Entry) -> Block:
    """The block that a label names, with the points in it."""
    match = _POINTS.search(fold(label.text))
    points = Decimal(match[1] or match[2]) if match else None
    return Block(label, kind_of(label.text), points)


def read_level2(cells: Mapping[str, Cell], before: Entry | None) -> Entry:
    """The level 2 of a row, or the one above in the same block."""
    cell = cells.get("level2")
    if cell is not None and cell.text:
        return read_entry(cell)
    own = split_levels(cells)[1] if cell is None else None
    return own or before or (read_entry(cell) if cell else Entry("", cells["level3"].ref))


def split_levels(cells: Mapping[str, Cell]) -> tuple[Entry | None, Entry | None]:
    """Level 1 and level 2 where one cell holds both, 产出指标（50分）-数量指标; None where it does not."""
    if "level2" in cells or "level1" not in cells:
        return None, None
    whole = read_entry(cells["level1"])
    lines = ("".join(line.split()) for line in whole.text.splitlines())
    match = _BOTH.fullmatch("\n".join(lines))
    if match is None or kind_of(match[1]) == OTHER or not (match[2].endswith("指标") or is_level2_word(match[2])):
        return None, None
    return replace(whole, text=match[1]), replace(whole, text=match[2])


def block_across(grid: Grid, band: Band, row: int) -> Block | None:
    """The block that begins in a row of its own, its label across the table; None where none does."""
    cells = grid.rows[row]
    if len(cells) > _MOST_ACROSS and cells[-1].text != cells[-2].text:
        return None
    texts = [cell for cell in cells if cell.text and cell.ref.column >= _first(band)]
    if len({cell.text for cell in texts}) != 1 or kind_of(texts[0].text) == OTHER:
        return None
    right, last = grid.sheet.merge_at(*texts[-1].ref[1:]).right, band.columns[band.last_words].right
    return named_block(read_entry(texts[0])) if "level1" not in band.columns or right >= last else None


def _first(band: Band) -> int:
    """The first column of the table without the block's own label beside it."""
    level1 = band.columns.get("level1")
    return level1.left if level1 else 1


@lru_cache(maxsize=2048)
def kind_of(label: str) -> str:
    """The kind of a level 1 by its words, OTHER where none tells it."""
    text = fold(label)
    kinds = load_vocabulary().level1.items()
    return next((kind for kind, words in kinds if any(word in text for word in words)), OTHER)


def names_level(text: str) -> bool:
    """The name of a level alone, 数量指标 or 服务对象满意度指标."""
    return is_level2_word(text) or (fold(text).endswith("指标") and kind_of(text) != OTHER)


def is_level1_word(text: str) -> bool:
    """The word of a block alone, 产出 or 满意度."""
    word = fold(text).removesuffix("度")
    return any(word in words for words in load_vocabulary().level1.values())


@lru_cache(maxsize=4096)
def is_level2_word(text: str) -> bool:
    """A word that stands at level 2 only, such as 数量指标."""
    return bare(text).removesuffix("指标") in load_vocabulary().level2["words"]
