"""Draws a page into a workbook of xlsxwriter: cells, links, widths, heights, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.messages import Message
from xlperf.pages.parts import full_line
from xlperf.pages.table import FULL
from xlperf.reports.heights import line_height
from xlperf.reports.hyperlinks import make_link
from xlperf.reports.looks import add_formats
from xlperf.sheets import Line, Page, Spot

A4 = 9

MAX_LINKS = 65_530
"""Excel's limit of links on a sheet; what lies beyond is written as text."""

MAX_ROWS = 1_048_576
"""Excel's limit of rows on a sheet; xlsxwriter passes over what lies beyond without a word."""

LARGEST = 9.99999999999999e307
"""Excel refuses a file with a larger number."""

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""For Workbook: a text that starts with = + - @ or looks like an address stays a text."""


class Drawer:
    """Draws pages into one workbook, in the language of its reader."""

    def __init__(self, workbook: Workbook, lang: str = "zh") -> None:
        """Adds the pages' looks to the workbook."""
        self._workbook = workbook
        self._formats: Mapping[str, Format] = add_formats(workbook)
        self._lang = lang

    def draw_page(self, page: Page, lines: Iterable[Line] | None = None) -> Worksheet:
        """The page as a new last sheet; `lines` are its lines where they are too many for the page to hold."""
        sheet = self._workbook.add_worksheet(page.name)
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        for row, line in enumerate(within_rows(page.lines if lines is None else lines, len(page.widths))):
            self._draw_line(sheet, row, line, page.widths)
        self._offer_choices(sheet, page)
        set_up_view(sheet, page)
        set_up_print(sheet, page)
        return sheet

    def _offer_choices(self, sheet: Worksheet, page: Page) -> None:
        """A list to choose from in each cell where one of a few words is to be put."""
        if page.repeat is None or not page.filtered:
            return
        for column, words in page.choices:
            rule = {"validate": "list", "source": [word.text(self._lang) for word in words]}
            sheet.data_validation(page.repeat, column, page.repeat + page.filtered - 1, column, rule)

    def _draw_line(self, sheet: Worksheet, row: int, line: Line, widths: tuple[float, ...]) -> None:
        column = 0
        texts = []
        for spot in line.spots:
            if text := self._draw_spot(sheet, row, column, spot):
                texts.append((text, spot.style, sum(widths[column : column + spot.span])))
            column += spot.span
        sheet.set_row(row, line.height or line_height(texts))

    def _draw_spot(self, sheet: Worksheet, row: int, column: int, spot: Spot) -> str:
        """One cell, over its span; a link is written last, since a merge would wipe it. Gives its text, if any."""
        look = self._formats[spot.style]
        if spot.span > 1:
            sheet.merge_range(row, column, row, column + spot.span - 1, "", look)
        number = finite(spot.value)
        text = self._text(spot.value) if number is None or spot.link is not None else ""
        link = make_link(spot.link, text) if spot.link is not None and sheet.hlink_count < MAX_LINKS else None
        if link is not None:
            sheet.write_url(row, column, link, look)
        elif spot.formula is not None:
            sheet.write_formula(row, column, f"={spot.formula}", look, "" if number is None else number)
        elif number is not None:
            sheet.write_number(row, column, number, look)
        elif text:
            sheet.write_string(row, column, text, look)
        else:
            sheet.write_blank(row, column, None, look)
        return text

    def _text(self, value: object) -> str:
        """A value as text; half of a surrogate pair, which no file can hold, becomes a question mark."""
        text = value.text(self._lang) if isinstance(value, Message) else "" if value is None else str(value)
        return text.encode("utf-8", "replace").decode("utf-8")


def within_rows(lines: Iterable[Line], columns: int) -> Iterator[Line]:
    """The lines that a sheet has room for; where there are more, the last says so."""
    left = iter(lines)
    yield from islice(left, MAX_ROWS - 1)
    last = next(left, None)
    if last is not None:
        is_last = next(left, None) is None
        yield last if is_last else full_line(FULL, "warning", columns)


def finite(value: object) -> float | None:
    """A number as Excel stores it; None for what is none, or beyond its range."""
    if not isinstance(value, (Decimal, int)):
        return None
    number = float(Decimal(value))
    return number if abs(number) <= LARGEST else None


def set_up_view(sheet: Worksheet, page: Page) -> None:
    """What stays in view, and the filter."""
    sheet.hide_gridlines(2)
    if page.repeat is not None:
        sheet.freeze_panes(page.repeat, page.frozen)
    if page.repeat is not None and page.filtered:
        sheet.autofilter(page.repeat - 1, 0, page.repeat - 1 + page.filtered, len(page.widths) - 1)


def set_up_print(sheet: Worksheet, page: Page) -> None:
    """A4, one page wide, page numbers, the header row on each page."""
    sheet.set_paper(A4)
    sheet.set_landscape() if page.landscape else sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&L&9&A&R&9&P / &N")
    if page.repeat is not None:
        sheet.repeat_rows(page.repeat - 1)
