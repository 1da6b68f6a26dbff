"""The result sheet in its package: its place kept free first, drawn when it is known what it has to tell."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from xlperf.ooxml.draft import Draft, part_path
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.looks import add_looks
from xlperf.ooxml.newsheet import draw_sheet
from xlperf.ooxml.style_write import MAIN, STRICT_MAIN, StyleAppender
from xlperf.ooxml.workbook_write import add_sheet, free_sheet_name, is_locked, repeat_rows
from xlperf.sheets import Page

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Reserved(NamedTuple):
    """A place for a sheet: its part, the relationship of the workbook to it, and the looks that it may use."""

    part: str
    relation: str
    looks: dict[str, int]


def reserve_sheet(ground: Ground, draft: Draft, styles: StyleAppender) -> Reserved | None:
    """Keeps a place free behind the last sheet; None where the workbook's structure is protected."""
    package, workbook = ground.package, ground.package.workbook()
    if is_locked(package.outline(workbook)):
        return None
    part = draft.free_name(posixpath.join(posixpath.dirname(part_path(workbook)), "worksheets/sheet{}.xml"))
    draft.add(part, b"", _WORKSHEET)
    draft.touch(workbook)
    return Reserved(part, draft.relate(workbook, "worksheet", part), add_looks(styles))


def put_sheet(ground: Ground, draft: Draft, place: Reserved, page: Page) -> str:
    """Draws a page in the place that was kept for it; gives the sheet's name."""
    content = draw_sheet(page, place.looks, STRICT_MAIN if draft.is_strict else MAIN)
    draft.added[place.part] = content
    workbook, taken = ground.package.workbook(), _taken(ground)
    root, name = ground.package.outline(workbook), free_sheet_name(page.name, taken)
    draft.splice(workbook, add_sheet(root, name, place.relation, draft.relations))
    if page.repeat:
        draft.splice(workbook, repeat_rows(root, name, len(taken), page.repeat))
    return name


def _taken(ground: Ground) -> list[str]:
    sheets = ground.package.outline(ground.package.workbook()).child("sheets")
    return [entry.attributes.get("name", "") for entry in sheets.all("sheet")] if sheets else []
