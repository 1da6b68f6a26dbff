"""Tables that go on on another page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.variation import PROJECTS, Variation

PageChange = Callable[[Page], Page]


def middle(page: Page, part: str = "indicators") -> int:
    """A row in the midst of a table, within a block of several rows."""
    blocks = {box.top for box in page.of(part, "level", "level1")}
    rows = sorted({box.top for box in page.of(part) if box.kind in ("value", "label")})
    within = [row for row in rows[1:] if row not in blocks] or rows[1:]
    return within[1] if len(within) > 1 else rows[-1]


def banner(page: Page, row: int, text: str, kind: str = "note") -> Box:
    return Box(row, 1, row, page.right, text, "break", kind)


def broken(*lines: str, header: bool, captions: bool = False, part: str = "indicators") -> PageChange:
    """A page break in a table: lines across, then the header again; merged cells are cut in two."""

    def change(page: Page) -> Page:
        row = middle(page, part)
        boxes = [banner(page, row + at, text) for at, text in enumerate(lines)]
        boxes += _headers_again(page, part, row + len(lines)) if header else []
        count = max(box.bottom for box in boxes) - row + 1
        wide = page.with_room(row, count, cut=True)
        return (_captioned_again(wide, page) if captions else wide).with_boxes(*boxes)

    return change


def _headers_again(page: Page, part: str, row: int) -> list[Box]:
    headers = page.of(part, "header")
    return [box.moved(down=row - headers[0].top) for box in headers]


def _captioned_again(cut: Page, page: Page) -> Page:
    """Captions and levels whose lower part was cut off say the same there."""
    said = {(box.part, box.kind, box.key, box.bottom): box.content for box in page.of()}

    def change(box: Box) -> Box:
        if box.content is not None or box.kind not in ("level", "caption"):
            return box
        shift = cut.bottom - page.bottom
        return replace(box, content=said.get((box.part, box.kind, box.key, box.bottom - shift)))

    return cut.changed(change)


def headed_again(page: Page) -> Page:
    """Title and head once more on the second page, then the header."""
    row = middle(page)
    above = [box for box in page.boxes if box.part == "head"]
    depth = max(box.bottom for box in above)
    top = min(box.top for box in above)
    again = [box.moved(down=row - top) for box in above]
    headers = _headers_again(page, "indicators", row + depth - top + 1)
    count = headers[-1].bottom - row + 1
    return page.with_room(row, count, cut=True).with_boxes(*again, *headers)


_CAPTIONS = "项目支出绩效自评表（续）"

VARIATIONS = (
    Variation("header again on a new page", page=broken(header=True)),
    Variation("header and levels again on a new page", page=broken(header=True, captions=True)),
    Variation("第2页 within the indicators", page=broken("第 2 页", header=False)),
    Variation("第2页 and the header again", page=broken("第2页 共2页", header=True)),
    Variation("续表 and the header again", page=broken("续表", header=True, captions=True)),
    Variation("the title with 续 and the header again", page=broken(_CAPTIONS, header=True)),
    Variation("a blank row within the indicators", page=lambda page: page.with_room(middle(page), 1, cut=True)),
    Variation("title and head again on a new page", page=headed_again),
    Variation("第2页 within the funds", page=broken("—2—", header=False, part="funds"), kinds=PROJECTS),
    Variation("header of the funds again", page=broken("续表", header=True, part="funds"), kinds=PROJECTS),
)
