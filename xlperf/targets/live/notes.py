"""Notes of the open workbook: ours go behind a clerk's words and come out again without touching them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlperf.messages import Message, say
from xlperf.ooxml.note_removal import find_words
from xlperf.ooxml.notes import SEPARATOR
from xlperf.targets.live.calls import is_busy, member


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What becomes of a cell's note: the words `out` go, `words` come in their place, or behind a clerk's.

    `is_new`: the cell has no note yet; `goes`: the whole note is ours and goes.
    """

    words: str | None = None
    out: str | None = None
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
    if not change.is_new:
        if (refusal := _threaded(cell)) is None:
            _rewrite(cell.note, change)
        return refusal
    try:
        cell.impl.add_note(change.words)  # by the public door it asks for the range first, eight calls more
    except Exception as error:
        if is_busy(error) or (refusal := _threaded(cell)) is None:
            raise
        return refusal
    return None


def _threaded(cell: Any) -> Message | None:
    if member(cell.api, "CommentThreaded") is None:
        return None
    return say("该格已有批注会话（线程式批注），没有再加批注")


def _rewrite(note: Any, change: NoteChange) -> None:
    """Goes by the words as they stand now, sign by sign."""
    text = note.text
    start, end = find_words(text, change.out)
    if end > start:
        _cut(note, text, start, end)
    if change.words is not None:
        is_alone = not (text[:start] + text[end:]).strip()
        _insert(note, text[:start] + text[end:], start, change.words if is_alone else SEPARATOR + change.words)


def _cut(note: Any, text: str, start: int, end: int) -> None:
    """Takes signs out; the rest keeps its look where the application lets single signs go."""
    shape = member(note.api, "Shape")
    if shape is not None:
        shape.TextFrame.Characters(start + 1, end - start).Delete()
    else:
        note.text = text[:start] + text[end:]


def _insert(note: Any, text: str, start: int, words: str) -> None:
    insert = member(note.api, "Text")
    if insert is not None:
        insert(words, start + 1, False)
    else:
        note.text = text[:start] + words + text[start:]
