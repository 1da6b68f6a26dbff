"""Title, year and the labels of the head in other places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Pair, Plan, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]
TITLE = frozenset({"head.title"})
YEAR = frozenset({"head.year_entry"})
YEARS = re.compile(r"20\d\d")


def year_of(plan: Plan) -> str:
    """2020 or 2021, as the form says somewhere."""
    values = [text_of(value) for pairs in plan.head for label, value in pairs if label == "实施年度"]
    return "2020" if any("2020" in text for text in (*values, *plan.below_title, plan.title)) else "2021"


def without_year(plan: Plan) -> Plan:
    """The plan without a year in head, title and the line below it."""
    head = tuple(tuple(pair for pair in pairs if pair[0] != "实施年度") for pairs in plan.head)
    below = tuple(line for line in plan.below_title if year_of(plan) not in line)
    return replace(plan, head=head, below_title=below, title=plan.title.replace(f"{year_of(plan)}年度", ""))


def titled(pattern: str) -> PlanChange:
    """The year in the title alone."""
    return lambda plan: replace(without_year(plan), title=pattern.format(without_year(plan).title, year=year_of(plan)))


def year_line(pattern: str) -> PlanChange:
    """The year on a line of its own below the title."""

    def change(plan: Plan) -> Plan:
        bare = without_year(plan)
        return replace(bare, below_title=(pattern.format(year=year_of(plan)), *bare.below_title))

    return change


def year_cell(label: str, pattern: str) -> PlanChange:
    """The year in a cell of its own beside a label."""

    def change(plan: Plan) -> Plan:
        pair = (label, pattern.format(year=year_of(plan)))
        bare = without_year(plan)
        return replace(bare, head=(*bare.head, (pair,)))

    return change


def heads(arrange: Callable[[tuple[Pair, ...]], tuple[tuple[Pair, ...], ...]]) -> PlanChange:
    """The labels of the head in other rows."""
    return lambda plan: replace(plan, head=arrange(tuple(pair for pairs in plan.head for pair in pairs)))


def further(*pairs: Pair, at: int = 1) -> PlanChange:
    """A row more in the head."""
    return lambda plan: replace(plan, head=(*plan.head[:at], pairs, *plan.head[at:]))


def in_one_cell(page: Page) -> Page:
    """Label and value in one cell, 项目名称：…"""
    values = {(box.top, box.left): box for box in page.of("head", "value")}

    def change(box: Box) -> Box | None:
        if box.part != "head" or box.kind == "value":
            return None if box.part == "head" else box
        if box.kind != "label":
            return box
        value = values[box.top, box.right + 1]
        return replace(box, right=value.right, content=f"{box.content}：{text_of(value.content)}", kind="value")

    return page.changed(change)


def values_alone_merged(page: Page) -> Page:
    """Labels over two columns, their values from the third on."""
    return page.changed(lambda box: replace(box, right=box.right + 1) if _is_label(box) else _later(box))


def _is_label(box: Box) -> bool:
    return box.part == "head" and box.kind == "label"


def _later(box: Box) -> Box:
    is_wide = box.part == "head" and box.kind == "value" and box.right > box.left
    return replace(box, left=box.left + 1) if is_wide else box


def title_over_rows(page: Page) -> Page:
    """The title in two cells below each other: the region, then the form's name."""
    (title,) = page.of("head", "title")
    wide = page.with_room(title.top, 1)
    return wide.with_boxes(replace(title, content="某某专项资金", kind="note"))


def year_apart(page: Page) -> Page:
    """The line of the year in three cells: a bracket, the number, 年度 and a bracket."""
    lines = [box for box in page.of("head", "line") if YEARS.search(str(box.content))]
    if not lines:
        return page
    line, year = lines[0], YEARS.search(str(lines[0].content))
    texts = ("（", typed.number(year[0]) if year else None, "年度）")
    cells = (replace(line, left=4 + at, right=4 + at, content=text) for at, text in enumerate(texts))
    return page.changed(lambda box: None if box is line else box).with_boxes(*cells)


def untitled(plan: Plan) -> Plan:
    return replace(plan, title="")


def expect_untitled(facts: Facts) -> Facts:
    return changed(facts, "head", title=None)


def title_as(pattern: str) -> PlanChange:
    return lambda plan: replace(plan, title=pattern.format(plan.title))


_PERIOD = "{year}年1月1日至{year}年12月31日"

VARIATIONS = (
    Variation("the year in the title", plan=titled("{year}年度{}"), unsaid=TITLE | YEAR),
    Variation("the year in brackets behind the title", plan=titled("{}（{year}年度）"), unsaid=TITLE | YEAR),
    Variation("the year on a line of the title", plan=titled("{}\n（{year}年度）"), unsaid=TITLE | YEAR),
    Variation("the year below the title", plan=year_line("{year}年度"), unsaid=TITLE | YEAR),
    Variation("the year in brackets below the title", plan=year_line("（  {year} 年度）"), unsaid=TITLE | YEAR),
    Variation("the year below the title as 年度：", plan=year_line("年度：{year}"), unsaid=TITLE | YEAR),
    Variation("the year as a period below the title", plan=year_line(f"（{_PERIOD}）"), unsaid=TITLE | YEAR),
    Variation("the year in three cells", plan=year_line("（{year}年度）"), page=year_apart, unsaid=TITLE | YEAR),
    Variation("the year in a cell", plan=year_cell("预算年度", "{year}"), unsaid=TITLE | YEAR),
    Variation("the year in a cell as 年度", plan=year_cell("年度", "{year}年度"), unsaid=TITLE | YEAR),
    Variation("the year as a period", plan=year_cell("实施期限", _PERIOD), unsaid=TITLE | YEAR),
    Variation(
        "the year as a period in months", plan=year_cell("项目实施期", "{year}.01-{year}.12"), unsaid=TITLE | YEAR
    ),
    Variation("the year as an evaluation period", plan=year_cell("评价时段", _PERIOD), unsaid=TITLE | YEAR),
    Variation("each label of the head on a row", plan=heads(lambda pairs: tuple((pair,) for pair in pairs))),
    Variation("the head on one row", plan=heads(lambda pairs: (pairs,))),
    Variation("the head in two rows", plan=heads(lambda pairs: (pairs[:2], pairs[2:]) if len(pairs) > 2 else (pairs,))),
    Variation("the head backwards", plan=heads(lambda pairs: tuple((pair,) for pair in reversed(pairs)))),
    Variation("label and value in one cell", page=in_one_cell),
    Variation("labels over two columns", page=values_alone_merged),
    Variation(
        "a project code in the head", plan=further(("项目编码", "11000021R000000"), ("项目类别", "部门预算项目"))
    ),
    Variation("a person in charge in the head", plan=further(("项目负责人", ""), ("联系电话", ""))),
    Variation("a row for the kind of project", plan=further(("项目属性", "□新增项目 ☑延续项目"))),
    Variation("the form's number above the title", plan=lambda plan: replace(plan, above=("附件2-1",))),
    Variation("the region above the title", page=title_over_rows),
    Variation("the region in the title", plan=title_as("某某市本级{}"), unsaid=TITLE),
    Variation("a remark behind the title", plan=title_as("{}（样表）"), unsaid=TITLE),
    Variation("the form's number in the title", plan=title_as("表3：{}"), unsaid=TITLE),
    Variation("no title", plan=untitled, expect=expect_untitled, kinds=PROJECTS),
)
