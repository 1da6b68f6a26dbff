"""From what a run left in the open workbook to what is to be left there: the changes between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.excel.ground import LiveGround
from xlperf.excel.reading import LiveSheet
from xlperf.messages import Message, say
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.memory import CellMemory, Memory
from xlperf.ooxml.note_removal import find_words
from xlperf.ooxml.notes import SEPARATOR
from xlperf.ooxml.places import Position
from xlperf.targets.live.changes import Content, SheetChanges
from xlperf.targets.live.fills import can_put, solid
from xlperf.targets.live.notes import NoteChange


def changes_between(ground: LiveGround, target: Memory) -> Iterator[SheetChanges]:
    """What turns each worksheet as it stands into one with the target's figures, fills and notes and none of ours else.

    What a clerk changed since is theirs and stays.
    """
    for sheet in ground.sheets:
        wanted = {cell.position: cell for cell in target.cells if cell.sheet == sheet.part.name}
        if not sheet.is_protected:
            yield _Sheet(ground, sheet, wanted).changes()


def left_by_clerk(ground: LiveGround, target: Memory) -> Iterator[Message]:
    """What of the earlier run stays, though it was to go: somebody has changed it since, or it cannot be put back."""
    kept = {cell.ref for cell in target.cells}
    for cell in ground.memory.cells:
        if cell.figure is not None and cell.ref not in kept and cell.ref not in ground.standing:
            yield say("{cell} 写入后又改过，保留现在的内容", cell=cell.ref)
        if cell.colour is not None and cell.ref not in kept:
            if cell.position not in ground.painted.get(cell.sheet, ()):
                yield say("{cell} 的底色后来改过，保留现在的底色", cell=cell.ref)
            elif not can_put(cell.fill):
                yield say("{cell} 原来的底色是渐变，无法放回，请手工改", cell=cell.ref)


def protected_left(ground: LiveGround, target: Memory) -> tuple[Memory, list[Message]]:
    """The target with protected sheets as they are, and that this was not to be."""
    protected = {sheet.part.name for sheet in ground.sheets if sheet.is_protected}
    is_other = sorted(name for name in protected if _of(target, name) != _of(ground.memory, name))
    cells = [cell for cell in target.cells if cell.sheet not in protected]
    cells += [cell for cell in ground.memory.cells if cell.sheet in protected]
    template = "工作表“{sheet}”受保护，没有改动；请在“审阅”里撤销工作表保护后再点一次。"
    return replace(target, cells=tuple(sorted(cells))), [say(template, sheet=name) for name in is_other]


def _of(memory: Memory, name: str) -> set[CellMemory]:
    return {cell for cell in memory.cells if cell.sheet == name}


class _Sheet:
    """One worksheet: what was done to its cells, and what is to be left in them."""

    def __init__(self, ground: LiveGround, sheet: LiveSheet, wanted: dict[Position, CellMemory]) -> None:
        self.ground, self.sheet, self.name = ground, sheet, sheet.part.name
        self.done, self.wanted = ground.done[self.name], wanted
        self.contents: dict[Position, Content] = {}
        self.formats: dict[Position, str] = {}
        self.fills: dict[Position, str] = {}
        self.bared: list[Position] = []
        self.notes: dict[Position, NoteChange] = {}

    def changes(self) -> SheetChanges:
        for at in sorted({*self.done, *self.wanted}):
            nothing = CellMemory(self.name, at)
            done, wanted = self.done.get(at, nothing), self.wanted.get(at, nothing)
            self.figure(at, done, wanted)
            self.fill(at, done, wanted)
            self.note(at, done.note, wanted.note)
        return SheetChanges(
            self.sheet.handle, self.name, self.contents, self.formats, self.bared, self.fills, self.notes
        )

    def figure(self, at: Position, done: CellMemory, wanted: CellMemory) -> None:
        stands = done.ref in self.ground.standing
        is_there = stands and (done.figure, done.formula) == (wanted.figure, wanted.formula)
        if wanted.figure is not None and not is_there:
            self.contents[at] = Content(wanted.figure, wanted.formula)
        elif wanted.figure is None and stands:
            self.contents[at] = Content(done.before)
        code = self.sheet.part.tables.formats[self.sheet.part.scan.styles.get(at, 0)]
        if wanted.format is not None and code != wanted.format:
            self.formats[at] = wanted.format
        elif wanted.format is None and stands and done.format is not None and code == done.format:
            self.formats[at] = GENERAL

    def fill(self, at: Position, done: CellMemory, wanted: CellMemory) -> None:
        is_ours = at in self.ground.painted[self.name]
        if wanted.colour is not None:
            if not (is_ours and done.colour == wanted.colour):
                self.fills[at] = solid(wanted.colour)
                if wanted.fill and not is_ours:
                    self.bared.append(at)
        elif is_ours and can_put(done.fill):
            self.fills[at] = done.fill

    def note(self, at: Position, done: str | None, wanted: str | None) -> None:
        text = self.sheet.notes.get(at)
        if text is None:
            if wanted is not None:
                self.notes[at] = NoteChange(wanted, is_new=True)
            return
        start, end = find_words(text, done)
        ours = text[start:end].strip().removeprefix(SEPARATOR.strip()).strip()
        if ours == (wanted or "").strip():
            return
        is_alone = not (text[:start] + text[end:]).strip()
        self.notes[at] = NoteChange(goes=True) if wanted is None and is_alone else NoteChange(wanted, done)
