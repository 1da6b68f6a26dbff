"""Rows that are no indicators, rows in the wrong place, tables that go on on another page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Content, Plan, Row, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]
PageChange = Callable[[Page], Page]


def middle(page: Page, part: str = "indicators") -> int:
    """A row in the midst of a table, within a block of several rows."""
    rows = sorted({box.top for box in page.of(part) if box.kind in ("value", "label")})
    return rows[2] if len(rows) > 2 else rows[-1]


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


def shifted(columns: int) -> PageChange:
    """The values of one row in the wrong columns; to the left, over the cells that the merged levels leave."""

    def change(page: Page) -> Page:
        row = middle(page)
        fields = ("level3", "target", "actual", "weight", "score", "reason")
        keys = fields if columns > 0 else ("level2", *fields)

        def moved(box: Box) -> Box:
            if box.kind == "level":
                box = replace(box, bottom=box.top)
            is_meant = box.part == "indicators" and box.top == row and box.key in keys and box.kind != "header"
            return box.moved(right=columns) if is_meant else box

        return _own_level2(page, row).changed(moved)

    return change


def _own_level2(page: Page, row: int) -> Page:
    """The page with level 2 in each row, so that the shifted row has one to be moved."""
    levels = [box for box in page.of("indicators", "level", "level2") if box.top < row <= box.bottom]
    own = [replace(box, top=row, bottom=row) for box in levels]
    return page.with_boxes(*own)


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


def reason_below(page: Page) -> Page:
    """A row for the form's explanations below the total."""
    row = page.of("total")[0].top + 1
    boxes = (Box(row, 1, row, 2, "说明", "below", "label"), Box(row, 3, row, page.right, "无", "below", "value"))
    return page.with_room(row, 1).with_boxes(*boxes)


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
    Variation("a row shifted to the right", page=shifted(1), expect=expect_shifted(1)),
    Variation("a row shifted to the left", page=shifted(-1), expect=expect_shifted(-1)),
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
    Variation("the grade below the total", page=graded),
    Variation("an explanation below the total", page=reason_below),
)
