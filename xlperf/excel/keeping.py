"""What a run did to the open workbook, kept in the workbook: as a custom XML part it is saved, sent and found again.

It is the part that a validated copy has (docs/architecture.md), so that each side takes the other's marks off. Where
the application has no such parts, the clerk's own folder keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from xlperf.errors import UnreadableError
from xlperf.excel.reading import LiveBook
from xlperf.excel.session import Store
from xlperf.ooxml.memory import NAMESPACE, Memory, read_memory, write_memory
from xlperf.targets.live.calls import is_busy

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_NEVER_EXACT = {"xlperf-live": ""}
"""A part that no file has: a file's bytes say nothing of a run in the open workbook, it is taken out cell by cell."""


class Keeper:
    """Where the memory of one open workbook is kept."""

    def __init__(self, book: LiveBook, store: Store) -> None:
        self.book, self.store = book, store
        self.parts: Sequence[Any] | None
        try:
            self.all = book.handle.api.CustomXMLParts
            self.parts = list(self.all.SelectByNamespace(NAMESPACE))
        except Exception as error:
            if is_busy(error):
                raise
            self.parts = None  # the application has none

    def recall(self) -> Memory:
        """What earlier runs left, an empty memory where there was none."""
        if self.parts is None:
            return self.store.memory(self.book) or Memory()
        found = [memory for part in self.parts if (memory := _memory(part.XML)) is not None]
        return found[-1] if found else Memory()

    def keep(self, memory: Memory) -> None:
        """Puts the memory in the place of the one before; an empty one leaves nothing."""
        is_empty = not memory.cells and not memory.sheets
        text = None if is_empty else write_memory(replace(memory, added=_NEVER_EXACT)).decode()
        if self.parts is None:
            self.store.keep_memory(self.book, text)
            return
        for part in self.parts:
            part.Delete()
        if text is not None:
            self.all.Add(_DECLARATION.sub("", text))


def _memory(xml: str) -> Memory | None:
    """The memory of a part; None where somebody has tampered with it."""
    try:
        return read_memory(_DECLARATION.sub("", xml).encode())
    except (UnreadableError, ArithmeticError, LookupError, TypeError, ValueError):
        return None
