"""Headers over several rows: merged, grouped, split, numbered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.variation import Variation

PageChange = Callable[[Page], Page]
SPLITS = {
    "target": 2, "actual": 2, "reason": 6, "level3": 2, "initial_budget": 2, "full_year_budget": 2, "executed": 2,
}  # fmt: skip
"""Field → how many characters of its header stand in the upper row."""


def header_row(page: Page, part: str) -> int:
    return page.of(part, "header")[0].top


def header_bottom(page: Page, part: str) -> int:
    return max(box.bottom for box in page.of(part, "header"))


def two_rows(part: str) -> PageChange:
    """A second header row; every header is merged over both."""

    def change(page: Page) -> Page:
        row = header_bottom(page, part)
        wide = page.with_room(row + 1, 1)

        def stretched(box: Box) -> Box:
            lowest = (box.part, box.kind, box.bottom) == (part, "header", row)
            return replace(box, bottom=row + 1) if lowest else box

        return wide.changed(stretched)

    return change


def blank_row(page: Page) -> Page:
    """An empty row below the header of the indicators."""
    return page.with_room(header_bottom(page, "indicators") + 1, 1)


def grouped(part: str, keys: tuple[str, ...], text: str, merged: bool = True) -> PageChange:
    """A header above some headers; the others are merged over both rows, or stand in the lower one."""

    def change(page: Page) -> Page:
        row = header_row(page, part)
        wide = page.with_room(row, 1)
        members = [box for key in keys for box in wide.of(part, "header", key)]
        if len(members) < len(keys) or not _adjoin(members):
            return page

        def stretched(box: Box) -> Box:
            beside = box.top == row + 1 and box not in members and (merged or box.kind == "caption")
            return replace(box, top=row) if beside else box

        left, right = min(b.left for b in members), max(b.right for b in members)
        return wide.changed(stretched).with_boxes(Box(row, left, row, right, text, part, "header", "group"))

    return change


def _adjoin(boxes: Sequence[Box]) -> bool:
    """Boxes without another between them."""
    return all(left.right + 1 == right.left for left, right in pairwise(boxes))


def split(part: str, keys: tuple[str, ...], merged: bool) -> PageChange:
    """Headers of two cells below each other, 年度 and 指标值; the others are merged over both rows, or not."""

    def parts(box: Box) -> list[Box]:
        if (box.part, box.kind) != (part, "header"):
            return [box]
        if box.key not in keys:
            return [replace(box, bottom=box.top + 1) if merged else box]
        text, at = str(box.content), SPLITS[box.key]
        return [replace(box, content=text[:at]), replace(box.moved(down=1), content=text[at:])]

    def change(page: Page) -> Page:
        row = header_row(page, part)
        if header_bottom(page, part) > row:
            return page
        return replace(page, boxes=tuple(new for box in page.with_room(row + 1, 1).boxes for new in parts(box)))

    return change


def numbered(part: str, first: str, style: Callable[[int], str]) -> PageChange:
    """A row that numbers the columns: 栏次, 1, 2, 3."""

    def change(page: Page) -> Page:
        headers = sorted((b for b in page.of(part, "header") if b.key != "group"), key=lambda box: box.left)
        row = header_bottom(page, part) + 1
        texts = [first, *(style(at) for at in range(1, len(headers)))]
        boxes = (
            replace(box, top=row, bottom=row, content=text, kind="note")
            for box, text in zip(headers, texts, strict=True)
        )
        return page.with_room(row, 1).with_boxes(*boxes)

    return change


def captioned_above(page: Page) -> Page:
    """The label of the indicators on a row of its own above them, and nothing beside them."""
    row = header_row(page, "indicators")
    captions = page.of("indicators", "caption")
    if not captions:
        return page
    above = Box(row, 1, row, page.right, captions[0].content, "indicators", "caption")
    rest = page.changed(lambda box: None if box is captions[0] else box)
    return rest.with_room(row, 1).with_boxes(above)


def uncaptioned(page: Page) -> Page:
    """No label beside any table."""
    return page.changed(
        lambda box: replace(box, content=None) if box.part == "indicators" and box.kind == "caption" else box
    )


def widened(*keys: str) -> Callable[[Plan], Plan]:
    """Columns of the indicators that take two columns of the sheet each, header and values merged."""

    def change(plan: Plan) -> Plan:
        columns = tuple(replace(c, width=2) if c.key in keys else c for c in plan.indicators.columns)
        return replace(plan, indicators=replace(plan.indicators, columns=columns))

    return change


_VALUES = ("target", "actual")
_AMOUNTS = ("full_year_budget", "executed")

VARIATIONS = (
    Variation("headers of the indicators merged over two rows", page=two_rows("indicators")),
    Variation("headers of the funds merged over two rows", page=two_rows("funds")),
    Variation("an empty row below the header", page=blank_row),
    Variation("a header above target and actual", page=grouped("indicators", _VALUES, "指标值")),
    Variation("a header above target and actual, nothing merged", page=grouped("indicators", _VALUES, "指标值", False)),
    Variation("a header above the levels", page=grouped("indicators", ("level1", "level2", "level3"), "绩效指标")),
    Variation("a header above points and score", page=grouped("indicators", ("weight", "score"), "评分情况")),
    Variation("a header above the amounts", page=grouped("funds", _AMOUNTS, "预算执行情况")),
    Variation("a header above rate and score", page=grouped("funds", ("execution_rate", "score"), "执行情况")),
    Variation("words over two cells of two rows", page=split("indicators", (*_VALUES, "reason"), True)),
    Variation("words over two cells, the others above", page=split("indicators", (*_VALUES, "reason"), False)),
    Variation("words over two cells of the funds", page=split("funds", ("initial_budget", *_AMOUNTS), True)),
    Variation("words over two cells of the funds, the others above", page=split("funds", _AMOUNTS, False)),
    Variation("a row that numbers the columns", page=numbered("indicators", "栏次", str)),
    Variation("columns numbered in circles", page=numbered("indicators", "①", lambda n: chr(0x2460 + n))),
    Variation("a row that letters the columns of the funds", page=numbered("funds", "栏次", lambda n: "ABCDEFGH"[n])),
    Variation("the label of the indicators above them", page=captioned_above),
    Variation("no label beside the indicators", page=uncaptioned),
    Variation("target and actual over two columns", plan=widened(*_VALUES)),
    Variation("names and reasons over two columns", plan=widened("level3", "reason")),
    Variation("points and scores over two columns", plan=widened("weight", "score")),
)
