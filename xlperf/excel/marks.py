"""From a plan to what a run leaves in the open workbook: figure, fill and note of each cell, and what was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from xlperf.cells import Area, CellRef
from xlperf.edits import Edit, Plan
from xlperf.excel.ground import LiveGround
from xlperf.excel.reading import LiveSheet
from xlperf.messages import Message, say
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.ooxml.places import Position
from xlperf.ooxml.style_write import FILL_COLOURS
from xlperf.ooxml.xml_spreadsheet import Paint
from xlperf.ooxml.xml_text import clean_text
from xlperf.targets.live.fills import UNKNOWN, read_fills

MOST_NOTES = 300
"""Notes that one run puts: each takes a call."""

_WIDEST = 1000
"""Cells of a merged range that are painted one by one."""


@dataclass
class Marks:
    """What is to be left in the workbook, gathered; `unmet` says what could not be."""

    cells: dict[CellRef, CellMemory] = field(default_factory=dict)
    unmet: list[Message] = field(default_factory=list)

    def at(self, ref: CellRef) -> CellMemory:
        """What is to be left in one cell so far."""
        return self.cells.get(ref) or CellMemory(ref.sheet, (ref.row, ref.column))


def plan_marks(ground: LiveGround, plan: Plan, *, figures_stay: bool) -> tuple[Memory, list[Message]]:
    """The memory of a run that carries the plan out, and what of it cannot be done, with the reason.

    `figures_stay`: those of earlier runs stay where they stand, also where the plan does not give them again.
    """
    marks = Marks()
    for ref, cell in ground.standing.items():
        if figures_stay or cell.is_correction:
            marks.cells[ref] = cell._replace(colour=None, fill="", note=None)
    for sheet in ground.sheets:
        _plan_sheet(ground, sheet, plan, marks)
    if len(plan.notes) > MOST_NOTES:
        marks.unmet.append(say("批注只加了前 {count} 条，其余只着色；全部问题见“汇总表”", count=MOST_NOTES))
    cells = tuple(cell for _, cell in sorted(marks.cells.items()))
    return replace(ground.memory, sheets=ground.own, cells=cells), marks.unmet


def _plan_sheet(ground: LiveGround, sheet: LiveSheet, plan: Plan, marks: Marks) -> None:
    name = sheet.part.name
    for edit in plan.edits:
        if edit.ref.sheet == name:
            _plan_figure(ground, sheet, edit, marks)
    _plan_colours(ground, sheet, plan, marks)
    for note in plan.notes[:MOST_NOTES]:
        if note.ref.sheet == name:
            marks.cells[note.ref] = marks.at(note.ref)._replace(note=clean_text(note.text))


def _plan_figure(ground: LiveGround, sheet: LiveSheet, edit: Edit, marks: Marks) -> None:
    known, at = marks.at(edit.ref), (edit.ref.row, edit.ref.column)
    before = known.before if known.is_correction else edit.before
    done = ground.standing.get(edit.ref)
    # A format that an earlier run gave the cell still is ours to take away again.
    is_general = _format(sheet, at) == GENERAL or (done is not None and done.format is not None)
    number_format = edit.number_format if is_general else None
    marks.cells[edit.ref] = known._replace(figure=edit.after, before=before, format=number_format, formula=edit.formula)


def _format(sheet: LiveSheet, at: Position) -> str:
    return sheet.part.tables.formats[sheet.part.scan.styles.get(at, 0)]


def _plan_colours(ground: LiveGround, sheet: LiveSheet, plan: Plan, marks: Marks) -> None:
    """The fills, each cell of a merged range with the one that stood there."""
    name = sheet.part.name
    merges = sheet.part.merges
    areas = {h.ref: (merges.at(h.ref.row, h.ref.column), h.mark) for h in plan.highlights if h.ref.sheet == name}
    colours = {at: FILL_COLOURS[mark] for area, mark in areas.values() for at in _cells(area)}
    fills = dict(_earlier_fills(ground, sheet, colours))
    for ref, (area, _) in areas.items():
        if any(fills[at] == UNKNOWN for at in _cells(area)):
            marks.unmet.append(say("{cell}：底色是渐变，没有着色，请看批注", cell=ref))
            continue
        for at in _cells(area):
            place = CellRef(name, *at)
            marks.cells[place] = marks.at(place)._replace(colour=colours[at], fill=fills[at])


def _cells(area: Area) -> Iterator[Position]:
    yield from area.positions() if area.size <= _WIDEST else [(area.top, area.left)]


def _earlier_fills(
    ground: LiveGround, sheet: LiveSheet, colours: Mapping[Position, str]
) -> Iterator[tuple[Position, str]]:
    """The fill that each cell had before any run."""
    name = sheet.part.name
    ours = ground.painted[name]
    asked = [at for at in colours if at not in ours]
    read = {at: fill for alike in _alike(sheet, asked) for at, fill in read_fills(sheet.handle, alike).items()}
    for at in colours:
        yield at, ground.done[name][at].fill if at in ours else read.get(at, "")


def _alike(sheet: LiveSheet, positions: Iterable[Position]) -> Iterable[list[Position]]:
    """The cells in groups that look alike as far as is told: what is alike is read together."""
    groups: dict[Paint | None, list[Position]] = defaultdict(list)
    for at in positions:
        groups[(sheet.paints or {}).get(at)].append(at)
    return groups.values()
