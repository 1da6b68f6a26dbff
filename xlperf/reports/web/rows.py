"""The rows of a list on the page, as JSON that stands in a block of data and can never become markup."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote, unquote

from xlperf.messages import Message
from xlperf.pages.table import Spots
from xlperf.reports.json import json_text
from xlperf.sheets import Spot

KNOWN = 50_000
"""So many texts are known by their number once they have stood; `rows.js` counts with it."""

Pick = Callable[[Spots], object]
"""What a list takes of a row: a text, a number with its look, None."""

_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def row_pieces(rows: Iterable[Spots], picks: Sequence[Pick]) -> Iterator[str]:
    """The rows as a JSON list, a piece of text for each; a text that stood before is written as its number."""
    known: dict[str, int] = {}
    gap = "["
    for row in rows:
        yield gap + data_text([_known(pick(row), known) for pick in picks])
        gap = ",\n"
    yield "]" if gap != "[" else "[]"


def _known(value: object, known: dict[str, int]) -> object:
    if not isinstance(value, str):
        return value
    if (number := known.get(value)) is not None:
        return number
    if len(known) < KNOWN:
        known[value] = len(known)
    return value


def data_text(value: object) -> str:
    """JSON that no reader of HTML or of scripts takes for more.

    >>> data_text("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json_text(value)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def pick_text(place: int, lang: str) -> Pick:
    """The text of a column."""
    return lambda row: text_of(row[place].value, lang)


def pick_look(place: int) -> Pick:
    """The look of a column's cell, by which severities are known."""
    return lambda row: row[place].style


def pick_link(place: int) -> Pick:
    """Where a column's cell leads; None for nowhere."""
    return lambda row: address_of(row[place])


def pick_figure(place: int, lang: str) -> Pick:
    """A number as it shows, with what it is sorted by; what is none, as text."""
    return lambda row: _figure(row[place], lang)


def text_of(value: object, lang: str) -> str:
    """A cell's value as a text."""
    return value.text(lang) if isinstance(value, Message) else "" if value is None else str(value)


def shown(spot: Spot, lang: str) -> str:
    """What stands in a cell, a number in the digits of its look.

    >>> shown(Spot(Decimal("1234.567"), "money"), "zh"), shown(Spot(Decimal("0.97"), "percent"), "zh")
    ('1,234.57', '97.00%')
    """
    if not isinstance(spot.value, (Decimal, int)):
        return text_of(spot.value, lang)
    return _SHOWN.get(spot.style, "{:f}").format(Decimal(spot.value))


def _figure(spot: Spot, lang: str) -> object:
    if not isinstance(spot.value, (Decimal, int)):
        return text_of(spot.value, lang)
    order = float(spot.value)  # only what rows are sorted by
    return [shown(spot, lang), order if abs(order) < _ENDLESS else None]


_ENDLESS = float("inf")

_SHOWN = {"money": "{:,.2f}", "percent": "{:.2%}", "integer": "{:.0f}"}


def address_of(spot: Spot) -> str | None:
    """A cell's link as a browser follows it; the place within a workbook, which no browser knows, is left out.

    >>> address_of(Spot("H6", "link", link="区/表 %231 50%25.xlsx#'Sheet1'!H6"))
    '%E5%8C%BA/%E8%A1%A8%20%231%2050%25.xlsx'
    """
    if not isinstance(spot.link, str):
        return None
    return file_address(unquote(spot.link.partition("#")[0], errors="surrogateescape"))


def file_address(path: str) -> str:
    """A path below the page's folder as a browser follows it."""
    return quote(os.fsencode(path.replace("\\", "/") if os.sep == "\\" else path))
