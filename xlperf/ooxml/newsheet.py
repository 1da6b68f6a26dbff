"""Drawing a page as a worksheet part: text inline, looks appended to the workbook's styles."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from xlperf.cells import CellRef, column_letters
from xlperf.messages import Message
from xlperf.ooxml.looks import add_looks
from xlperf.ooxml.notes import clean_text
from xlperf.ooxml.patch import number_text
from xlperf.ooxml.style_write import StyleAppender
from xlperf.sheets import Line, Page, Spot

_LINE_POINTS, _PADDING, _MOST_POINTS, _TITLE_POINTS = 15.0, 4.0, 409.0, 30.0
_UNWRAPPED = ("title", "subtitle")
_LONGEST_TEXT = 32_767


def draw_sheet(page: Page, styles: StyleAppender, namespace: str) -> bytes:
    """The worksheet part of a page. A text stays a text, whatever sign it begins with."""
    looks = add_looks(styles)
    rows = "".join(_row(number, line, page.widths, looks) for number, line in enumerate(page.lines, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{_view(page)}</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="{_LINE_POINTS:g}"/>{_columns(page)}<sheetData>{rows}</sheetData>'
        f"{_filter(page)}{_merges(page)}{_links(page)}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{"landscape" if page.landscape else "portrait"}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


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


def _row(number: int, line: Line, widths: tuple[float, ...], looks: dict[str, int]) -> str:
    cells = "".join(_cells(number, line, looks))
    height = line.height if line.height is not None else line_points(line, widths)
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>'


def _cells(row: int, line: Line, looks: dict[str, int]) -> Iterator[str]:
    for column, spot in _placed(line):
        style = looks[spot.style]
        yield _cell(f"{column_letters(column)}{row}", spot, style)
        for follower in range(column + 1, column + spot.span):
            yield f'<c r="{column_letters(follower)}{row}" s="{style}"/>'


def _cell(address: str, spot: Spot, style: int) -> str:
    if spot.value is None:
        return f'<c r="{address}" s="{style}"/>'
    if isinstance(spot.value, Decimal | int):
        return f'<c r="{address}" s="{style}"><v>{number_text(Decimal(spot.value))}</v></c>'
    text = escape(clean_text(str(spot.value))[:_LONGEST_TEXT])
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _placed(line: Line) -> Iterator[tuple[int, Spot]]:
    """Each spot with the 1-based column where it begins."""
    column = 1
    for spot in line.spots:
        yield column, spot
        column += spot.span


def _merges(page: Page) -> str:
    areas = [
        f"{column_letters(column)}{row}:{column_letters(column + spot.span - 1)}{row}"
        for row, line in enumerate(page.lines, 1)
        for column, spot in _placed(line)
        if spot.span > 1
    ]
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f'<mergeCells count="{len(areas)}">{cells}</mergeCells>' if areas else ""


def _links(page: Page) -> str:
    """Links to cells of the same workbook; a link to a file has no place on this sheet."""
    links = "".join(
        f'<hyperlink ref="{column_letters(column)}{row}" location={quoteattr(_location(spot.link))}'
        f" display={quoteattr(clean_text(str(spot.value)))}/>"
        for row, line in enumerate(page.lines, 1)
        for column, spot in _placed(line)
        if isinstance(spot.link, CellRef)
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


def line_points(line: Line, widths: tuple[float, ...]) -> float:
    """The height of a row in points, by the text that wraps most; Excel fits no merged cell by itself."""
    if any(spot.style == "title" for spot in line.spots):
        return _TITLE_POINTS
    rows = max((_wrapped_rows(spot, widths[column - 1 :][: spot.span]) for column, spot in _placed(line)), default=1)
    return min(_MOST_POINTS, rows * _LINE_POINTS + _PADDING)


def _wrapped_rows(spot: Spot, widths: tuple[float, ...]) -> int:
    if not isinstance(spot.value, str | Message) or spot.style in _UNWRAPPED:
        return 1
    room = max(sum(widths) - 1.5, 1.0)
    return sum(max(1, ceil(_sign_width(part) / room)) for part in str(spot.value).split("\n"))


def _sign_width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
