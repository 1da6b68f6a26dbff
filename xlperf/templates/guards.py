"""What a blank form watches: drop-downs, validations with hints, conditional formats for what does not fit."""

from __future__ import annotations

from typing import Any

from xlperf.templates import formulas
from xlperf.templates.plan import Plan


def guard(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Puts everything on the sheet; `alarm` is the format of what does not fit."""
    _offer_years(sheet, plan)
    _guard_amounts(sheet, alarm, plan)
    _guard_weights(sheet, alarm, plan)
    _guard_scores(sheet, alarm, plan)
    _offer_level2(sheet, plan)
    _hint(sheet, plan)


def _offer_years(sheet: Any, plan: Plan) -> None:
    year = plan.layout.year
    choices = [year.pattern.format(year=number) for number in range(year.first, year.last + 1)]
    rule = {"validate": "list", "source": choices, "error_type": "warning"}
    sheet.data_validation(_year_cell(plan), rule | _say("年度", "请从下拉列表中选择年度。"))


def _year_cell(plan: Plan) -> str:
    """The year's cell: below the title, or beside its label, the second of its row."""
    label = plan.layout.year.label
    return next((f"F{row}" for row, labels in zip(plan.head, plan.layout.head, strict=True) if label in labels), "A2")


def _guard_amounts(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Amounts are numbers from zero on; a total shows where it is not the sum of its parts."""
    rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    hint = _say("金额", "请填写不小于 0 的数字，没有的留空；总额应等于各分项之和。")
    sheet.data_validation(f"D{plan.fund_total}:F{plan.funds.last}", rule | hint)
    wrong = formulas.differs_from_parts(plan.fund_total, plan.fund_parts, "D")
    _mark(sheet, alarm, f"D{plan.fund_total}:F{plan.fund_total}", wrong)


def _guard_weights(sheet: Any, alarm: Any, plan: Plan) -> None:
    """Weights lie between 0 and 100; block and total show where they do not add up to their points."""
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    for area in (f"G{plan.fund_total}", plan.indicators.of("G")):
        sheet.data_validation(area, rule | _say("分值", "请填写 0 到 100 的数字；不适用的指标留空。"))
    for block, rows in plan.blocks():
        if block.points is not None:
            wrong = formulas.differs_from_points(rows.fixed("G"), block.points)
            _mark(sheet, alarm, rows.of("B"), wrong)
            _mark(sheet, alarm, rows.of("G"), wrong)
    total = f"$G${plan.total}"
    _mark(sheet, alarm, f"G{plan.total}", formulas.differs_from_points(total, plan.layout.total.points))


def _guard_scores(sheet: Any, alarm: Any, plan: Plan) -> None:
    """A score typed over its formula lies between zero and its weight; one pasted there shows where it does not."""
    hint = "自动计算。指标值和完成值不是纯数字时（如 5次、基本完成），请手工填写，不得高于分值。"
    _guard_score(sheet, alarm, (f"I{plan.fund_total}", f"G{plan.fund_total}"), f"I{plan.fund_total}", _EXECUTION)
    first = plan.indicators.first
    _guard_score(sheet, alarm, (f"H{first}", f"G{first}"), plan.indicators.of("H"), hint)
    sheet.data_validation(f"H{plan.total}", {"validate": "any"} | _say("总分", "各行得分齐全后自动合计。"))


_EXECUTION = "预算执行的得分，不得高于分值。"


def _guard_score(sheet: Any, alarm: Any, first: tuple[str, str], area: str, hint: str) -> None:
    """`first`: score and weight in the first row of the area."""
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
    rows = plan.indicators
    sheet.data_validation(
        rows.of("E", "F"),
        {"validate": "any"} | _say("指标值", "能用数字的只填数字（如 4、90%），得分才能自动计算；不适用的填“不适用”。"),
    )
    sheet.data_validation(
        rows.of("I"), {"validate": "any"} | _say("偏差原因", "未达到指标值或扣了分的，请写明原因和改进措施。")
    )


def _mark(sheet: Any, alarm: Any, area: str, formula: str) -> None:
    sheet.conditional_format(area, {"type": "formula", "criteria": formula, "format": alarm})


def _say(title: str, hint: str) -> dict[str, str]:
    """The hint that shows on selecting the cell, and again on a value that is refused."""
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}
