"""What a command works with: the open workbook, the one who speaks to the clerk, what was chosen and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from xlperf.errors import UsageError
from xlperf.evaluation import Options
from xlperf.excel.ground import LiveGround, locate, make_ground
from xlperf.excel.keeping import Keeper
from xlperf.excel.own_sheets import drop_sheets
from xlperf.excel.patience import patiently, quietly, wait_until_ready
from xlperf.excel.reading import read_live
from xlperf.excel.session import Store
from xlperf.excel.transition import changes_between, protected_left
from xlperf.messages import Message, say
from xlperf.ooxml.memory import Memory
from xlperf.targets.live.calls import member
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
        """The workbook as it stands, read now. Raises BusyError."""
        wait_until_ready(self.app)
        live = read_live(self.book)
        keeper = Keeper(live, self.store)
        return Sitting(self, make_ground(live, keeper.recall()), keeper)


def active_book(app: xw.App) -> xw.Book:
    """The workbook in front. Raises UsageError where there is none that can be worked on."""
    book = patiently(lambda: app.books.active)
    if member(book.impl, "xl", book) is None:  # what xlwings wraps where there is none
        raise UsageError(
            say("没有打开的工作簿。"), say("请先打开自评表；窗口上方有“启用编辑”或“启用内容”的，请先点它。")
        )
    return book


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
        target, protected = protected_left(self.ground, target)
        if target != self.ground.kept:
            self.keeper.keep(target)
        self.desk.store.remember(self.ground.book, self.ground.what_stands(), target)
        return [*protected, *drop_sheets(self.desk.app, self.ground, target), *self._write(target)]

    def _write(self, target: Memory) -> Iterator[Message]:
        changes = [change for change in changes_between(self.ground, target) if change]
        if not changes:
            return
        figures = any(change.contents for change in changes)
        with quietly(self.desk.app, figures=figures):
            for change in changes:
                yield from apply_changes(change)
        if figures and self.desk.app.calculation == "manual":
            self.desk.app.calculate()

    def before(self) -> Memory | None:
        """What there was before the last step, None where that cannot be told."""
        before = self.desk.store.before(self.ground.book, self.ground.kept)
        return locate(self.ground.book, before) if before is not None else None
