"""The lines of the funds: which there are, and how they are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.variation import Variation


def line_alone(plan: Plan) -> Plan:
    """The line of the total alone."""
    return replace(plan, funds=replace(plan.funds, rows=plan.funds.rows[:1]))


def total_last(plan: Plan) -> Plan:
    """The line of the total below its parts."""
    rows = plan.funds.rows
    return replace(plan, funds=replace(plan.funds, rows=(*rows[1:], rows[0])))


def nested(page: Page) -> Page:
    """其中： in a cell merged down beside the lines below the total, their names without it."""
    lines = page.of("funds", "label")
    if len(lines) < 3:
        return page

    def change(box: Box) -> Box:
        if box not in lines[1:]:
            return box
        name = re.sub("^其中[：:]", "", str(box.content))
        return replace(box, left=box.right, content=name)

    first, last = lines[1], lines[-1]
    beside = Box(first.top, first.left, last.bottom, first.left, "其中：", "funds", "within")
    return page.changed(change).with_boxes(beside)


def named(write: Callable[[int, str], str]) -> Callable[[Page], Page]:
    """The names of the lines written in another way; `write` gets the line's number from 0 and its name."""

    def change(page: Page) -> Page:
        lines = page.of("funds", "label")
        return page.changed(
            lambda box: replace(box, content=write(lines.index(box), str(box.content))) if box in lines else box
        )

    return change


def indented(at: int, name: str) -> str:
    return name if at == 0 else f"      {name}"


_LABEL = frozenset({"funds.label"})

VARIATIONS = (
    Variation(
        "the total of the funds alone", plan=line_alone, expect=lambda facts: {**facts, "funds": facts["funds"][:1]}
    ),
    Variation(
        "the total of the funds last",
        plan=total_last,
        expect=lambda facts: {**facts, "funds": [*facts["funds"][1:], facts["funds"][0]]},
    ),
    Variation("其中 beside the lines", page=nested, unsaid=_LABEL),
    Variation("lines indented", page=named(indented)),
    Variation("lines numbered", page=named(lambda at, name: f"{at}.{name}" if at else name), unsaid=_LABEL),
    Variation(
        "lines numbered in brackets", page=named(lambda at, name: f"（{at}）{name}" if at else name), unsaid=_LABEL
    ),
    Variation(
        "其中 before each line", page=named(lambda at, name: f"其中：{name[-6:]}" if at else name), unsaid=_LABEL
    ),
    Variation("其中 on a line above the name", page=named(lambda at, name: name.replace("：", "：\n")), unsaid=_LABEL),
)
