"""Many cells in few addresses: a range of several areas takes one call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from xlperf.cells import Area

LONGEST = 255
"""Signs that an address may have in a call."""

Position = tuple[int, int]


def cover(positions: Iterable[Position]) -> list[Area]:
    """Rectangles that hold exactly these cells: runs within rows, equal runs below each other in one.

    >>> [str(area) for area in cover([(1, 1), (1, 2), (2, 1), (2, 2), (9, 3)])]
    ['A1:B2', 'C9:C9']
    """
    stacks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, cells in groupby(sorted(set(positions)), key=lambda at: at[0]):
        for run in _runs([column for _, column in cells]):
            stacks[run].append(row)
    areas = (Area(top, left, bottom, right) for (left, right), rows in stacks.items() for top, bottom in _runs(rows))
    return sorted(areas)


def columns(positions: Iterable[Position]) -> list[Area]:
    """The stretches of cells below each other.

    >>> [str(area) for area in columns([(6, 8), (7, 8), (9, 8), (6, 9)])]
    ['H6:H7', 'H9:H9', 'I6:I6']
    """
    by_column: dict[int, list[Position]] = defaultdict(list)
    for at in positions:
        by_column[at[1]].append(at)
    return [area for _, own in sorted(by_column.items()) for area in cover(own)]


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of ascending numbers without a gap."""
    first = last = None
    for number in numbers:
        if last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def join(areas: Iterable[Area]) -> Iterator[str]:
    """Addresses of several areas each, as long as a call takes.

    >>> list(join([Area(1, 1, 2, 2), Area(9, 3, 9, 3)]))
    ['A1:B2,C9']
    """
    return (address for address, _ in grouped(areas))


def grouped(areas: Iterable[Area]) -> Iterator[tuple[str, list[Area]]]:
    """The same, each address with the areas that it names."""
    address, named = "", list[Area]()
    for area in areas:
        name = short(area)
        if address and len(address) + 1 + len(name) > LONGEST:
            yield address, named
            address, named = "", []
        address = f"{address},{name}" if address else name
        named.append(area)
    if address:
        yield address, named


def short(area: Area) -> str:
    """The address of an area, of a single cell without its colon."""
    return str(area).partition(":")[0] if area.size == 1 else str(area)


def halve(area: Area) -> tuple[Area, Area]:
    """An area of several cells in two, across where it has more than one row."""
    top, left, bottom, right = area
    if bottom > top:
        row = (top + bottom) // 2
        return Area(top, left, row, right), Area(row + 1, left, bottom, right)
    column = (left + right) // 2
    return Area(top, left, top, column), Area(top, column + 1, top, right)
