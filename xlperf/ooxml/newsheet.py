"""Drawing a page as a worksheet part: text inline, looks appended to the workbook's styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from xlperf.cells import CellRef, column_letters
from xlperf.messages import Message
from xlperf.ooxml.patch import number_text
from xlperf.ooxml.text_size import count_lines
from xlperf.ooxml.xml_text import clean_text
from xlperf.sheets import Page, Spot

_LINE_POINTS, _PADDING, _MOST_POINTS, _TITLE_POINTS = 15.0, 4.0, 409.0, 30.0
_UNWRAPPED = ("title", "subtitle")
_LONGEST_TEXT = 32_767


class _Drawn(NamedTuple):
    """A spot in its place: 1-based row and column, its words, None for a number or nothing."""

    row: int
    column: int
    spot: Spot
    words: str | None

    @property
    def area(self) -> str:
        """The cell, or the merged range that the spot spans."""
        last = f":{column_letters(self.column + self.spot.span - 1)}{self.row}" if self.spot.span > 1 else ""
        return f"{column_letters(self.column)}{self.row}{last}"


def draw_sheet(page: Page, looks: Mapping[str, int], namespace: str) -> bytes:
    """The worksheet part of a page; `looks` are the style indexes. A text stays a text, whatever it begins with."""
    lines = list(_placed(page))
    spots = [spot for line in lines for spot in line]
    heights = _heights(page, lines)
    rows = "".join([_row(number, heights[number - 1], line, looks) for number, line in enumerate(lines, 1)])
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{_view(page)}</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="{_LINE_POINTS:g}"/>{_columns(page)}<sheetData>{rows}</sheetData>'
        f"{_filter(page)}{_merges(spots)}{_links(spots)}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{"landscape" if page.landscape else "portrait"}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def row_heights(page: Page) -> list[float]:
    """The height of each row of a page in points."""
    return _heights(page, list(_placed(page)))


def _heights(page: Page, placed: Sequence[list[_Drawn]]) -> list[float]:
    widths, lines = page.widths, zip(page.lines, placed, strict=True)
    return [line.height if line.height is not None else _row_points(drawn, widths) for line, drawn in lines]


def _placed(page: Page) -> Iterator[list[_Drawn]]:
    for row, line in enumerate(page.lines, 1):
        column, drawn = 1, []
        for spot in line.spots:
            has_words = isinstance(spot.value, str | Message)
            drawn.append(_Drawn(row, column, spot, _stored(str(spot.value)) if has_words else None))
            column += spot.span
        yield drawn


@lru_cache(maxsize=4096)  # labels and legends are the same on every result sheet
def _stored(text: str) -> str:
    return clean_text(text)[:_LONGEST_TEXT]


def _view(page: Page) -> str:
    rows = page.repeat or 0
    if not rows and not page.frozen:
        return '<sheetView showGridLines="0" workbookViewId="0"/>'
    pane = ("bottomRight" if page.frozen else "bottomLeft") if rows else "topRight"
    split = "".join(f' {name}="{count}"' for name, count in (("xSplit", page.frozen), ("ySplit", rows)) if count)
    corner = f"{column_letters(page.frozen + 1)}{rows + 1}"
    return (
        f'<sheetView showGridLines="0" workbookViewId="0"><pane{split} topLeftCell="{corner}" activePane="{pane}"'
        f' state="frozen"/><selection pane="{pane}"/></sheetView>'
    )


def _columns(page: Page) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>' for n, width in enumerate(page.widths, 1)
    )
    return f"<cols>{widths}</cols>" if widths else ""


def _row(number: int, points: float, line: list[_Drawn], looks: Mapping[str, int]) -> str:
    cells = []
    for drawn in line:
        style, span = looks[drawn.spot.style], drawn.spot.span
        cells.append(_cell(drawn, style))
        if span > 1:
            followers = range(drawn.column + 1, drawn.column + span)
            cells += [f'<c r="{column_letters(follower)}{number}" s="{style}"/>' for follower in followers]
    return f'<row r="{number}" ht="{points:g}" customHeight="1">{"".join(cells)}</row>'


def _cell(drawn: _Drawn, style: int) -> str:
    address = f"{column_letters(drawn.column)}{drawn.row}"
    if drawn.words is not None:
        return f'<c r="{address}" s="{style}" t="inlineStr"><is>{_inline(drawn.words)}</is></c>'
    value = drawn.spot.value
    if isinstance(value, Decimal | int):
        return f'<c r="{address}" s="{style}"><v>{number_text(Decimal(value))}</v></c>'
    return f'<c r="{address}" s="{style}"/>'


@lru_cache(maxsize=4096)
def _inline(words: str) -> str:
    return f'<t xml:space="preserve">{escape(words)}</t>'


def _merges(spots: list[_Drawn]) -> str:
    cells = [f'<mergeCell ref="{drawn.area}"/>' for drawn in spots if drawn.spot.span > 1]
    return f'<mergeCells count="{len(cells)}">{"".join(cells)}</mergeCells>' if cells else ""


def _links(spots: list[_Drawn]) -> str:
    """Links to cells of the same workbook; a link to a file has no place on this sheet."""
    links = "".join(
        f'<hyperlink ref="{column_letters(drawn.column)}{drawn.row}" location={quoteattr(_location(drawn.spot.link))}'
        f" display={quoteattr(drawn.words or '')}/>"
        for drawn in spots
        if isinstance(drawn.spot.link, CellRef)
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _location(ref: CellRef) -> str:
    return f"{quote_sheet(ref.sheet)}!{ref.address}"


def quote_sheet(name: str) -> str:
    """A sheet's name as a reference writes it.

    >>> quote_sheet("Bob's 表")
    "'Bob''s 表'"
    """
    return "'" + name.replace("'", "''") + "'"


def _filter(page: Page) -> str:
    if not page.repeat or not page.filtered:
        return ""
    last = column_letters(max(len(page.widths), 1))
    return f'<autoFilter ref="A{page.repeat}:{last}{page.repeat + page.filtered}"/>'


def _row_points(line: list[_Drawn], widths: tuple[float, ...]) -> float:
    """The height of a row by the text that wraps most; Excel fits no merged cell by itself."""
    lines = 1
    for drawn in line:
        if drawn.spot.style == "title":
            return _TITLE_POINTS
        if drawn.words is not None and drawn.spot.style not in _UNWRAPPED:
            width = sum(widths[drawn.column - 1 : drawn.column - 1 + drawn.spot.span])
            lines = max(lines, count_lines(drawn.words, max(width - 1.5, 1.0)))
    return min(_MOST_POINTS, lines * _LINE_POINTS + _PADDING)
