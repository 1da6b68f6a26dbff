"""Blocks in another order, their labels in other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.funds import converted, expect_converted
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.sources import AMOUNTS
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]


def in_order(*blocks: str) -> PlanChange:
    return lambda plan: replace(plan, order=blocks)


def without_goals(plan: Plan) -> Plan:
    return replace(plan, goals=())


def expect_no_goals(facts: Facts) -> Facts:
    return changed(facts, "goals", expected=None, actual=None)


def goals_below(page: Page) -> Page:
    """The goals below each other, each beside its label."""
    labels, texts = page.of("goals", "header"), page.of("goals", "value")
    if len(labels) < 2:
        return page
    (caption,) = page.of("goals", "caption")
    rest = page.changed(lambda box: None if box.part == "goals" else box)
    rows = range(caption.top, caption.top + 2)
    beside = (replace(b, top=row, bottom=row, left=2, right=2) for b, row in zip(labels, rows, strict=True))
    values = (replace(b, top=row, bottom=row, left=3, right=page.right) for b, row in zip(texts, rows, strict=True))
    return rest.with_boxes(caption, *beside, *values)


def uncaptioned(*parts: str) -> PlanChange:
    """Tables without a column for their label."""
    return lambda plan: replace(plan, **{part: replace(getattr(plan, part), caption=None) for part in parts})


def lines_headed(text: str) -> PlanChange:
    """A header above the names of the fund lines."""

    def change(plan: Plan) -> Plan:
        columns = tuple(replace(c, header=text) if c.key == "label" else c for c in plan.funds.columns)
        return replace(plan, funds=replace(plan.funds, columns=columns))

    return change


def caption_to_total(page: Page) -> Page:
    """The label of the indicators merged down beside the total, whose own label begins behind it."""
    (total,) = page.of("total", "label")
    captions = page.of("indicators", "caption")
    if not captions or total.right == 1:
        return page

    def change(box: Box) -> Box:
        if box is total:
            return replace(box, left=2)
        return replace(box, bottom=total.bottom) if box is captions[0] else box

    return page.changed(change)


VARIATIONS = (
    Variation("goals before the funds", plan=in_order("goals", "funds", "indicators")),
    Variation("funds below the indicators", plan=in_order("goals", "indicators", "funds"), kinds=PROJECTS),
    Variation(
        "funds in the other unit below the indicators",
        plan=converted(in_order("goals", "indicators", "funds")),
        expect=expect_converted,
        unsaid=frozenset(f"funds.{key}" for key in AMOUNTS),
        kinds=PROJECTS,
        clashes=frozenset({"funds"}),
    ),
    Variation("no goals", plan=without_goals, expect=expect_no_goals),
    Variation("goals below each other", page=goals_below),
    Variation("no column for the label of the indicators", plan=uncaptioned("indicators")),
    Variation(
        "no column for the labels of the tables",
        plan=uncaptioned("funds", "indicators"),
        kinds=PROJECTS,
        clashes=frozenset({"funds", "blocks"}),
    ),
    Variation("a header above the fund lines", plan=lines_headed("资金来源")),
    Variation("another header above the fund lines", plan=lines_headed("项目")),
    Variation("the label of the indicators beside the total", page=caption_to_total),
)
