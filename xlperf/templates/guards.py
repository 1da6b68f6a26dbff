"""What a blank form watches: drop-downs, validations with hints, conditional formats for what does not fit."""

from __future__ import annotations

from typing import Any

from xlperf.templates import formulas
from xlperf.templates.plan import Plan

_AMOUNT = {"validate": "decimal", "criteria": ">=", "value": 0}


def guard(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Puts everything on the sheet; `alarm` is the format of what does not fit."""
    weighed = "weight" in plan.layout.indicators.letters
    _offer_years(sheet, plan)
    _guard_head_amounts(sheet, plan)
    _guard_amounts(sheet, alarm, plan)
    if weighed:
        _guard_weights(sheet, alarm, plan)
    _guard_scores(sheet, alarm, plan, weighed)
    _offer_level2(sheet, plan)
    if weighed:
        _hint(sheet, plan)


def _offer_years(sheet: Any, plan: Plan) -> None:
    year = plan.layout.year
    choices = [year.pattern.format(year=number) for number in range(year.first, year.last + 1)]
    rule = {"validate": "list", "source": choices, "error_type": "warning"}
    sheet.data_validation(_year_cell(plan), rule | _say("年度", "请从下拉列表中选择年度。"))


def _year_cell(plan: Plan) -> str:
    """The year's cell: the title, the line below it, or beside its label, the second of its row."""
    year = plan.layout.year
    beside = (f"F{row}" for row, labels in zip(plan.head, plan.layout.head, strict=True) if year.label in labels)
    return "A1" if year.in_title else next(beside, "A2")


def _guard_head_amounts(sheet: Any, plan: Plan) -> None:
    """Amounts of the head are numbers from zero on."""
    for row, labels in zip(plan.head, plan.layout.head, strict=True):
        for letter, label in zip("BF", labels, strict=False):
            if label in plan.layout.head_amounts:
                sheet.data_validation(f"{letter}{row}", _AMOUNT | _say("金额", "请填写不小于 0 的数字。"))


def _guard_amounts(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Amounts are numbers from zero on; a total shows where it is not the sum of its parts."""
    letters, total, parts = plan.layout.funds.letters, plan.fund_total, plan.layout.funds.parts
    first, last = letters.get("initial_budget", letters["full_year_budget"]), letters["executed"]
    sums = "；总额应等于各分项之和" if parts else ""
    hint = _say("金额", f"请填写不小于 0 的数字，没有的留空{sums}。")
    sheet.data_validation(f"{first}{total}:{last}{plan.funds.last}", _AMOUNT | hint)
    if parts:
        wrong = formulas.differs_from_parts(total, plan.fund_parts, first)
        _mark(sheet, alarm, f"{first}{total}:{last}{total}", wrong)


def _guard_weights(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Weights lie between 0 and 100; block and total show where they do not add up to their points."""
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    letter = plan.layout.indicators.letters["weight"]
    for area in (plan.execution_weight(), plan.indicators.of(letter)):
        sheet.data_validation(area, rule | _say("分值", "请填写 0 到 100 的数字；不适用的指标留空。"))
    for block, rows in plan.blocks():
        if block.points is not None:
            wrong = formulas.differs_from_points(rows.fixed(letter), block.points)
            _mark(sheet, alarm, rows.of("B"), wrong)
            _mark(sheet, alarm, rows.of(letter), wrong)
    total = formulas.differs_from_points(f"${letter}${plan.total}", plan.layout.total.points)
    _mark(sheet, alarm, f"{letter}{plan.total}", total)


def _guard_scores(sheet: Any, alarm: Any, plan: Plan, weighed: bool) -> None:
    """A score typed over its formula lies between zero and its weight; one pasted there shows where it does not."""
    execution, letter = plan.fund(plan.fund_total)["score"], plan.layout.indicators.letters["score"]
    _guard_score(sheet, alarm, (execution, plan.execution_weight()), execution, "预算执行的得分，不得高于分值。")
    if weighed:
        first = plan.indicator(plan.indicators.first)
        hint = "自动计算。指标值和完成值不是纯数字时（如 5次、基本完成），请手工填写，不得高于分值。"
        _guard_score(sheet, alarm, (first["score"], first["weight"]), plan.indicators.of(letter), hint)
    else:
        _guard_block_scores(sheet, alarm, plan, letter)
    sheet.data_validation(f"{letter}{plan.total}", {"validate": "any"} | _say("总分", "各行得分齐全后自动合计。"))


def _guard_block_scores(sheet: Any, alarm: Any, plan: Plan, letter: str) -> None:
    """Without weights, a block's scores lie between zero and its points, together too."""
    hint = "请按计分原则填写；同一个一级指标的得分合计不得高于它的分值。"
    for block, rows in plan.blocks():
        scores = rows.of(letter)
        _guard_score(sheet, alarm, (f"{letter}{rows.first}", str(block.points)), scores, hint)
        for area in (rows.of("B"), scores):
            _mark(sheet, alarm, area, formulas.exceeds_points(rows.fixed(letter), block.points))


def _guard_score(sheet: Any, alarm: Any, first: tuple[str, str], area: str, hint: str) -> None:
    """`first`: score and weight, a cell or a number, in the first row of the area."""
    rule = {"validate": "custom", "value": formulas.is_within_weight(*first)}
    sheet.data_validation(area, rule | _say("得分", hint))
    _mark(sheet, alarm, area, f"=AND(COUNT({first[0]})=1,OR(N({first[0]})>N({first[1]}),N({first[0]})<0))")


def _offer_level2(sheet: Any, plan: Plan) -> None:
    """Where level 2 stands in every row, a row may be given to another label of its block."""
    if not plan.layout.indicators.level2_in_every_row:
        return
    for block, rows in plan.blocks():
        choices = [group.label for group in block.level2]
        hint = _say("二级指标", "可以从下拉列表中改选本行的二级指标。")
        sheet.data_validation(rows.of("C"), {"validate": "list", "source": choices, "error_type": "warning"} | hint)


def _hint(sheet: Any, plan: Plan) -> None:
    """Hints that come with no rule."""
    rows, letters = plan.indicators, plan.layout.indicators.letters
    sheet.data_validation(
        rows.of(letters["target"], letters["actual"]),
        {"validate": "any"} | _say("指标值", "能用数字的只填数字（如 4、90%），得分才能自动计算；不适用的填“不适用”。"),
    )
    sheet.data_validation(
        rows.of(letters["reason"]),
        {"validate": "any"} | _say("偏差原因", "未达到指标值或扣了分的，请写明原因和改进措施。"),
    )


def _mark(sheet: Any, alarm: Any, area: str, formula: str) -> None:
    sheet.conditional_format(area, {"type": "formula", "criteria": formula, "format": alarm})


def _say(title: str, hint: str) -> dict[str, str]:
    """The hint that shows on selecting the cell, and again on a value that is refused."""
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}
