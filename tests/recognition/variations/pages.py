"""Where the form stands: moved, spread, repeated, among other sheets, with nothing or everything merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.page import Page
from tests.recognition.variations.variation import Pages, Variation

PageChange = Callable[[Page], Page]
PagesChange = Callable[[Pages], Pages]


def moved(down: int, right: int) -> PageChange:
    return lambda page: page.moved(down, right)


def spread(step: int, width: int = 1) -> PageChange:
    """Free columns before every n-th column; what lies across is merged over them."""

    def change(page: Page) -> Page:
        for column in range(page.right, 1, -step):
            page = page.with_gap(column, width)
        return page

    return change


def gaps(page: Page) -> Page:
    """Free columns between the columns, with nothing merged over them."""
    return page.changed(lambda b: replace(b, left=2 * b.left - 1, right=2 * b.right - 1))


def blank_rows(*parts: str) -> PageChange:
    """A free row above each of the parts."""

    def change(page: Page) -> Page:
        for part in parts:
            boxes = page.of(part)
            page = page.with_room(boxes[0].top, 1) if boxes else page
        return page

    return change


def nothing_merged(page: Page) -> Page:
    """Only the top left cell of every merged range is left."""
    return page.changed(lambda box: replace(box, bottom=box.top, right=box.left))


def rows_unmerged(page: Page) -> Page:
    return page.changed(lambda box: replace(box, bottom=box.top))


def columns_unmerged(page: Page) -> Page:
    return page.changed(lambda box: replace(box, right=box.left))


def filled(page: Page) -> Page:
    """Merged ranges taken apart, their text in each of their cells."""
    boxes = (
        replace(box, top=row, bottom=row, left=column, right=column)
        for box in page.boxes
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
    )
    return replace(page, boxes=tuple(boxes))


VARIATIONS = (
    Variation("from B2", page=moved(1, 1)),
    Variation("from H31", page=moved(30, 7)),
    Variation("from A1001", page=moved(1000, 0)),
    Variation("each column over two columns", page=spread(1)),
    Variation("every third column over three columns", page=spread(3, 2)),
    Variation("blank columns between", page=gaps),
    Variation("blank rows between the blocks", page=blank_rows("funds", "goals", "indicators", "total")),
    Variation(
        "a blank row below the title", page=lambda page: page.with_room(page.of("head", "title")[0].bottom + 1, 2)
    ),
    Variation("nothing merged", page=nothing_merged),
    Variation("nothing merged over rows", page=rows_unmerged),
    Variation("nothing merged over columns", page=columns_unmerged),
    Variation("merged cells taken apart and filled", page=filled),
)
