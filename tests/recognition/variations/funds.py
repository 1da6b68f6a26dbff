"""The funds block with other columns, lines, units and captions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, Record, changed
from tests.recognition.variations.plan import Content, Plan, Row, Table, text_of
from tests.recognition.variations.sources import AMOUNTS
from tests.recognition.variations.variation import PROJECTS, Variation

PlanChange = Callable[[Plan], Plan]
FIGURES = ("weight", "execution_rate", "score")


def funds_changed(change: Callable[[Table], Table]) -> PlanChange:
    return lambda plan: replace(plan, funds=change(plan.funds))


def without(*keys: str) -> PlanChange:
    return funds_changed(lambda funds: funds.without(*keys))


def expect_without(*keys: str) -> Callable[[Facts], Facts]:
    gone = dict.fromkeys(keys) | {f"{key} value": None for key in keys}
    return lambda facts: changed(facts, "funds", **gone)


def captioned(caption: str) -> PlanChange:
    return funds_changed(lambda funds: replace(funds, caption=caption))


def unit_in_headers(plan: Plan) -> Plan:
    """The unit behind each amount's header, none in the caption."""
    unit = _unit(plan)
    columns = (replace(c, header=f"{c.header}（{unit}）") if c.key in AMOUNTS else c for c in plan.funds.columns)
    return replace(plan, funds=replace(plan.funds, caption=_without_unit(plan), columns=tuple(columns)))


def unit_below_title(plan: Plan) -> Plan:
    """The unit on a line of its own, none in the caption."""
    return replace(captioned(_without_unit(plan))(plan), below_title=(*plan.below_title, f"单位：{_unit(plan)}"))


def unit_above_title(plan: Plan) -> Plan:
    return replace(captioned(_without_unit(plan))(plan), above=(*plan.above, f"金额单位：人民币{_unit(plan)}"))


def _unit(plan: Plan) -> str:
    return "万元" if plan.funds.caption and "万" in plan.funds.caption else "元"


def _without_unit(plan: Plan) -> str:
    return re.sub(r"[（(]\s*万?元\s*[)）]", "", plan.funds.caption or "")


def converted(stated: PlanChange) -> PlanChange:
    """Amounts in 万元 instead of 元, or the other way round, with the unit stated somewhere."""

    def change(plan: Plan) -> Plan:
        unit = _unit(plan)
        to, factor = ("元", Decimal(10_000)) if unit == "万元" else ("万元", Decimal("0.0001"))

        def converted_row(row: Row) -> Row:
            return {**row, **{key: _converted(text_of(row[key]), factor) for key in AMOUNTS if key in row}}

        caption = (plan.funds.caption or "").replace(unit, to)
        return stated(replace(plan, funds=replace(plan.funds.changed(converted_row), caption=caption)))

    return change


def _converted(printed: str, factor: Decimal) -> Content:
    if not printed[:1].isdigit():
        return printed or None
    return typed.number(f"{(Decimal(printed.replace(',', '')) * factor).normalize():f}")


def expect_converted(facts: Facts) -> Facts:
    to, factor = ("元", Decimal(10_000)) if facts["form"][0]["money_unit"] == "万元" else ("万元", Decimal("0.0001"))

    def amount(field: str) -> Callable[[Record], object]:
        return lambda line: line[field] * factor if isinstance(line[field], Decimal) else line[field]

    values = {f"{key} value": amount(f"{key} value") for key in AMOUNTS}
    return changed(changed(facts, "funds", **values), "form", money_unit=to)


def units_in_cells(plan: Plan) -> Plan:
    """Amounts as texts with their unit, 110万元."""
    unit = _unit(plan)

    def change(row: Row) -> Row:
        written = {key: f"{text_of(row[key])}{unit}" for key in AMOUNTS if text_of(row.get(key))[:1].isdigit()}
        return {**row, **written}

    return funds_changed(lambda funds: funds.changed(change))(plan)


def percents(plan: Plan) -> Plan:
    """Rates as numbers below a header with %, 97.00."""

    def change(row: Row) -> Row:
        text = text_of(row["execution_rate"])
        points = text[:-1] if text.endswith("%") else f"{Decimal(text) * 100:f}" if text[:1].isdigit() else None
        return {**row, "execution_rate": typed.number(points) if points else row["execution_rate"]}

    funds = plan.funds.changed(change)
    columns = (replace(c, header="执行率（%）") if c.key == "execution_rate" else c for c in funds.columns)
    return replace(plan, funds=replace(funds, columns=tuple(columns)))


_TEXTS = frozenset(f"funds.{key}" for key in AMOUNTS) | {"spending.amount"}
_MISSING = frozenset({"form.missing"})

VARIATIONS = (
    Variation("funds without 年初", plan=without("initial_budget"), expect=expect_without("initial_budget")),
    Variation(
        "funds without points",
        plan=without("weight"),
        expect=expect_without("weight"),
        unsaid=_MISSING,
        clashes=frozenset({"synonyms"}),
    ),
    Variation(
        "funds without points and score",
        plan=without("weight", "score"),
        expect=expect_without("weight", "score"),
        unsaid=_MISSING,
        kinds=PROJECTS,
    ),
    Variation(
        "funds without rate", plan=without("execution_rate"), expect=expect_without("execution_rate"), unsaid=_MISSING
    ),
    *(
        Variation(
            name, plan=converted(stated), expect=expect_converted, unsaid=_TEXTS, clashes=frozenset({"order", "shapes"})
        )
        for name, stated in (
            ("amounts in the other unit", lambda plan: plan),
            ("amounts in the other unit, said behind each header", unit_in_headers),
            ("amounts in the other unit, said below the title", unit_below_title),
            ("amounts in the other unit, said above the title", unit_above_title),
        )
    ),
    Variation(
        "the caption in another wording", plan=lambda p: captioned(f"项目\n资金\n({_unit(p)})")(p), kinds=PROJECTS
    ),
    Variation(
        "the caption with 单位",
        plan=lambda p: captioned(f"预算执行情况（单位：{_unit(p)}）（10分）")(p),
        kinds=PROJECTS,
    ),
    Variation("amounts with their unit", plan=units_in_cells, unsaid=_TEXTS),
    Variation("rates below a header with %", plan=percents, unsaid=frozenset({"funds.execution_rate"})),
)
