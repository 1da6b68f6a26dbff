"""What no vocabulary knows: it must be named, and leave everything else as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.breaks import middle
from tests.recognition.variations.columns import added, always, nothing
from tests.recognition.variations.heads import further
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.variation import PROJECTS, Variation

PageChange = Callable[[Page], Page]
NAME = "归口联络处室"
"""A label that no form prints."""


def row_within(part: str, label: str, text: str) -> PageChange:
    """A row of another kind in the midst of a table: a label and a text across."""

    def change(page: Page) -> Page:
        row = middle(page, part)
        left = 2 if page.of(part, "caption") else 1
        boxes = (
            Box(row, left, row, left, label, "unknown", "note"),
            Box(row, left + 1, row, page.right, text, "unknown", "note"),
        )
        return page.with_room(row, 1).with_boxes(*boxes)

    return change


def row_before(part: str, label: str, text: str) -> PageChange:
    """A row of another kind above a block."""

    def change(page: Page) -> Page:
        below = page.of(part)
        if not below:
            return page
        row = below[0].top
        boxes = (
            Box(row, 1, row, 2, label, "unknown", "note"),
            Box(row, 3, row, page.right, text, "unknown", "note"),
        )
        return page.with_room(row, 1).with_boxes(*boxes)

    return change


def figures_before_total(page: Page) -> Page:
    """A row with points and score that is neither an indicator nor a sum."""
    (total,) = page.of("total", "label")
    boxes = [replace(box, part="unknown") for box in page.of("total") if box.key in ("weight", "score")]
    label = replace(total, content="加减分项", part="unknown", kind="note")
    figures = (replace(box, content="0") for box in boxes)
    return page.with_room(total.top, 1).with_boxes(label, *figures)


def titled(text: str) -> PageChange:
    """A column without anything but its header behind the last one."""

    def change(page: Page) -> Page:
        last = max(page.of("indicators", "header"), key=lambda box: box.right)
        column = replace(last, left=last.right + 1, right=last.right + 1, content=text, key="beyond")
        return page.with_boxes(column)

    return change


VARIATIONS = (
    Variation(
        "佐证材料 behind reason",
        plan=added("indicators", "佐证材料", "reason", always("见附件1")),
        unknown="佐证材料",
        kinds=PROJECTS,
    ),
    Variation(
        "佐证材料 behind score", plan=added("indicators", "佐证材料", "score", always("见附件1")), unknown="佐证材料"
    ),
    Variation(
        "佐证材料 before target",
        plan=added("indicators", "佐证材料", "target", always("台账"), before=True),
        unknown="佐证材料",
    ),
    Variation(
        "责任处室 before level 1",
        plan=added("indicators", "责任处室", "level1", always("办公室"), before=True),
        unknown="责任处室",
    ),
    Variation(
        "责任处室 before level 3",
        plan=added("indicators", "责任处室", "level3", always("办公室"), before=True),
        unknown="责任处室",
    ),
    Variation("an unknown column without values", plan=added("indicators", NAME, "actual", nothing), unknown=NAME),
    Variation("an unknown header beyond the table", page=titled("核查情况记录"), unknown="核查情况记录"),
    Variation(
        "an unknown column of figures in the funds",
        plan=added("funds", "绿色支出", "executed", always("0.00")),
        unknown="绿色支出",
    ),
    Variation(
        "an unknown column of words in the funds",
        plan=added("funds", "资金用途", "score", always("办公")),
        unknown="资金用途",
    ),
    Variation("an unknown label in the head", plan=further((NAME, "办公室")), unknown=NAME),
    Variation(
        "an unknown row in the funds",
        page=row_within("funds", "盘活存量说明", "本年无盘活存量资金"),
        unknown="盘活存量说明",
        kinds=PROJECTS,
    ),
    Variation(
        "an unknown row in the indicators", page=row_within("indicators", "否决事项", "本年未发生"), unknown="否决事项"
    ),
    Variation(
        "an unknown row above the goals", page=row_before("goals", "立项依据", "市委市政府工作部署"), unknown="立项依据"
    ),
    Variation(
        "an unknown row above the indicators",
        page=row_before("indicators", "主要做法", "专人负责，按月调度"),
        unknown="主要做法",
    ),
    Variation(
        "an unknown row above the total", page=row_before("total", "专家意见", "同意自评结果"), unknown="专家意见"
    ),
    Variation("an unknown row with figures above the total", page=figures_before_total, unknown="加减分项"),
)
