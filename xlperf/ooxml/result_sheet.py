"""Our own sheets in a package: their places kept free first, drawn when it is known what they have to tell."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import NamedTuple

from xlperf.ooxml.draft import Draft, part_path
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.looks import add_looks
from xlperf.ooxml.newsheet import draw_sheet
from xlperf.ooxml.style_write import MAIN, STRICT_MAIN, StyleAppender
from xlperf.ooxml.workbook_write import add_sheets, free_sheet_name, is_locked, repeat_rows
from xlperf.sheets import Page

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Reserved(NamedTuple):
    """A place for a sheet: its part, the relationship of the workbook to it, and the looks that it may use."""

    part: str
    relation: str
    looks: dict[str, int]


def reserve_sheets(ground: Ground, draft: Draft, styles: StyleAppender, count: int) -> tuple[Reserved, ...]:
    """Keeps places free behind the last sheet; none where the workbook's structure is protected."""
    package, workbook = ground.package, ground.package.workbook()
    if not count or is_locked(package.outline(workbook)):
        return ()
    draft.touch(workbook)
    looks = add_looks(styles)
    return tuple(_reserve(draft, workbook, looks) for _ in range(count))


def _reserve(draft: Draft, workbook: str, looks: dict[str, int]) -> Reserved:
    part = draft.free_name(posixpath.join(posixpath.dirname(part_path(workbook)), "worksheets/sheet{}.xml"))
    draft.add(part, b"", _WORKSHEET)
    return Reserved(part, draft.relate(workbook, "worksheet", part), looks)


def put_sheets(ground: Ground, draft: Draft, places: Sequence[Reserved], pages: Sequence[Page]) -> dict[str, str]:
    """Draws each page in the place that was kept for it; gives each page's name with its sheet's."""
    workbook, taken = ground.package.workbook(), _taken(ground)
    root, names = ground.package.outline(workbook), dict[str, str]()
    for place, page in zip(places, pages, strict=True):
        draft.added[place.part] = draw_sheet(page, place.looks, STRICT_MAIN if draft.is_strict else MAIN)
        names[page.name] = free_sheet_name(page.name, (*taken, *names.values()))
    relations = [place.relation for place in places]
    draft.splice(workbook, add_sheets(root, list(zip(names.values(), relations, strict=True)), draft.relations))
    rows = [
        (names[page.name], index, page.repeat)
        for index, page in enumerate(pages, len(taken))
        if page.repeat is not None
    ]
    draft.splice(workbook, repeat_rows(root, rows))
    return names


def _taken(ground: Ground) -> list[str]:
    sheets = ground.package.outline(ground.package.workbook()).child("sheets")
    return [entry.attributes.get("name", "") for entry in sheets.all("sheet")] if sheets else []
