"""Notes of the open workbook: ours go behind a clerk's words and come out again without touching them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlperf.messages import Message, say
from xlperf.targets.live.calls import member


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What becomes of a cell's note: `cut` signs from `start` on go, then `words` come in there.

    `is_new`: the cell has no note yet; `goes`: the whole note goes.
    """

    words: str = ""
    start: int = 0
    cut: int = 0
    is_new: bool = False
    goes: bool = False


def drops_together(sheet: Any) -> bool:
    """The application takes the notes of many cells out in one call."""
    return member(sheet.range("A1").api, "ClearComments") is not None


def drop_notes(cells: Any) -> None:
    """Takes the notes of cells out, of a single cell where they do not go together."""
    clear = member(cells.api, "ClearComments")
    if clear is not None:
        clear()
    elif (note := cells.note) is not None:
        note.delete()


def put_note(cell: Any, change: NoteChange) -> Message | None:
    """Makes the change at one cell, whose note does not go altogether; says so where the cell takes no note."""
    if change.is_new:
        cell.impl.add_note(change.words)  # by the public door it asks for the range first, eight calls more
        return None
    if member(cell.api, "CommentThreaded") is not None:
        return say("该格已有批注会话（线程式批注），没有再加批注")
    note = cell.note
    if change.cut:
        _cut(note, change.start, change.cut)
    if change.words:
        _insert(note, change.start, change.words)
    return None


def _cut(note: Any, start: int, count: int) -> None:
    """Takes signs out; the rest keeps its look where the application lets single signs go."""
    shape = member(note.api, "Shape")
    if shape is not None:
        shape.TextFrame.Characters(start + 1, count).Delete()
    else:
        note.text = note.text[:start] + note.text[start + count :]


def _insert(note: Any, start: int, words: str) -> None:
    insert = member(note.api, "Text")
    if insert is not None:
        insert(words, start + 1, False)
    else:
        note.text = note.text[:start] + words + note.text[start:]
