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
    """A place for a sheet: its part, the name of the sheet that it renews, else the relationship of a new one; looks.

    `part` is None where the workbook's structure is protected, so that no sheet may come in.
    """

    part: str | None
    renews: str | None
    relation: str
    looks: dict[str, int]


def reserve_sheet(ground: Ground, draft: Draft, styles: StyleAppender) -> Reserved:
    """Keeps a place free: that of the earlier result sheet, or one behind the last sheet."""
    package, workbook = ground.package, ground.package.workbook()
    if ground.result is not None:
        part = ground.parts[ground.result].part
        draft.replace(part, b"")
        return Reserved(part, ground.result, "", add_looks(styles))
    if is_locked(package.outline(workbook)):
        return Reserved(None, None, "", {})
    part = draft.free_name(posixpath.join(posixpath.dirname(part_path(workbook)), "worksheets/sheet{}.xml"))
    draft.add(part, b"", _WORKSHEET)
    draft.touch(workbook)
    return Reserved(part, None, draft.relate(workbook, "worksheet", part), add_looks(styles))


def put_sheet(ground: Ground, draft: Draft, place: Reserved, page: Page) -> str | None:
    """Draws a page in the place that was kept for it; gives the sheet's name, None where there was no place."""
    if place.part is None:
        return None
    content = draw_sheet(page, place.looks, STRICT_MAIN if draft.is_strict else MAIN)
    if place.renews is not None:
        draft.replace(place.part, content)
        return place.renews
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
