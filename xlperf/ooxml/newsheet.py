"""Drawing a page as a worksheet part: text inline, looks appended to the workbook's styles."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from xlperf.cells import CellRef, column_letters
from xlperf.messages import Message
from xlperf.ooxml.patch import number_text
from xlperf.ooxml.text_size import count_lines
from xlperf.ooxml.xml_text import clean_text
from xlperf.sheets import Line, Page

_LINE_POINTS, _PADDING, _MOST_POINTS, _TITLE_POINTS = 15.0, 4.0, 409.0, 30.0
_UNWRAPPED = ("title", "subtitle")
_LONGEST_TEXT = 32_767
_WORDED = (str, Message)


class _Drawing:
    """The rows of a page as they are drawn, and what the sheet lists behind them: merged ranges and links."""

    def __init__(self, page: Page, looks: Mapping[str, int]) -> None:
        self._looks = looks
        self.merges, self.links = list[str](), list[str]()
        self.rows = [self._row(number, line, page.widths) for number, line in enumerate(page.lines, 1)]

    def _row(self, number: int, line: Line, widths: tuple[float, ...]) -> str:
        column, words = 1, _words(line)
        cells: list[str] = []
        for spot, told in zip(line.spots, words, strict=True):
            address, style, last = f"{column_letters(column)}{number}", self._looks[spot.style], column + spot.span - 1
            cells.append(_cell(address, style, spot.value, told))
            if last > column:
                cells.append(_followers(column + 1, last, style).format(number))
                self.merges.append(f'<mergeCell ref="{address}:{column_letters(last)}{number}"/>')
            if isinstance(spot.link, CellRef):  # a link to a file has no place on this sheet
                self.links.append(_link(address, spot.link, told or ""))
            column = last + 1
        points = _row_points(line, words, widths)
        return f'<row r="{number}" ht="{points:g}" customHeight="1">{"".join(cells)}</row>'


def draw_sheet(page: Page, looks: Mapping[str, int], namespace: str) -> bytes:
    """The worksheet part of a page; `looks` are the style indexes. A text stays a text, whatever it begins with."""
    drawn = _Drawing(page, looks)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{_view(page)}</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="{_LINE_POINTS:g}"/>{_columns(page)}'
        f"<sheetData>{''.join(drawn.rows)}</sheetData>"
        f"{_filter(page)}{_merges(drawn.merges)}{_links(drawn.links)}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{"landscape" if page.landscape else "portrait"}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def row_heights(page: Page) -> list[float]:
    """The height of each row of a page in points."""
    return [_row_points(line, _words(line), page.widths) for line in page.lines]


def _words(line: Line) -> list[str | None]:
    """The words of each spot, None for a number or nothing."""
    return [_stored(str(spot.value)) if isinstance(spot.value, _WORDED) else None for spot in line.spots]


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


def _cell(address: str, style: int, value: Decimal | int | str | Message | None, words: str | None) -> str:
    if words is not None:
        return f'<c r="{address}" s="{style}" t="inlineStr"><is>{_inline(words)}</is></c>'
    if isinstance(value, Decimal | int):
        return f'<c r="{address}" s="{style}"><v>{number_text(Decimal(value))}</v></c>'
    return f'<c r="{address}" s="{style}"/>'


@lru_cache(maxsize=1024)
def _followers(first: int, last: int, style: int) -> str:
    """The cells that a spot spans besides its own, with ``{0}`` for the row."""
    return "".join([f'<c r="{column_letters(column)}{{0}}" s="{style}"/>' for column in range(first, last + 1)])


@lru_cache(maxsize=4096)
def _inline(words: str) -> str:
    return f'<t xml:space="preserve">{escape(words)}</t>'


def _merges(cells: list[str]) -> str:
    return f'<mergeCells count="{len(cells)}">{"".join(cells)}</mergeCells>' if cells else ""


def _links(links: list[str]) -> str:
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _link(address: str, target: CellRef, words: str) -> str:
    """A link to a cell of the same workbook."""
    return f'<hyperlink ref="{address}" location={quoteattr(_location(target))} display={quoteattr(words)}/>'


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


def _row_points(line: Line, words: list[str | None], widths: tuple[float, ...]) -> float:
    """The height of a row, its own or that of the text that wraps most; Excel fits no merged cell by itself."""
    if line.height is not None:
        return line.height
    lines, first = 1, 0
    for spot, told in zip(line.spots, words, strict=True):
        if spot.style == "title":
            return _TITLE_POINTS
        if told is not None and spot.style not in _UNWRAPPED:
            width = sum(widths[first : first + spot.span])
            lines = max(lines, count_lines(told, max(width - 1.5, 1.0)))
        first += spot.span
    return min(_MOST_POINTS, lines * _LINE_POINTS + _PADDING)
