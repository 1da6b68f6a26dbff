"""Further columns, and columns in another order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.plan import Column, Content, Plan, Row, Table, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]
Make = Callable[[int, Row], Content]


def with_column(table: Table, header: str, beside: str, make: Make, before: bool = False) -> Table:
    """A further column behind (or before) that of a field; `make` gives its contents from the row's number and row."""
    key = f"further {header}"
    rows = tuple({**row, key: make(at, row)} for at, row in enumerate(table.rows, 1))
    return replace(table, rows=rows).with_beside(beside, Column(key, header), before=before)


def added(part: str, header: str, beside: str, make: Make, before: bool = False) -> PlanChange:
    """A further column in the funds or the indicators, where they have the field."""

    def change(plan: Plan) -> Plan:
        table: Table = getattr(plan, part)
        if beside not in table.keys:
            return plan
        wide = with_column(table, header, beside, make, before)
        return replace(plan, funds=wide) if part == "funds" else replace(plan, indicators=wide)

    return change


def ordered(*keys: str) -> PlanChange:
    """The indicators' columns in another order; those that are not named follow."""
    return lambda plan: replace(plan, indicators=plan.indicators.ordered(keys))


def funds_ordered(*keys: str) -> PlanChange:
    return lambda plan: replace(plan, funds=plan.funds.ordered(("label", *keys)))


def number(at: int, row: Row) -> Content:
    return typed.number(str(at))


def nothing(at: int, row: Row) -> Content:
    return None


def always(content: Content) -> Make:
    return lambda at, row: content


def share(at: int, row: Row) -> Content:
    """The points as a share, 3%."""
    points = text_of(row.get("weight"))
    return typed.rate(f"{points}%") if points[:1].isdigit() else None


def nature(at: int, row: Row) -> Content:
    return "定量" if text_of(row["target"])[-1:].isdigit() else "定性"


def coefficient(at: int, row: Row) -> Content:
    return typed.number("1.00" if at % 3 else "0.85")


def copied(key: str) -> Make:
    return lambda at, row: row.get(key)


_LEVELS = ("level1", "level2", "level3")
_IN_ALL = (
    ("序号", "level1", number, True),
    ("序号", "level3", number, True),
    ("权重", "weight", share, True),
    ("权重", "weight", share, False),
    ("权重（%）", "weight", share, False),
    ("得分系数", "score", coefficient, True),
    ("完成率", "actual", always("100%"), False),
    ("完成比例", "actual", always("100%"), False),
    ("评分标准", "weight", always("完成得满分，未完成按比例得分"), False),
    ("指标解释", "level3", always("反映工作开展情况"), False),
    ("数据来源", "actual", always("工作台账"), False),
    ("上年完成值", "target", nothing, True),
    ("财政复核得分", "score", nothing, False),
    ("主管部门复核得分", "score", nothing, False),
    ("备注", "reason", always("见附件"), False),
    ("备注", "reason", nothing, True),
    ("改进措施", "reason", nothing, False),
    ("调整指标值", "target", copied("target"), False),
    ("扣分", "score", nothing, False),
    ("是否核心指标", "level3", always("否"), False),
)
_OF_TARGETS = (
    ("指标性质", "level3", nature),
    ("指标类型", "level3", nature),
    ("计量单位", "target", nothing),
)
_TARGETS = frozenset({"targets"})

VARIATIONS = (
    *(
        Variation(
            f"{header} {'before' if before else 'behind'} {beside}",
            plan=added("indicators", header, beside, make, before),
        )
        for header, beside, make, before in _IN_ALL
    ),
    Variation("备注 behind score", plan=added("indicators", "备注", "score", nothing), kinds=PROJECTS),
    *(
        Variation(f"{header} behind {beside}", plan=added("indicators", header, beside, make), clashes=_TARGETS)
        for header, beside, make in _OF_TARGETS
    ),
    Variation("序号 in the funds", plan=added("funds", "序号", "label", number, before=True)),
    Variation("备注 behind the funds", plan=added("funds", "备注", "score", nothing)),
    Variation("结余数 in the funds", plan=added("funds", "结余数", "executed", nothing)),
    Variation("调整数 in the funds", plan=added("funds", "年中调整数", "initial_budget", nothing)),
    Variation("points before the target", plan=ordered(*_LEVELS, "weight", "target", "actual")),
    Variation(
        "points before the levels", plan=ordered("weight", *_LEVELS), clashes=frozenset({"order", "rows", "shapes"})
    ),
    Variation("score before points", plan=ordered(*_LEVELS, "target", "actual", "score", "weight")),
    Variation("actual before target", plan=ordered(*_LEVELS, "actual", "target")),
    Variation("reason before everything", plan=ordered("reason"), clashes=frozenset({"rows"})),
    Variation("reason before the target", plan=ordered(*_LEVELS, "reason")),
    Variation("score before the target", plan=ordered(*_LEVELS, "weight", "score", "target", "actual")),
    Variation("points of the funds before the amounts", plan=funds_ordered("weight")),
    Variation(
        "rate of the funds before points",
        plan=funds_ordered("initial_budget", "full_year_budget", "executed", "execution_rate"),
    ),
    Variation("executed before the budget", plan=funds_ordered("initial_budget", "executed", "full_year_budget")),
    Variation(
        "score of the funds before the rate",
        plan=funds_ordered("initial_budget", "full_year_budget", "executed", "score", "weight"),
    ),
)
