"""Level-1 blocks in another division, and points in another place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.recognition.variations.facts import Facts, Record, changed
from tests.recognition.variations.plan import Content, Plan, Row, text_of
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]


def rows_changed(change: Callable[[Row], Row]) -> PlanChange:
    return lambda plan: replace(plan, indicators=plan.indicators.changed(change))


def _satisfied(level1: str | None, level2: str | None) -> bool:
    return "满意" in f"{level1}{level2}"


def satisfaction_alone(row: Row) -> Row:
    """Satisfaction as a block of its own with 10 points."""
    if not _satisfied(text_of(row["level1"]), text_of(row["level2"])):
        return row
    return {**row, "level1": "满意度指标（10分）", "level2": "服务对象满意度指标"}


def expect_alone(facts: Facts) -> Facts:
    def change(row: Record) -> Record:
        alone = {"block": "满意度指标(10分)", "kind": "SATISFACTION", "points": Decimal(10)}
        is_meant = _satisfied(row["block"], row["level2"])
        return row | alone | {"level2": "服务对象满意度指标"} if is_meant else row

    return {**facts, "indicators": [change(row) for row in facts["indicators"]]}


def satisfaction_inside(plan: Plan) -> Plan:
    """Satisfaction as a level 2 of the block above it."""
    above = next(text_of(r["level1"]) for r in plan.indicators.rows if "效益" in text_of(r["level1"]))

    def change(row: Row) -> Row:
        satisfied = _satisfied(text_of(row["level1"]), text_of(row["level2"]))
        return {**row, "level1": above, "level2": "满意度指标"} if satisfied else row

    return rows_changed(change)(plan)


def expect_inside(facts: Facts) -> Facts:
    benefit = next(row for row in facts["indicators"] if row["kind"] == "BENEFIT")
    block = {key: benefit[key] for key in ("block", "kind", "points")} | {"level2": "满意度指标"}
    rows = [row | block if _satisfied(row["block"], row["level2"]) else row for row in facts["indicators"]]
    return {**facts, "indicators": rows}


def cost_alone(first: bool) -> PlanChange:
    """成本指标 as a level 1 of its own, before or behind the other blocks."""

    def change(plan: Plan) -> Plan:
        cost: list[Row] = [
            {**r, "level1": "成本指标（20分）", "level2": "经济成本指标"} for r in plan.indicators.rows if _costs(r)
        ]
        rest = [row for row in plan.indicators.rows if not _costs(row)]
        return replace(plan, indicators=replace(plan.indicators, rows=tuple(cost + rest if first else rest + cost)))

    return change


def _costs(row: Row) -> bool:
    return row["level2"] == "成本指标"


def expect_cost(first: bool) -> Callable[[Facts], Facts]:
    def expect(facts: Facts) -> Facts:
        block = {"block": "成本指标(20分)", "kind": "COST", "points": Decimal(20), "level2": "经济成本指标"}
        cost = [row | block for row in facts["indicators"] if row["level2"] == "成本指标"]
        rest = [row for row in facts["indicators"] if row["level2"] != "成本指标"]
        return {**facts, "indicators": cost + rest if first else rest + cost}

    return expect


EXECUTION = {"level1": "预算执行（10分）", "level2": "预算执行率", "level3": "预算执行率", "target": "100%"}


def execution_row(plan: Plan) -> Plan:
    """The execution points on a row of the indicators, none in the funds."""
    total = plan.funds.rows[0]
    figures: dict[str, Content] = {
        "actual": text_of(total["execution_rate"]),
        "weight": total["weight"],
        "score": total["score"],
    }
    rows = ({**EXECUTION, **figures}, *plan.indicators.rows)
    funds = plan.funds.without("weight", "score")
    return replace(plan, funds=funds, indicators=replace(plan.indicators, rows=rows))


def expect_execution(facts: Facts) -> Facts:
    """One row more, in a block of its own kind; the funds have no points."""
    total = facts["funds"][0]
    rate = total["execution_rate"][0]
    quantity = ("", Decimal(rate.rstrip("%")), None, "%")
    row = {
        "block": "预算执行(10分)", "kind": "EXECUTION", "points": Decimal(10),
        "level2": "预算执行率", "level3": "预算执行率",
        "target": "100%", "target quantity": ("", Decimal(100), None, "%"), "target words": None,
        "actual": rate, "actual quantity": quantity, "actual amount": quantity[1],
        **{key: total[key] for key in ("weight", "score", "weight value", "score value")},
        "reason": "", "applicable": True,
    }  # fmt: skip
    bare = changed(facts, "funds", weight=None, score=None, **{"weight value": None, "score value": None})
    return {**bare, "indicators": [row, *facts["indicators"]]}


_DEFINITION = frozenset({"form.definition"})
"""A form with 成本 as a level 1 is the later national one."""

VARIATIONS = (
    Variation("满意度 as a block of its own", plan=rows_changed(satisfaction_alone), expect=expect_alone),
    Variation("满意度 inside 效益", plan=satisfaction_inside, expect=expect_inside),
    Variation("成本 as the first block", plan=cost_alone(True), expect=expect_cost(True), unsaid=_DEFINITION),
    Variation("成本 as the last block", plan=cost_alone(False), expect=expect_cost(False), unsaid=_DEFINITION),
    Variation(
        "预算执行 as a block of the indicators",
        plan=execution_row,
        clashes=frozenset({"funds", "order", "shapes"}),
        expect=expect_execution,
        unsaid=frozenset({"form.missing"}),
        kinds=PROJECTS,
    ),
)
