"""Links from the summary into the validated workbooks beside it."""

from __future__ import annotations

from dataclasses import replace

from xlperf.cells import CellRef
from xlperf.sheets import Line, Page, Spot


def output_spot(path: str, output: str | None) -> Spot:
    """The validated workbook as a link; the source's name where there is none."""
    return Spot(path) if output is None else Spot(output, "link", link=link_path(output))


def place_spot(output: str | None, ref: CellRef | None) -> Spot:
    """A cell's address as a link to it in the validated workbook."""
    if ref is None:
        return Spot("—")
    if output is None:
        return Spot(ref.address)
    return Spot(ref.address, "link", link=f"{link_path(output)}#{quote_sheet(ref.sheet)}!{ref.address}")


def link_into(page: Page, file: str) -> Page:
    """The page with its links to cells leading into a workbook beside it."""
    return replace(page, lines=tuple(_line_into(line, link_path(file)) for line in page.lines))


def _line_into(line: Line, path: str) -> Line:
    return replace(line, spots=tuple(_spot_into(spot, path) for spot in line.spots))


def _spot_into(spot: Spot, path: str) -> Spot:
    ref = spot.link
    if not isinstance(ref, CellRef):
        return spot
    return spot._replace(link=f"{path}#{quote_sheet(ref.sheet)}!{ref.address}")


def link_path(path: str) -> str:
    """A relative path as a link: forward slashes, and a # or % of a name not taken for more.

    >>> link_path("区\\\\表 #1.xlsx")
    '区/表 %231.xlsx'
    """
    return path.replace("\\", "/").replace("%", "%25").replace("#", "%23")


def quote_sheet(name: str) -> str:
    """A sheet's name as references write it.

    >>> quote_sheet("Bob's 表")
    "'Bob''s 表'"
    """
    return "'" + name.replace("'", "''") + "'"
