"""Levels and points in another shape: across the table, in one column, in a label or a header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, Record, changed
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Column, Plan, Row, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]


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


_MISSING = frozenset({"form.missing"})
_LEVELS = frozenset({"indicators.block", "indicators.level2", "form.missing"})

VARIATIONS = (
    Variation("level 1 across the table", page=blocks_across),
    Variation(
        "level 1 and level 2 in one column",
        plan=levels_together,
        unsaid=_LEVELS,
        clashes=frozenset({"levels", "blocks", "rows"}),
    ),
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
)
