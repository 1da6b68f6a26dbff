"""Looks of the open workbook's cells: all in one call where the application has it, else area by area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area, parse_address, read_area
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.places import Position
from xlperf.ooxml.xml_spreadsheet import Looks, read_looks
from xlperf.targets.live.addresses import halve, short
from xlperf.targets.live.calls import is_busy

if TYPE_CHECKING:
    import xlwings as xw

_XML_SPREADSHEET = 11
"""XlRangeValueDataType.xlRangeValueXMLSpreadsheet."""


def read_live_looks(sheet: xw.Sheet, cells: xw.Range, area: Area) -> Looks:
    """The looks of a range that begins at A1. WPS may not have the one call that tells them all."""
    try:
        looks = read_looks(cells.api.GetValue(_XML_SPREADSHEET).encode())
        return looks if len(looks.notes) == _count_notes(sheet) else replace(looks, notes=dict(_notes(sheet)))
    except Exception as error:
        if is_busy(error):
            raise
    return Looks(dict(_formats(sheet, area)), None, tuple(_merges(sheet, area)), dict(_notes(sheet)))


def _count_notes(sheet: xw.Sheet) -> int:
    """How many notes there are: where the one call tells others, such as threaded comments, they are asked for."""
    return int(sheet.api.Comments.Count)


def _formats(sheet: xw.Sheet, area: Area) -> Iterator[tuple[Position, str]]:
    for part, code in _uniform(sheet, area, "number_format"):
        if code is not None and code != GENERAL:
            yield from ((at, code) for at in part.positions())


def _merges(sheet: xw.Sheet, area: Area) -> Iterator[Area]:
    seen: set[Position] = set()
    for part, is_merged in _uniform(sheet, area, "merge_cells"):
        for at in part.positions() if is_merged else ():
            if at not in seen:
                merge = read_area(sheet.range(short(Area(*at, *at))).merge_area.address.replace("$", ""))
                assert merge is not None  # an address of the application's own
                seen.update(merge.positions())
                yield merge


def _uniform(sheet: xw.Sheet, area: Area, name: str) -> Iterator[tuple[Area, Any]]:
    """Parts of an area whose cells have the same of something, with what they have."""
    value = getattr(sheet.range(short(area)), name)
    if value is not None or area.size == 1:
        yield area, value
        return
    for half in halve(area):
        yield from _uniform(sheet, half, name)


def _notes(sheet: xw.Sheet) -> Iterator[tuple[Position, str]]:
    for note in sheet.notes:
        yield parse_address(note.location.address.replace("$", "")), note.text
