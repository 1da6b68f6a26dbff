"""Our own sheets in the open workbook: 校验结果 drawn anew, and taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlperf.excel.ground import LiveGround
from xlperf.excel.patience import quietly
from xlperf.messages import Message, say
from xlperf.ooxml.memory import Memory
from xlperf.ooxml.workbook_write import free_sheet_name
from xlperf.sheets import Page
from xlperf.targets.live.pages import draw_page

if TYPE_CHECKING:
    import xlwings as xw


def drop_sheets(app: xw.App, ground: LiveGround, target: Memory) -> Iterator[Message]:
    """Takes out our sheets that the target does not have; one that the clerk's formulas refer to stays."""
    for name in ground.own.values():
        if name in target.sheets.values():
            continue
        if _is_referred(ground, name):
            yield say("工作表“{sheet}”被别处引用，保留不动", sheet=name)
        else:
            _delete(app, ground, name)


def put_sheet(app: xw.App, ground: LiveGround, page: Page) -> str:
    """Draws a page as the last sheet, in the place of an earlier one; gives the sheet's name. The sheet is shown."""
    earlier = ground.own.get(page.name)
    with quietly(app):
        if earlier is not None and not _is_referred(ground, earlier):
            _delete(app, ground, earlier)
            name = earlier
        else:
            name = free_sheet_name(page.name, tuple(ground.book.sheets))
        draw_page(ground.book.handle, page, name)
    return name


def renew_sheet(app: xw.App, ground: LiveGround, page: Page) -> None:
    """Draws a page anew where it has a sheet; the clerk stays on the sheet that was in front."""
    if page.name in ground.own:
        shown = ground.book.handle.sheets.active  # it may be a sheet of charts, which no name leads to
        is_ours = shown.name == ground.own[page.name]
        name = put_sheet(app, ground, page)
        (ground.book.handle.sheets(name) if is_ours else shown).impl.activate()


def _delete(app: xw.App, ground: LiveGround, name: str) -> None:
    with app.properties(display_alerts=False):
        ground.book.sheets[name].handle.delete()


def _is_referred(ground: LiveGround, name: str) -> bool:
    """A formula of a clerk's sheet names the sheet."""
    mention = re.compile(re.escape(name) + "'?[:!]")
    raw = (cell for sheet in ground.sheets for cell in sheet.part.scan.raw.values())
    return any(cell.formula and mention.search(cell.formula) for cell in raw)
