"""Values typed in another way: as texts, as numbers that show their unit, once for several rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.facts import Facts
from tests.recognition.variations.page import Page
from tests.recognition.variations.plan import Content, Plan, Row, text_of
from tests.recognition.variations.targets import parts_of
from tests.recognition.variations.variation import PROJECTS, Variation
from tests.support.snapshots import shown
from xlperf.cells import Cell

PlanChange = Callable[[Plan], Plan]
_FULL = str.maketrans("0123456789%", "０１２３４５６７８９％")


def typed_as(write: Callable[[Content], Content], *keys: str) -> PlanChange:
    """Figures of the indicators and of the total typed in another way."""

    def change(row: Row) -> Row:
        return {**row, **{key: write(row[key]) for key in keys if key in row}}

    return lambda plan: replace(plan, indicators=plan.indicators.changed(change), total=change(plan.total))


def as_text(content: Content) -> Content:
    return text_of(content) or None


def with_points(content: Content) -> Content:
    """10分."""
    return f"{text_of(content)}分" if isinstance(content, Cell) else content


def showing_unit(content: Content) -> Content:
    """A number whose number format shows the unit, or a ratio that shows as a percentage."""
    sign, value, unit = parts_of(text_of(content)) or ("", "", "")
    if sign or not unit or "." in value:
        return content
    return (
        shown(str(int(value) / 100), f"{value}%", "0%") if unit == "%" else shown(value, f"{value}{unit}", f'0"{unit}"')
    )


def in_full_width(content: Content) -> Content:
    return text_of(content).translate(_FULL) if parts_of(text_of(content)) else content


def calculated(content: Content) -> Content:
    """A number that a formula gives."""
    return content._replace(formula="E15*0.5") if isinstance(content, Cell) else content


REASON = "受疫情影响，部分工作推迟；下一年度抓紧实施。"


def shared_reason(page: Page) -> Page:
    """One reason merged beside all rows of the first block."""
    block = page.of("indicators", "level", "level1")[0]
    cells = [box for box in page.of("indicators", "value", "reason") if block.top <= box.top <= block.bottom]
    if not cells:
        return page
    merged = replace(cells[0], bottom=cells[-1].bottom, content=REASON)
    return page.changed(lambda box: merged if box is cells[0] else None if box in cells else box)


def expect_shared(facts: Facts) -> Facts:
    first = facts["indicators"][0]["block"]
    rows = [row | {"reason": REASON} if row["block"] == first else row for row in facts["indicators"]]
    return {**facts, "indicators": rows}


_POINTS = frozenset(f"{part}.{field}" for part in ("indicators", "total") for field in ("weight", "score"))
_VALUES = frozenset({"indicators.target", "indicators.actual"})

VARIATIONS = (
    Variation("points and scores as texts", plan=typed_as(as_text, "weight", "score"), unsaid=_POINTS),
    Variation("points and scores with 分", plan=typed_as(with_points, "weight", "score"), unsaid=_POINTS),
    Variation("scores that formulas give", plan=typed_as(calculated, "weight", "score")),
    Variation("values as numbers that show their unit", plan=typed_as(showing_unit, "target", "actual")),
    Variation("values in full width", plan=typed_as(in_full_width, "target", "actual"), unsaid=_VALUES),
    Variation(
        "one reason for the rows of a block",
        page=shared_reason,
        expect=expect_shared,
        kinds=PROJECTS,
        clashes=frozenset({"blocks", "breaks", "pages", "rows", "shapes"}),
    ),
)
