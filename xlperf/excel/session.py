"""What is remembered between two clicks, each of which may be a process of its own: how to undo the last one.

It lies in a folder of the clerk's, a file for each workbook; only addresses, figures and xlperf's own words are in it.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlperf.errors import UnreadableError
from xlperf.excel.reading import LiveBook
from xlperf.ooxml.memory import Memory, read_memory, write_memory

_KEPT_SECONDS = 30 * 24 * 3600


class Store:
    """The clerk's folder. What cannot be written there is not remembered, which is no fault of the run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def memory(self, book: LiveBook) -> Memory | None:
        """What an earlier run left in a workbook that cannot keep it itself."""
        return _read(self._told(book).get("memory"))

    def keep_memory(self, book: LiveBook, text: str | None) -> None:
        """Keeps that."""
        self._tell(book, {**self._told(book), "memory": text})

    def remember(self, book: LiveBook, before: Memory, after: Memory) -> None:
        """Takes note of a step: what was there before it, and what is after it."""
        told = {"before": write_memory(before).decode(), "after": _print(after)}
        self._tell(book, {**self._told(book), **told})

    def before(self, book: LiveBook, now: Memory) -> Memory | None:
        """What there was before the last step; None where there was no step, or the workbook is not as it left it."""
        told = self._told(book)
        return _read(told.get("before")) if told.get("after") == _print(now) else None

    def forget(self, book: LiveBook) -> None:
        """The last step was undone."""
        self._tell(book, {name: value for name, value in self._told(book).items() if name == "memory"})

    def _told(self, book: LiveBook) -> dict[str, Any]:
        try:
            told = json.loads(self._file(book).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _tell(self, book: LiveBook, told: dict[str, Any]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file(book).write_text(json.dumps(told, ensure_ascii=False), "utf-8")
            self._drop_old()
        except OSError:
            return

    def _drop_old(self) -> None:
        """Takes out what nobody has needed for a month."""
        oldest = time.time() - _KEPT_SECONDS
        for file in self.folder.glob("*.json"):
            if file.stat().st_mtime < oldest:
                file.unlink()

    def _file(self, book: LiveBook) -> Path:
        """A workbook that was never saved is known by the window of its application as well."""
        name = book.path if book.is_saved else f"{book.path} {book.handle.app.pid}"
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def _read(text: object) -> Memory | None:
    try:
        return read_memory(text.encode()) if isinstance(text, str) else None
    except (UnreadableError, ArithmeticError, LookupError, TypeError, ValueError):
        return None


def _print(memory: Memory) -> str:
    """By it a memory is known, whatever keeps it."""
    return hashlib.sha256(write_memory(replace(memory, added={}))).hexdigest()
