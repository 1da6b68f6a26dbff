"""Single cells of the open workbook: handed out together where the application does that, which saves a call each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area
from xlperf.targets.live.addresses import Position, columns, grouped, short
from xlperf.targets.live.calls import is_busy

if TYPE_CHECKING:
    import xlwings as xw

_FEWEST = 4
"""Handing out together takes four calls of its own."""


def hand_out(sheet: xw.Sheet, positions: Iterable[Position]) -> Iterator[tuple[Position, xw.Range | None]]:
    """Each cell by its position; None for one that is still to be looked up by its address."""
    # Single columns from top to bottom: there is one order only in which an application can go through them.
    for address, areas in grouped(sorted(columns(positions))):
        places = [at for area in areas for at in area.positions()]
        found: Sequence[xw.Range | None] = _together(sheet, address, places) or [None] * len(places)
        yield from zip(places, found, strict=True)


def _together(sheet: xw.Sheet, address: str, places: Sequence[Position]) -> list[xw.Range] | None:
    """The cells of an address in its order; None where the application does not give just these."""
    if len(places) < _FEWEST:
        return None
    try:
        cells = sheet.range(address)
        found = [_as_range(cells, each) for each in cells.api._NewEnum().Next(len(places))]
        return found if _ends_at(found, places) else None
    except Exception as error:  # whatever an application has instead of an enumerator: there is another way
        if is_busy(error):
            raise
        return None


def _as_range(cells: xw.Range, found: Any) -> xw.Range:
    """A cell as the engine of `cells` has it."""
    import xlwings as xw

    return xw.Range(impl=type(cells.impl)(xl=type(cells.api)(found)))


def _ends_at(found: Sequence[xw.Range], places: Sequence[Position]) -> bool:
    """All cells are there, and the last one is the last: a note must not go to another cell."""
    return len(found) == len(places) and found[-1].address.replace("$", "") == short(Area(*places[-1], *places[-1]))
