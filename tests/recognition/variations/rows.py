"""Rows that are no indicators, rows in the wrong place, tables that go on on another page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.breaks import middle
from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.order import uncaptioned
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Content, Plan, Row, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]
PageChange = Callable[[Page], Page]


def shifted(columns: int) -> PageChange:
    """The values of one row in the wrong columns; to the left, over the cells that stood there."""

    def change(page: Page) -> Page:
        row = middle(page)
        first = page.of("indicators", "header", "level3" if columns > 0 else "level2")[0].left

        def moved(box: Box) -> Box | None:
            if box.kind == "level":
                box = replace(box, bottom=box.top)
            if box.part != "indicators" or box.top != row or box.left < first + min(columns, 0):
                return box
            return box.moved(right=columns) if box.left >= first else None

        return _own_level2(page, row).changed(moved)

    return change


def _own_level2(page: Page, row: int) -> Page:
    """The page with level 2 in the row, so that the shifted row has one to be moved."""
    above = [box for box in page.of("indicators", "level", "level2") if box.top <= row][-1]
    return page if above.top == row else page.with_boxes(replace(above, top=row, bottom=row))


def expect_shifted(columns: int) -> Callable[[Facts], Facts]:
    return lambda facts: changed(facts, "form", shifted=[columns])


def unused(count: int, at_end: bool, **contents: Content) -> PlanChange:
    """Rows of the template left blank, behind the first block or behind the last one."""

    def change(plan: Plan) -> Plan:
        rows = plan.indicators.rows
        block = text_of(rows[0]["level1"])
        end = len(rows) if at_end else sum(text_of(row["level1"]) == block for row in rows)
        blank = {"level1": rows[end - 1]["level1"], "level2": rows[end - 1]["level2"], **contents}
        return replace(plan, indicators=replace(plan.indicators, rows=(*rows[:end], *[blank] * count, *rows[end:])))

    return change


def subtotals(field: str) -> PlanChange:
    """A row 小计 behind each block, with points and score."""

    def change(plan: Plan) -> Plan:
        rows: list[Row] = []
        for at, row in enumerate(plan.indicators.rows):
            rows.append(row)
            following = plan.indicators.rows[at + 1 : at + 2]
            if not following or text_of(following[0]["level1"]) != text_of(row["level1"]):
                figures = {"weight": typed.number("50"), "score": typed.number("49.50")}
                rows.append({"level1": row["level1"], field: "小计", **figures})
        return replace(plan, indicators=replace(plan.indicators, rows=tuple(rows)))

    return change


def execution_beside_total(label: str) -> PlanChange:
    """The execution points on a row above the total, laid out as the total is."""

    def change(plan: Plan) -> Plan:
        line = plan.funds.rows[0]
        row = {"label": label, "weight": line.get("weight"), "score": line["score"]}
        return replace(plan, before_total=(row,))

    return change


def signed(*texts: str) -> PageChange:
    """A row of signatures below the form."""

    def change(page: Page) -> Page:
        row = page.bottom + 1
        places = (1 + at * page.right // len(texts) for at in range(len(texts)))
        return page.with_boxes(
            *(Box(row, left, row, left, text, "below", "note") for left, text in zip(places, texts, strict=True))
        )

    return change


def graded(page: Page) -> Page:
    """A row with the grade below the total."""
    row = page.of("total")[0].top + 1
    boxes = (Box(row, 1, row, 4, "评价等级", "grade", "label"), Box(row, 5, row, page.right, "优", "grade", "value"))
    return page.with_room(row, 1).with_boxes(*boxes)


def graded_beside(text: str) -> PlanChange:
    """The grade in the last cell of the total."""
    return lambda plan: replace(plan, total={**plan.total, "reason": text})


def expect_grade(facts: Facts) -> Facts:
    return changed(facts, "total", grade="优")


def reason_below(page: Page) -> Page:
    """A row for the form's explanations below the total."""
    row = page.of("total")[0].top + 1
    boxes = (Box(row, 1, row, 2, "说明", "below", "label"), Box(row, 3, row, page.right, "无", "below", "value"))
    return page.with_room(row, 1).with_boxes(*boxes)


_PLACES = frozenset({"pages", "order", "shapes", "headers"})
"""Where a column takes several of the sheet, a shift is by another number."""

_COLUMNS = frozenset({"columns"})

VARIATIONS = (
    Variation("a row shifted to the right", page=shifted(1), expect=expect_shifted(1), clashes=_PLACES),
    Variation("a row shifted to the left", page=shifted(-1), expect=expect_shifted(-1), clashes=_PLACES),
    Variation(
        "a row shifted to the left over the edge of the table",
        plan=uncaptioned("indicators"),
        page=shifted(-1),
        expect=expect_shifted(-1),
        clashes=_PLACES,
    ),
    Variation("blank rows behind the first block", plan=unused(2, False)),
    Variation("blank rows behind the last block", plan=unused(3, True)),
    Variation(
        "blank rows with formulas",
        plan=unused(2, True, score='=IF(E30="","",F30*G30)'),
        unsaid=frozenset({"form.stale"}),
    ),
    Variation("blank rows with a level 2 alone", plan=unused(1, False, level2="时效指标")),
    Variation("小计 as level 2", plan=subtotals("level2")),
    Variation("小计 as the name", plan=subtotals("level3")),
    Variation("预算执行 above the total", plan=execution_beside_total("预算执行率得分")),
    Variation("执行率 points above the total", plan=execution_beside_total("预算执行情况（10分）")),
    Variation("signatures below", page=signed("填表人：", "联系电话：")),
    Variation("signatures and date below", page=signed("填报人：　　", "审核人：", "填报日期：2022年3月1日")),
    Variation("the unit's seal below", page=signed("单位负责人（签字）：", "（单位盖章）")),
    Variation("the grade below the total", page=graded, expect=expect_grade),
    Variation(
        "the grade beside the total", plan=graded_beside("优"), expect=expect_grade, kinds=PROJECTS, clashes=_COLUMNS
    ),
    Variation(
        "the grade beside the total as 等级",
        plan=graded_beside("自评等级：优"),
        expect=expect_grade,
        kinds=PROJECTS,
        clashes=_COLUMNS,
    ),
    Variation("an explanation below the total", page=reason_below),
)
