"""What a command works with: the open workbook, the one who speaks to the clerk, what was chosen and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from xlperf.evaluation import Options
from xlperf.excel.ground import LiveGround, locate, make_ground
from xlperf.excel.keeping import Keeper
from xlperf.excel.reading import read_live
from xlperf.excel.session import Store
from xlperf.excel.transition import changes_between
from xlperf.messages import Message
from xlperf.ooxml.memory import Memory
from xlperf.targets.live.changes import apply_changes

if TYPE_CHECKING:
    import xlwings as xw


class Voice(Protocol):
    """Speaks to the clerk."""

    def tell(self, *lines: Message) -> None:
        """Says something that the clerk reads before going on."""


@dataclass(frozen=True)
class Desk:
    """An application with its open workbook, and what a command needs beside it."""

    app: xw.App
    book: xw.Book
    voice: Voice
    store: Store
    options: Options

    def open(self) -> Sitting:
        """The workbook as it stands, read now."""
        live = read_live(self.book)
        keeper = Keeper(live, self.store)
        return Sitting(self, make_ground(live, keeper.recall()), keeper)


@dataclass(frozen=True)
class Sitting:
    """One command's work on the workbook: read once, changed once."""

    desk: Desk
    ground: LiveGround
    keeper: Keeper

    def step(self, target: Memory) -> list[Message]:
        """Makes of the workbook what the target says, and remembers how to go back; tells what was refused.

        The memory is kept first: a step that is broken off can be taken back all the same.
        """
        changes = [change for change in changes_between(self.ground, target) if change]
        if target != self.ground.kept:
            self.keeper.keep(target)
        self.desk.store.remember(self.ground.book, self.ground.memory, target)
        if not changes:
            return []
        with quietly(self.desk.app):
            return [message for change in changes for message in apply_changes(change)]

    def before(self) -> Memory | None:
        """What there was before the last step, None where that cannot be told."""
        before = self.desk.store.before(self.ground.book, self.ground.kept)
        return locate(self.ground.book, before) if before is not None else None


@contextmanager
def quietly(app: xw.App) -> Iterator[None]:
    """Without redrawing, recalculating and events while cells are written."""
    with app.properties(screen_updating=False, calculation="manual", enable_events=False):
        yield
