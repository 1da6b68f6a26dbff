"""What else stands on the sheet and in the workbook: notes, other forms, other sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.variation import Pages, Variation

PageChange = Callable[[Page], Page]
PagesChange = Callable[[Pages], Pages]

INSTRUCTIONS = (
    "填报说明",
    "1.得分一档最高不能超过该指标分值上限。",
    "2.全年预算数（A）＝年初预算数＋调整数；全年执行数（B）为实际支付数；执行率＝B/A。",
    "3.定性指标按达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差三档，分别按100%-80%（含）、80%-60%（含）、60%-0%合理确定分值。",
    "4.本表为项目支出绩效自评表，偏差原因分析及改进措施须逐项填写。",
)


def noted_above(*lines: str) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, above=(*lines, *plan.above))


def noted_below(*lines: str) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, notes=(*plan.notes, *lines))


def beside_form(text: str) -> PageChange:
    """A remark to the right of the form, in the row of its third box."""
    return lambda page: page.with_boxes(Box(3, page.right + 2, 3, page.right + 2, text, "beside", "note"))


def twice_below(gap: int) -> PageChange:
    return lambda page: page.with_boxes(*page.moved(down=page.bottom + gap).boxes)


def twice_beside(gap: int) -> PageChange:
    return lambda page: page.with_boxes(*page.moved(right=page.right + gap).boxes)


def table_below(page: Page) -> Page:
    """Another table below the form: a list of documents."""
    top = page.bottom + 3
    rows = (("序号", "材料名称", "份数"), ("1", "验收报告", "2"), ("2", "合同", "5"))
    boxes = (
        Box(top + r, 1 + c, top + r, 1 + c, text, "list", "value")
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return page.with_boxes(*boxes)


def lines_page(name: str, *lines: str, state: str = "visible") -> Page:
    """A sheet with a text in each row."""
    boxes = (Box(row, 1, row, 1, text, "text", "note") for row, text in enumerate(lines, 1))
    return Page(tuple(boxes), name, state)


def with_first(*pages: Page) -> PagesChange:
    return lambda forms: (*pages, *forms)


def with_last(*pages: Page) -> PagesChange:
    return lambda forms: (*forms, *pages)


def copies(*names: str, state: str = "visible") -> PagesChange:
    return lambda forms: (*forms, *(replace(forms[0], name=name, state=state) for name in names))


_SUMMARY = ("项目绩效自评汇总表", "序号", "项目名称", "预算数", "执行数", "执行率", "得分", "备注")

VARIATIONS = (
    Variation("a note above", plan=noted_above("附件3", "说明：请如实填写，涂改无效。")),
    Variation("a note that names the form above", plan=noted_above("附：《项目支出绩效自评表》填报样例")),
    Variation("instructions above", plan=noted_above(*INSTRUCTIONS)),
    Variation("instructions below", plan=noted_below(*INSTRUCTIONS)),
    Variation(
        "notes below", plan=noted_below("注：1.其他资金包括与财政资金共同投入的自有资金等。", "2.得分保留两位小数。")
    ),
    Variation("a remark beside the form", page=beside_form("单位领导已审")),
    Variation("another table below", page=table_below),
    Variation("two forms, one below the other", page=twice_below(2), copies=2),
    Variation("two forms without a row between", page=twice_below(0), copies=2),
    Variation("two forms far below each other", page=twice_below(25), copies=2),
    Variation("two forms beside each other", page=twice_beside(1), copies=2),
    Variation(
        "two forms beside each other without a column between",
        page=twice_beside(0),
        copies=2,
        clashes=frozenset({"pages"}),
    ),
    Variation("instructions on the first sheet", pages=with_first(lines_page("填报说明", *INSTRUCTIONS))),
    Variation(
        "a cover first",
        pages=with_first(lines_page("封面", "2021年度", "项目支出绩效自评报告", "项目名称：", "（单位公章）")),
    ),
    Variation("a summary without projects first", pages=with_first(lines_page("汇总", *_SUMMARY))),
    Variation(
        "hidden lists for drop-downs",
        pages=with_last(lines_page("选项", "数量指标", "质量指标", "≥", "≤", state="hidden")),
    ),
    Variation("an empty sheet first", pages=with_first(Page((), "Sheet0"))),
    Variation("forms on three sheets", pages=copies("Sheet2", "Sheet3"), copies=3),
    Variation("a form on a hidden sheet", pages=copies("旧表", state="hidden"), copies=2),
    Variation("the form on a sheet of another name", pages=lambda forms: (replace(forms[0], name="附件1 (2)'s"),)),
)
