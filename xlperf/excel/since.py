"""Undoing stops at what a clerk has done since the last step: it is theirs, whatever stood there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from xlperf.cells import CellRef
from xlperf.excel.ground import LiveGround
from xlperf.messages import Message, say
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.ooxml.places import Position
from xlperf.targets.live.fills import is_other, read_fills


def spare_since(ground: LiveGround, target: Memory) -> tuple[Memory, list[Message]]:
    """The target without what it would put over a figure or a fill that was changed since the last step; and where."""
    fills, told = dict(_fills_there(ground, target)), list[Message]()
    cells = [_spared(ground, cell, fills, told) for cell in target.cells if cell.sheet in ground.book.sheets]
    kept = tuple(cell for cell in cells if cell != CellMemory(cell.sheet, cell.position))
    return replace(target, cells=kept), told


def _spared(ground: LiveGround, cell: CellMemory, fills: Mapping[CellRef, str], told: list[Message]) -> CellMemory:
    if cell.figure is not None and _has_another_figure(ground, cell):
        told.append(say("{cell} 写入后又改过，保留现在的内容", cell=cell.ref))
        cell = cell._replace(figure=None, before=None, format=None, formula=None)
    if cell.colour is not None and _has_another_fill(ground, cell, fills):
        told.append(say("{cell} 的底色后来改过，保留现在的底色", cell=cell.ref))
        cell = cell._replace(colour=None, fill="")
    return cell


def _has_another_figure(ground: LiveGround, cell: CellMemory) -> bool:
    done = ground.done[cell.sheet].get(cell.position)
    if done is not None and done.figure is not None:
        return done.ref not in ground.standing
    return ground.book.sheets[cell.sheet].part.value(*cell.position) != cell.before


def _has_another_fill(ground: LiveGround, cell: CellMemory, fills: Mapping[CellRef, str]) -> bool:
    if cell.ref in fills:
        return is_other(fills[cell.ref], cell.fill)
    return cell.position not in ground.painted.get(cell.sheet, ())


def _fills_there(ground: LiveGround, target: Memory) -> Iterator[tuple[CellRef, str]]:
    """The fills of the cells that are to be painted and that the last step has left without paint."""
    bare: dict[str, list[Position]] = defaultdict(list)
    for cell in target.cells:
        done = ground.done[cell.sheet].get(cell.position)
        if cell.colour is not None and (done is None or done.colour is None) and cell.sheet in ground.book.sheets:
            bare[cell.sheet].append(cell.position)
    for name, positions in bare.items():
        fills = read_fills(ground.book.sheets[name].handle, positions)
        yield from ((CellRef(name, *at), fill) for at, fill in fills.items())
