"""Blocks in another order and in another shape, as other provinces print them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, Record, changed
from tests.recognition.variations.funds import converted, expect_converted
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Column, Plan, Row, text_of
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


def blocks_across(page: Page) -> Page:
    """Level 1 on rows of its own across the table instead of in a column."""
    for block in reversed(page.of("indicators", "level", "level1")):
        page = page.with_room(block.top, 1)
        page = page.with_boxes(Box(block.top, 2, block.top, page.right, block.content, "across", "level", "across"))
    return page.changed(
        lambda box: replace(box, content=None) if (box.part, box.key) == ("indicators", "level1") else box
    )


def levels_together(plan: Plan) -> Plan:
    """Level 1 and level 2 in one column, 产出指标-数量指标."""

    def change(row: Row) -> Row:
        return {**row, "level1": f"{text_of(row['level1'])}-{text_of(row['level2'])}"}

    table = plan.indicators.changed(change).without("level2")
    columns = tuple(replace(c, header="指标类型") if c.key == "level1" else c for c in table.columns)
    return replace(plan, indicators=replace(table, columns=columns))


def without_levels(plan: Plan) -> Plan:
    """Indicators without levels, as Chongqing prints them."""
    table = plan.indicators.without("level1", "level2")
    columns = tuple(replace(c, header="指标名称") if c.key == "level3" else c for c in table.columns)
    return replace(plan, indicators=replace(table, columns=columns))


def expect_no_levels(facts: Facts) -> Facts:
    return changed(facts, "indicators", kind="OTHER", points=None)


def points_in_caption(plan: Plan) -> Plan:
    """The execution points in the label of the funds, not in a column."""
    caption = f"{plan.funds.caption}\n（10分）"
    return replace(plan, funds=replace(plan.funds.without("weight"), caption=caption))


def points_in_header(plan: Plan) -> Plan:
    """The execution points in the header of the score, 得分（10分*执行率）."""
    funds = plan.funds.without("weight")
    columns = tuple(replace(c, header="得分（10分*执行率）") if c.key == "score" else c for c in funds.columns)
    return replace(plan, funds=replace(funds, columns=columns))


def expect_stated_points(facts: Facts) -> Facts:
    def stated(line: Record) -> Decimal | None:
        return Decimal(10) if line["role"] == "total" else None

    return changed(facts, "funds", **{"weight value": stated})


def block_points_in_column(plan: Plan) -> Plan:
    """The points of each block in a column beside its name as well."""
    points = {"产出": "50", "效益": "30", "满意": "10"}

    def change(row: Row) -> Row:
        share = next((p for word, p in points.items() if text_of(row["level1"]).startswith(word)), "20")
        return {**row, "share": typed.number(share)}

    table = plan.indicators.changed(change).with_beside("level1", Column("share", "权重"))
    return replace(plan, indicators=table)


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


_MISSING = frozenset({"form.missing"})
_LEVELS = frozenset({"indicators.block", "indicators.level2", "form.missing"})

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
    Variation("level 1 across the table", page=blocks_across),
    Variation("level 1 and level 2 in one column", plan=levels_together, unsaid=_LEVELS),
    Variation(
        "indicators without levels",
        plan=without_levels,
        expect=expect_no_levels,
        unsaid=_LEVELS,
        clashes=frozenset({"blocks", "levels", "rows", "unknown", "values"}),
    ),
    Variation(
        "execution points in the label of the funds",
        plan=points_in_caption,
        expect=expect_stated_points,
        unsaid=_MISSING | {"funds.weight"},
        clashes=frozenset({"funds", "blocks"}),
        kinds=PROJECTS,
    ),
    Variation(
        "execution points in the header of the score",
        plan=points_in_header,
        expect=expect_stated_points,
        unsaid=_MISSING | {"funds.weight"},
        clashes=frozenset({"funds", "blocks", "synonyms"}),
        kinds=PROJECTS,
    ),
    Variation(
        "points of the blocks in a column", plan=block_points_in_column, kinds=PROJECTS, clashes=frozenset({"synonyms"})
    ),
    Variation("the label of the indicators beside the total", page=caption_to_total),
)
