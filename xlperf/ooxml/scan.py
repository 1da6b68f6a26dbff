"""What the cells of a worksheet part hold. Where they stand is looked up when a change asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from operator import lt
from typing import NamedTuple

from xlperf.ooxml.bare_rows import BareRows, count_cells, has_looks, read_bare, read_numbers
from xlperf.ooxml.places import Places, Position

MOST_CELLS = 1_500_000
"""Cells of a sheet, those with nothing but a look too: every row of a sheet formatted in one column is fewer."""


class RawCell(NamedTuple):
    """What a cell's element says: type, text of its value, formula with its attributes; None where it has none."""

    kind: str
    value: str | None
    formula: str | None
    formula_attributes: dict[str, str] | None


@dataclass
class SheetScan:
    """A worksheet part in UTF-8. `prefix` has its colon, or is empty; `protection` are its attributes, if any.

    `raw` has the content of the cells that have any. `positions`, `looks` (style indexes) and `numbers` are the cells
    and rows that were read one by one, `bare` the stretches of rows between them that hold nothing.
    """

    xml: bytes
    prefix: str = ""
    namespace: str = ""
    raw: dict[Position, RawCell] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    bare: list[BareRows] = field(default_factory=list)
    merges: tuple[str, ...] = ()
    protection: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many cell elements there are."""
        return len(self.positions) + sum(count_cells(self.xml, stretch) for stretch in self.bare)

    def with_styles(self, styles: Mapping[Position, int]) -> SheetScan:
        """The same with these cells, whose style indexes are given."""
        return replace(self, positions=list(styles), looks=list(styles.values()), numbers=[], bare=[])

    @property
    def styles(self) -> Mapping[Position, int]:
        """The style index of every cell element; of two for one cell the last counts."""
        return self._cells[1] if self.bare else self.near_styles

    @property
    def order(self) -> list[Position]:
        """The positions of all cell elements, in the order in which they stand."""
        return self._cells[0] if self.bare else self.positions

    @cached_property
    def rows(self) -> list[int]:
        """The numbers of all rows, in the order in which they stand."""
        rows, done = list[int](), 0
        for stretch in self.bare:
            rows += self.numbers[done : stretch.rows] + read_numbers(self.xml, stretch)
            done = stretch.rows
        return rows + self.numbers[done:] if rows else self.numbers

    @cached_property
    def _cells(self) -> tuple[list[Position], dict[Position, int]]:
        order, looks, done = list[Position](), list[int](), 0
        for stretch in self.bare:
            order += self.positions[done : stretch.cells]
            looks += self.looks[done : stretch.cells]
            done = stretch.cells
            for row in read_bare(self.xml, stretch):
                order += row.positions
                looks += row.looks
        order += self.positions[done:]
        looks += self.looks[done:]
        return order, dict(zip(order, looks, strict=True))

    @cached_property
    def near_styles(self) -> Mapping[Position, int]:
        """The style indexes of the cells outside of the stretches at least, which are all that have any content."""
        # Where rows ascend, no cell of a stretch is spoken of a second time outside of it.
        ascend = not self.bare or all(map(lt, self.rows, islice(self.rows, 1, None)))
        return dict(zip(self.positions, self.looks, strict=True)) if ascend else self.styles

    def styled(self, looks: Set[int]) -> Iterator[Position]:
        """The cells with one of these style indexes."""
        within = any(has_looks(self.xml, stretch, looks) for stretch in self.bare)
        styles = self.styles if within else self.near_styles
        return (at for at, style in styles.items() if style in looks)

    @cached_property
    def places(self) -> Places:
        """Where rows, cells and children stand. Raises UnreadableError where that cannot be told."""
        return Places(self.xml, self.prefix, self.order, self.rows)
