"""Links to cells of the same workbook, and to workbooks beside it."""

from __future__ import annotations

from xlsxwriter.url import Url

from xlperf.cells import CellRef
from xlperf.pages.links import quote_sheet

MAX_LENGTH = 2000
"""Excel drops longer links with a repair dialog (its limit is 2,079)."""

_ESCAPES = str.maketrans({sign: f"%{ord(sign):02x}" for sign in ' "<>[]^`{}'})


def make_link(link: CellRef | str, text: str) -> Url | None:
    """A link that shows `text`; None where the way is too long for Excel, or a name no text can spell."""
    if isinstance(link, CellRef):
        return _named(Url(f"internal:{quote_sheet(link.sheet)}!{link.address}"), text)
    path, _, place = link.partition("#")
    target = path.translate(_ESCAPES)
    is_spelled = not any("\ud800" <= sign <= "\udfff" for sign in path)
    if max(len(target), len(place)) > MAX_LENGTH or not is_spelled:
        return None
    url = Url(f"external:{path}#{place}" if place else f"external:{path}")
    # xlsxwriter writes backslashes, which only Windows follows; forward slashes lead there in every program.
    url._relationship_link = target
    return _named(url, text)


def _named(url: Url, text: str) -> Url:
    url.text = text
    return url
