"""A page drawn into the open workbook: its texts in one block, its looks area by area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from xlperf.cells import Area, CellRef
from xlperf.messages import Message
from xlperf.ooxml.looks import LOOKS, Look
from xlperf.ooxml.newsheet import quote_sheet, row_heights
from xlperf.sheets import Page, Spot
from xlperf.targets.live.addresses import Position, cover, join
from xlperf.targets.live.calls import as_far_as_it_goes
from xlperf.targets.live.changes import handed

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 8000
"""Signs that older versions take for one cell of a block."""

_FONT, _USUAL_SIZE = "等线", 10.5
_CENTER, _LEFT, _RIGHT = -4108, -4131, -4152
_ALIGNMENTS = {"center": _CENTER, "left": _LEFT, "right": _RIGHT}
_CONTINUOUS, _THIN, _MEDIUM, _BOTTOM, _UNDERLINED = 1, 2, -4138, 9, 2
_GREY, _BLUE = 0xA6A6A6, 0x794E1F
"""Colours as the object model has them: blue, green, red."""

_LANDSCAPE, _A4 = 2, 9


def draw_page(book: xw.Book, page: Page, name: str) -> None:
    """Puts a page into a new last sheet of that name."""
    last = book.sheets[len(book.sheets) - 1]
    sheet = book.sheets.add(name, after=last)
    everything = Area(1, 1, len(page.lines), len(page.widths))
    sheet.range(str(everything)).raw_value = [list(_row(line.spots, len(page.widths))) for line in page.lines]
    for dress in _looks(book, sheet, page, everything):
        as_far_as_it_goes(dress)


def _looks(book: xw.Book, sheet: xw.Sheet, page: Page, everything: Area) -> Iterator[Callable[[], object]]:
    """What gives the page its looks, one after the other."""
    yield partial(_dress_whole, sheet.range(str(everything)).api)
    for style, positions in _by_style(page).items():
        for address in join(cover(positions)):
            yield partial(_dress, sheet.range(address).api, LOOKS[style])
    for address in join(_spans(page)):
        yield partial(_merge, sheet.range(address).api)
    yield partial(_size, sheet, page)
    yield partial(_set_up, book, sheet, page)


def _dress_whole(cells: Any) -> None:
    cells.Font.Name, cells.Font.Size, cells.VerticalAlignment = _FONT, _USUAL_SIZE, _CENTER


def _merge(cells: Any) -> None:
    cells.Merge()


def _row(spots: tuple[Spot, ...], width: int) -> Iterator[object]:
    """What each cell of a row is handed, blanks under spans and behind the last spot."""
    row: list[object] = []
    for spot in spots:
        row += [_content(spot), *[""] * (spot.span - 1)]
    yield from row + [""] * (width - len(row))


def _content(spot: Spot) -> object:
    value = str(spot.value)[:_LONGEST] if isinstance(spot.value, str | Message) else spot.value
    if isinstance(spot.link, CellRef):
        place = f"#{quote_sheet(spot.link.sheet)}!{spot.link.address}"
        return f"=HYPERLINK({_quoted(place)},{_quoted(str(value))})"
    return handed(value)


def _quoted(text: str) -> str:
    """A text within a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _by_style(page: Page) -> Mapping[str, list[Position]]:
    cells: dict[str, list[Position]] = defaultdict(list)
    for at, spot in _placed(page):
        cells[spot.style] += [(at[0], at[1] + further) for further in range(spot.span)]
    return cells


def _placed(page: Page) -> Iterator[tuple[Position, Spot]]:
    for row, line in enumerate(page.lines, 1):
        column = 1
        for spot in line.spots:
            yield (row, column), spot
            column += spot.span


def _spans(page: Page) -> Iterator[Area]:
    return (Area(*at, at[0], at[1] + spot.span - 1) for at, spot in _placed(page) if spot.span > 1)


def _dress(cells: Any, look: Look) -> None:
    """Gives cells a look, what the whole sheet has left out."""
    _dress_font(cells.Font, look)
    if look.fill:
        cells.Interior.Color = _number(look.fill)
    cells.HorizontalAlignment = _ALIGNMENTS[look.horizontal]
    cells.WrapText = look.wrapped
    if look.number_format != "General":
        cells.NumberFormat = look.number_format
    if look.has_box:
        _line(cells.Borders, _THIN, _GREY)
    if look.has_rule:
        _line(cells.Borders(_BOTTOM), _MEDIUM, _BLUE)


def _dress_font(font: Any, look: Look) -> None:
    if look.size != _USUAL_SIZE:
        font.Size = look.size
    if look.bold:
        font.Bold = True
    if look.underlined:
        font.Underline = _UNDERLINED
    if look.colour:
        font.Color = _number(look.colour)


def _line(borders: Any, weight: int, colour: int) -> None:
    borders.LineStyle, borders.Weight, borders.Color = _CONTINUOUS, weight, colour


def _number(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red + (green << 8) + (blue << 16)


def _size(sheet: xw.Sheet, page: Page) -> None:
    """Widths and heights, equal ones together."""
    for column, width in enumerate(page.widths, 1):
        sheet.range(str(Area(1, column, 1, column))).column_width = width
    rows: dict[float, list[Position]] = defaultdict(list)
    for row, height in enumerate(row_heights(page), 1):
        rows[height].append((row, 1))
    for height, positions in rows.items():
        for address in join(cover(positions)):
            sheet.range(address).api.RowHeight = height


def _set_up(book: xw.Book, sheet: xw.Sheet, page: Page) -> None:
    """What is seen and printed; without a printer there is no print set-up, and nothing is lost by it."""
    book.app.api.ActiveWindow.DisplayGridlines = False
    setup = sheet.api.PageSetup
    setup.Orientation, setup.PaperSize = _LANDSCAPE if page.landscape else 1, _A4
    setup.Zoom, setup.FitToPagesWide, setup.FitToPagesTall = False, 1, False
