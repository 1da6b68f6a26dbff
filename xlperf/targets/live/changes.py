"""Changes of one worksheet of the open workbook, and their writing in a few calls."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from xlperf.cells import Area, Value
from xlperf.messages import Message, say
from xlperf.targets.live.addresses import Position, columns, cover, join, short
from xlperf.targets.live.calls import is_busy
from xlperf.targets.live.fills import put_fill
from xlperf.targets.live.handing import hand_out
from xlperf.targets.live.notes import NoteChange, drop_notes, drops_together, put_note

_WOULD_CHANGE = re.compile(r"^[=+\-@'/]|[0-9０-９]|^(?:true|false)$", re.IGNORECASE)
"""Texts that the application may take for a formula, a number, a date or a logical value."""

_Kind = TypeVar("_Kind", bound=Hashable)
_Write = Callable[[Any], Message | None]
"""Writes a range; says why it was left, where it was."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell gets: a figure or what stood there before, blank where None; `formula`, without its =, instead."""

    value: Value = None
    formula: str | None = None


@dataclass(frozen=True)
class SheetChanges:
    """What is to be changed on one worksheet, cell by cell; fills as the elements of a file, empty for none.

    `bared` cells lose their fill before they get another: a pattern or a shade would else stay in it.
    """

    sheet: Any
    name: str
    contents: Mapping[Position, Content] = field(default_factory=dict)
    formats: Mapping[Position, str] = field(default_factory=dict)
    bared: Sequence[Position] = ()
    fills: Mapping[Position, str] = field(default_factory=dict)
    notes: Mapping[Position, NoteChange] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.contents or self.formats or self.fills or self.notes)


def apply_changes(changes: SheetChanges) -> Iterator[Message]:
    """Writes the changes of a worksheet; says of each that the application refused, which it was.

    Raises what the application raises where it is busy.
    """
    yield from _paint(changes)
    for code, positions in _by_kind(changes.formats).items():
        yield from _tried_at(changes, positions, partial(_give_format, code=code), say("没有改格式"))
    for area in columns(changes.contents):
        yield from _put_column(changes, area)
    yield from _note(changes)


def _paint(changes: SheetChanges) -> Iterator[Message]:
    yield from _tried_at(changes, changes.bared, partial(put_fill, fill=""), say("没有着色"))
    for fill, positions in _by_kind(changes.fills).items():
        yield from _tried_at(changes, positions, partial(put_fill, fill=fill), say("没有着色"))


def _give_format(cells: Any, code: str) -> None:
    cells.number_format = code


def _note(changes: SheetChanges) -> Iterator[Message]:
    gone = [at for at, note in changes.notes.items() if note.goes]
    together = [gone] if gone and drops_together(changes.sheet) else [[at] for at in gone]
    for positions in together:
        yield from _tried_at(changes, positions, drop_notes, say("没有去掉批注"))
    put = {at: note for at, note in changes.notes.items() if not note.goes}
    for at, cell in hand_out(changes.sheet, put):
        address = short(Area(*at, *at))
        yield from _tried(changes, address, partial(put_note, change=put[at]), say("没有加批注"), cell)


def _tried_at(changes: SheetChanges, positions: Iterable[Position], write: _Write, what: Message) -> Iterator[Message]:
    """Writes cells that get the same, as many in a call as an address holds."""
    for address in join(cover(positions)):
        yield from _tried(changes, address, write, what)


def _put_column(changes: SheetChanges, area: Area) -> Iterator[Message]:
    """Writes cells below each other; what is refused together is tried one by one."""
    matrix = [[_written(changes.contents[row, area.left])] for row in range(area.top, area.bottom + 1)]
    refused = list(_tried(changes, short(area), partial(_put, matrix=matrix), say("没有写入")))
    if not refused or area.size == 1:
        yield from refused
        return
    for row in range(area.top, area.bottom + 1):
        yield from _put_column(changes, Area(row, area.left, row, area.left))


def _tried(changes: SheetChanges, address: str, write: _Write, what: Message, cells: Any = None) -> Iterator[Message]:
    """Writes the cells of an address, `cells` where they are at hand."""
    try:
        refusal = write(changes.sheet.range(address) if cells is None else cells)
    except Exception as error:
        if is_busy(error):
            raise
        yield say("{cell}：{what}，表格程序拒绝改动", cell=f"{changes.name}!{address}", what=what)
        return
    if refusal is not None:
        yield say("{cell}：{reason}", cell=f"{changes.name}!{address}", reason=refusal)


def _put(cells: Any, matrix: list[list[object]]) -> None:
    cells.raw_value = matrix if len(matrix) > 1 else matrix[0][0]


def _written(content: Content) -> object:
    """What the application is handed."""
    return f"={content.formula}" if content.formula is not None else handed(content.value)


def handed(value: object) -> object:
    """A value as the application takes it for that value: an empty text leaves a blank, a text stays a text.

    >>> handed(Decimal("0.97")), handed("3月4日"), handed("无"), handed(None)
    (0.97, "'3月4日", '无', '')
    """
    if isinstance(value, str):
        return f"'{value}" if _WOULD_CHANGE.search(value) else value
    if value is None:
        return ""
    return value if isinstance(value, bool) else float(value) if isinstance(value, Decimal | int) else str(value)


def _by_kind(cells: Mapping[Position, _Kind]) -> dict[_Kind, list[Position]]:
    """The cells that get the same."""
    kinds: dict[_Kind, list[Position]] = defaultdict(list)
    for at, kind in cells.items():
        kinds[kind].append(at)
    return kinds
