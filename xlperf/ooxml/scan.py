"""What the cells of a worksheet part hold. Where they stand is looked up when a change asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from xlperf.ooxml.bare_rows import BareRows, count_cells, find_row, has_looks, read_bare, read_numbers
from xlperf.ooxml.places import Places, Position

_MANY = 10_000
"""Looks asked for in such rows from which all of them are taken apart at once."""

MOST_CELLS = 1_500_000
"""Cells of a workbook, those with nothing but a look too: every row of a sheet formatted in one column is fewer."""


MOST_NEAR, MOST_CONTENTS = 600_000, 200_000
"""Those of them that are read one by one, and those that hold anything: what a workbook with lists beside its form has,
and what is judged within seconds."""


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
    def is_overfull(self) -> bool:
        """There are more cells than fit into memory, or are judged within seconds."""
        return len(self.positions) > MOST_NEAR or len(self.raw) > MOST_CONTENTS

    @property
    def size(self) -> int:
        """How many cell elements there are."""
        return len(self.positions) + sum(count_cells(self.xml, stretch) for stretch in self.bare)

    def with_styles(self, styles: Mapping[Position, int]) -> SheetScan:
        """The same with these cells, whose style indexes are given."""
        return replace(self, positions=list(styles), looks=list(styles.values()), numbers=[], bare=[])

    @cached_property
    def near_styles(self) -> dict[Position, int]:
        """The style indexes of the cells that were read one by one, which are all that have any content."""
        return dict(zip(self.positions, self.looks, strict=True))

    @cached_property
    def styles(self) -> Mapping[Position, int]:
        """The style index of every cell element; of two for one cell the last counts."""
        return Styles(self.xml, self.near_styles, self.bare) if self.bare else self.near_styles

    @property
    def order(self) -> Iterator[Position]:
        """The positions of all cell elements, in the order in which they stand."""
        done = 0
        for stretch in self.bare:
            yield from islice(self.positions, done, stretch.cells)
            yield from (at for row in read_bare(self.xml, stretch) for at, _ in row.cells)
            done = stretch.cells
        yield from islice(self.positions, done, None)

    @property
    def rows(self) -> list[int]:
        """The numbers of all rows, in the order in which they stand."""
        rows, done = list[int](), 0
        for stretch in self.bare:
            rows += self.numbers[done : stretch.rows] + read_numbers(self.xml, stretch)
            done = stretch.rows
        return rows + self.numbers[done:]

    def styled(self, looks: Set[int]) -> Iterator[Position]:
        """The cells with one of these style indexes."""
        near = (at for at, style in self.near_styles.items() if style in looks)
        stretches = (stretch for stretch in self.bare if has_looks(self.xml, stretch, looks))
        cells = (row.cells for stretch in stretches for row in read_bare(self.xml, stretch))
        return chain(near, (at for each in cells for at, style in dict(each).items() if style in looks))

    def cells_in(self, rows: Set[int]) -> Iterator[Position]:
        """The cells of these rows."""
        yield from (at for at in self.near_styles if at[0] in rows)
        for row in rows if self.bare else ():
            found = find_row(self.xml, self.bare, row)
            yield from (at for at, _ in found.cells) if found else ()

    @cached_property
    def places(self) -> Places:
        """Where rows, cells and children stand. Raises UnreadableError where that cannot be told."""
        return Places(self.xml, self.prefix, self.positions, self.numbers, self.bare)


class Styles(Mapping[Position, int]):
    """The style indexes of a sheet with stretches of rows that hold nothing: these are looked up where they stand."""

    def __init__(self, xml: bytes, near: dict[Position, int], bare: list[BareRows]) -> None:
        self._xml, self._near, self._bare = xml, near, bare
        self._asked = 0

    def __getitem__(self, at: Position) -> int:
        if at not in self._near and self._asked >= _MANY:
            self._near, self._bare = dict(self._all()), []
        if at in self._near or not self._bare:
            return self._near[at]
        self._asked += 1
        row = find_row(self._xml, self._bare, at[0])
        return dict(row.cells if row else ())[at]

    def __iter__(self) -> Iterator[Position]:
        return iter(dict(self._all()))

    def __len__(self) -> int:
        return len(dict(self._all()))

    def _all(self) -> Iterator[tuple[Position, int]]:
        yield from self._near.items()
        for stretch in self._bare:
            for row in read_bare(self._xml, stretch):
                yield from row.cells
