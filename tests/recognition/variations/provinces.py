"""Whole layouts as other provinces print the form: several departures from the plain one at once."""

from __future__ import annotations

from dataclasses import replace

from tests.recognition.variations.columns import always, coefficient, copied, nature, with_column
from tests.recognition.variations.facts import Facts, changed
from tests.recognition.variations.headers import grouped
from tests.recognition.variations.page import Page
from tests.recognition.variations.plan import Plan, Table
from tests.recognition.variations.shapes import expect_no_levels, expect_stated_points, without_levels
from tests.recognition.variations.targets import UNSAID, in_columns
from tests.recognition.variations.variation import PROJECTS, Variation

REASON = "年初预算安排不够精细，部分工作推迟；下一年度按季度调度。"


def renamed(table: Table, **headers: str) -> Table:
    """Some columns under other headers."""
    return replace(table, columns=tuple(replace(c, header=headers.get(c.key, c.header)) for c in table.columns))


CHONGQING = (
    ("计量单位", "level3", always(None), False),
    ("指标性质", "level3", nature, False),
    ("年初指标值", "target", copied("target"), True),
    ("得分系数", "score", coefficient, True),
    ("是否核心指标", "score", always("否"), False),
)


def chongqing(plan: Plan) -> Plan:
    """Indicators without levels, the target before and after adjustment, a coefficient before the score."""
    table = without_levels(plan).indicators
    for header, beside, make, before in CHONGQING:
        table = with_column(table, header, beside, make, before)
    names = {
        "target": "调整指标值",
        "actual": "全年完成值",
        "weight": "指标权重",
        "score": "指标得分",
        "reason": "说明",
    }
    table = renamed(table, **names).ordered(("level3",))
    return replace(plan, indicators=table, title="2021年度项目绩效自评表", goals_caption="当年绩效目标")


def yunnan(plan: Plan) -> Plan:
    """Sign, value and unit below one header, the levels below another; the form's number and unit above."""
    parted = in_columns("指标性质", "度量单位", target="指标值")(plan)
    funds = replace(plan.funds.without("initial_budget"), caption=f"项目资金\n（{_unit(plan)}）")
    notes = (
        "其他需要说明的事项：无",
        "注：1.一级指标包含产出指标、效益指标、满意度指标，二级指标和三级指标根据项目实际情况设置。",
    )
    above = ("公开13表", f"金额单位：{_unit(plan)}")
    return replace(parted, funds=funds, above=above, notes=(*plan.notes, *notes))


def yunnan_headers(page: Page) -> Page:
    """One header above the levels, another above sign, value and unit; the others merged over both rows."""
    levels = grouped("indicators", ("level1", "level2", "level3"), "绩效指标")(page)
    above = levels.of("indicators", "header", "group")[0]
    members = [box for key in ("sign", "target", "unit") for box in levels.of("indicators", "header", key)]
    lower = levels.changed(lambda box: replace(box, top=box.bottom) if box in members else box)
    return lower.with_boxes(replace(above, left=members[0].left, right=members[-1].right, content="年度指标值"))


def expect_yunnan(facts: Facts) -> Facts:
    return changed(facts, "funds", initial_budget=None, **{"initial_budget value": None})


def hubei(plan: Plan) -> Plan:
    """Execution points in the label of the funds, no points in the indicators, one reason below the total."""
    caption = f"预算执行情况（{_unit(plan)}）\n（10分）"
    headers = {"full_year_budget": "预算数（A）", "executed": "执行数（B）", "execution_rate": "执行率（B/A）"}
    funds = renamed(plan.funds.without("initial_budget", "weight"), score="得分\n（10分*执行率）", **headers)
    table = renamed(plan.indicators.without("weight", "reason"), target="年初目标值（A）", actual="实际完成值（B）")
    tail = (("偏差大或\n目标未完成\n原因分析", REASON), ("改进措施及\n结果应用方案", "加强预算编制。"))
    kind = (("项目类别", "1、部门预算项目 ☑  2、市直专项 □"),)
    head = (*plan.head, kind, (("项目属性", "1、持续性项目 ☑  2、新增性项目 □"),))
    return replace(plan, funds=replace(funds, caption=caption), indicators=table, tail=tail, head=head)


def expect_hubei(facts: Facts) -> Facts:
    rows = changed(facts, "indicators", weight=None, reason=None, **{"weight value": None})
    funds = changed(expect_stated_points(rows), "funds", initial_budget=None, **{"initial_budget value": None})
    return changed(funds, "total", weight=None, **{"weight value": None})


def _unit(plan: Plan) -> str:
    return "万元" if plan.funds.caption and "万" in plan.funds.caption else "元"


_ELSEWHERE = frozenset({"form.missing", "form.definition", "form.reason", "head.title"})

_SHAPES = frozenset(
    {"columns", "targets", "values", "order", "shapes", "blocks", "funds", "heads", "synonyms", "headers"}
)

VARIATIONS = (
    Variation(
        "as Chongqing prints it",
        plan=chongqing,
        expect=expect_no_levels,
        unsaid=_ELSEWHERE | {"indicators.block", "indicators.level2"},
        kinds=PROJECTS,
        clashes=_SHAPES | {"levels", "rows", "unknown"},
    ),
    Variation(
        "as Yunnan prints it",
        plan=yunnan,
        page=yunnan_headers,
        expect=expect_yunnan,
        unsaid=_ELSEWHERE | UNSAID,
        kinds=PROJECTS,
        clashes=_SHAPES | {"unknown"},
    ),
    Variation(
        "as Hubei prints it",
        plan=hubei,
        expect=expect_hubei,
        unsaid=_ELSEWHERE | {"funds.weight"},
        kinds=PROJECTS,
        clashes=_SHAPES | {"rows"},
    ),
)
