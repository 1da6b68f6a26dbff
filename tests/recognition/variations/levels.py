"""How the levels are written: points behind a block, cells merged or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.blocks import rows_changed
from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import LEVELS, Plan, Row, text_of
from tests.recognition.variations.variation import Variation

PlanChange = Callable[[Plan], Plan]


def labelled(write: Callable[[str, str], str]) -> PlanChange:
    """The points of a block written in another way behind its name."""

    def change(row: Row) -> Row:
        name, bracket, rest = typed.to_half(text_of(row["level1"])).partition("(")
        points = rest.rstrip("分)")
        return {**row, "level1": write(name.strip(), points)} if bracket else row

    return rows_changed(change)


def numbered(level: str, numbers: Sequence[str]) -> PlanChange:
    """一、 or 1. before each name of a level."""

    def change(plan: Plan) -> Plan:
        names = list(dict.fromkeys(text_of(row[level]) for row in plan.indicators.rows))
        marks = dict(zip(names, numbers, strict=False))
        return rows_changed(lambda row: {**row, level: marks[text_of(row[level])] + text_of(row[level])})(plan)

    return change


def pointed(plan: Plan) -> Plan:
    """Points behind level 2 as well, 数量指标（20分）."""
    return rows_changed(lambda row: {**row, "level2": f"{row['level2']}\n（10分）"})(plan)


def unlabelled(facts: Facts) -> Facts:
    return changed(facts, "indicators", points=None)


def each_row(page: Page) -> Page:
    """Levels that are not merged but say the same in every row."""

    def rows_of(box: Box) -> list[Box]:
        if box.kind != "level":
            return [box]
        return [replace(box, top=row, bottom=row) for row in range(box.top, box.bottom + 1)]

    return replace(page, boxes=tuple(new for box in page.boxes for new in rows_of(box)))


def unmerged(*keys: str) -> Callable[[Page], Page]:
    """Levels that stand once, with blank cells below."""

    def change(box: Box) -> Box:
        return replace(box, bottom=box.top) if box.kind == "level" and box.key in keys else box

    return lambda page: page.changed(change)


_LABEL = frozenset({"indicators.block"})
_LEVEL2 = frozenset({"indicators.level2"})

VARIATIONS = (
    Variation(
        "level 1 numbered", plan=numbered("level1", [f"{sign}、" for sign in "一二三四五六七八九十"]), unsaid=_LABEL
    ),
    Variation("level 2 numbered", plan=numbered("level2", [f"{n}." for n in range(1, 40)]), unsaid=_LEVEL2),
    Variation("points behind level 2", plan=pointed, unsaid=_LEVEL2),
    Variation("points on a line below the block", plan=labelled("{}\n{}分".format), unsaid=_LABEL),
    Variation("points in brackets on a line below", plan=labelled("{}\n({}分)".format), unsaid=_LABEL),
    Variation("points as 共", plan=labelled("{}（共{}分）".format), unsaid=_LABEL),
    Variation("points as 满分", plan=labelled("{}（满分{}分）".format), unsaid=_LABEL),
    Variation("points in square brackets", plan=labelled("{}【{}分】".format), unsaid=_LABEL),
    Variation("points behind a comma", plan=labelled("{}，{}分".format), unsaid=_LABEL),
    Variation("points without 分", plan=labelled("{}（{}）".format), unsaid=_LABEL),
    Variation("blocks without points", plan=labelled(lambda name, _: name), expect=unlabelled, unsaid=_LABEL),
    Variation("levels in every row", page=each_row),
    Variation("levels not merged", page=unmerged(*LEVELS)),
    Variation("level 1 not merged", page=unmerged("level1")),
    Variation("level 2 not merged", page=unmerged("level2")),
)
