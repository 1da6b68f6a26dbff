"""Targets written in parts: sign, value and unit in columns of their own, or in the indicator's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.facts import Facts, Record, changed
from tests.recognition.variations.headers import grouped
from tests.recognition.variations.page import Page
from tests.recognition.variations.plan import Column, Plan, Row, text_of
from tests.recognition.variations.variation import Variation

_SIGNS = {"": "", "≥": "≥", "≤": "≤", "=": "=", ">": ">", "<": "<"}
_PLAIN = "次个家场份人天台%"
"""Units that stand behind a number alone, so that a target can be taken apart."""

UNSAID = frozenset({"indicators.target"})
NAMES_UNSAID = UNSAID | {"indicators.level3", "indicators.actual"}


def parts_of(text: str) -> tuple[str, str, str] | None:
    """Sign, value and unit of a simple target, None for any other."""
    value = text.lstrip("≥≤=><")
    sign = text[: len(text) - len(value)]
    unit = value[-1:] if value[-1:] in _PLAIN else ""
    value = value.removesuffix(unit)
    return (sign, value, unit) if sign in _SIGNS and value.replace(".", "", 1).isdigit() else None


def taken_apart(row: Row, blank: str = "定性") -> Row:
    """Sign, value and unit under fields of their own; a target in words has no sign but 定性."""
    text = text_of(row["target"])
    words = "" if any(sign.isdigit() for sign in text) else blank
    sign, value, unit = parts_of(text) or (words, None, "")
    rest = row["target"] if value is None else typed.number(value)
    return {**row, "sign": sign or None, "target": rest, "unit": unit or None}


def in_columns(sign: str, unit: str, blank: str = "定性", target: str = "") -> Callable[[Plan], Plan]:
    """The target in three columns, with the headers given."""

    def change(plan: Plan) -> Plan:
        table = plan.indicators.changed(lambda row: taken_apart(row, blank))
        names = tuple(replace(c, header=target) if target and c.key == "target" else c for c in table.columns)
        table = replace(table, columns=names).with_beside("target", Column("unit", unit))
        return replace(plan, indicators=table.with_beside("target", Column("sign", sign), before=True))

    return change


def sign_in_column(plan: Plan) -> Plan:
    """The sign alone in a column of its own; value and unit stay together."""

    def change(row: Row) -> Row:
        sign, value, unit = parts_of(text_of(row["target"])) or ("", None, "")
        return {**row, "sign": sign or None, "target": row["target"] if value is None else value + unit}

    table = plan.indicators.changed(change)
    return replace(plan, indicators=table.with_beside("target", Column("sign", "运算符号"), before=True))


def unit_in_column(plan: Plan) -> Plan:
    """The unit alone in a column of its own; sign and value stay together."""

    def change(row: Row) -> Row:
        sign, value, unit = parts_of(text_of(row["target"])) or ("", None, "")
        return {**row, "unit": unit or None, "target": row["target"] if value is None else sign + value}

    return replace(plan, indicators=plan.indicators.changed(change).with_beside("target", Column("unit", "计量单位")))


def bare_actuals(plan: Plan) -> Plan:
    """The actual value as a number alone as well, its unit in the column beside the target."""

    def change(row: Row) -> Row:
        apart, target = parts_of(text_of(row["actual"])), parts_of(text_of(row["target"]))
        alike = apart and target and apart[2] == target[2]
        return taken_apart({**row, "actual": typed.number(apart[1])} if apart and alike else row)

    table = plan.indicators.changed(change).with_beside("target", Column("unit", "计量单位"))
    return replace(plan, indicators=table.with_beside("target", Column("sign", "指标性质"), before=True))


def signed_equal(plan: Plan) -> Plan:
    """A sign in every row: ＝ where the target is a bare number."""

    def change(row: Row) -> Row:
        apart = parts_of(text_of(row["target"]))
        return {**row, "target": "=" + text_of(row["target"])} if apart and not apart[0] else row

    return in_columns("运算符号", "计量单位")(replace(plan, indicators=plan.indicators.changed(change)))


def expect_equal(facts: Facts) -> Facts:
    """A bare number is a number to be met exactly."""

    def signed(row: Record) -> tuple[object, ...] | None:
        quantity = row["target quantity"]
        apart = parts_of(row["target"])
        return ("=", *quantity[1:]) if quantity and apart and not apart[0] else quantity

    return changed(facts, "indicators", **{"target quantity": signed})


def spelled_signs(words: dict[str, str]) -> Callable[[Plan], Plan]:
    """Signs in a column of their own, in other spellings."""

    def change(plan: Plan) -> Plan:
        parted = in_columns("运算符号", "计量单位")(plan)
        table = parted.indicators.changed(lambda row: {**row, "sign": words.get(str(row["sign"]), row["sign"])})
        return replace(parted, indicators=table)

    return change


def in_name(pattern: str) -> Callable[[Plan], Plan]:
    """Sign and unit of a target in brackets behind the indicator's name, target and actual bare numbers."""

    def change(row: Row) -> Row:
        target, actual = parts_of(text_of(row["target"])), parts_of(text_of(row["actual"]))
        if not (target and actual and target[2] and target[2] == actual[2]):
            return row
        sign = target[0] if "{sign}" in pattern else ""
        name = text_of(row["level3"]) + pattern.format(sign=sign, unit=target[2])
        value = target[1] if "{sign}" in pattern else target[0] + target[1]
        return {**row, "level3": name, "target": typed.value(value), "actual": typed.value(actual[1])}

    return lambda plan: replace(plan, indicators=plan.indicators.changed(change))


def above_parts(page: Page) -> Page:
    return grouped("indicators", ("sign", "target", "unit"), "年度指标值")(page)


_WORDS = {"≥": ">=", "≤": "<=", "=": "═"}
_SPOKEN = {"≥": "大于等于", "≤": "小于等于", "=": "等于"}

VARIATIONS = (
    Variation("运算符号 目标值 计量单位", plan=in_columns("运算符号", "计量单位", target="目标值"), unsaid=UNSAID),
    Variation("指标性质 指标值 度量单位", plan=in_columns("指标性质", "度量单位", target="指标值"), unsaid=UNSAID),
    Variation("计算符号 年度指标值 计算单位", plan=in_columns("计算符号", "计算单位"), unsaid=UNSAID),
    Variation("sign column blank for words", plan=in_columns("运算符号", "计量单位", blank=""), unsaid=UNSAID),
    Variation("sign column with a mark for words", plan=in_columns("运算符号", "计量单位", blank="/"), unsaid=UNSAID),
    Variation(
        "年度指标值 above sign, value and unit",
        plan=in_columns("运算符号", "计量单位", target="目标值"),
        page=above_parts,
        unsaid=UNSAID,
    ),
    Variation("sign in a column", plan=sign_in_column, unsaid=UNSAID),
    Variation("unit in a column", plan=unit_in_column, unsaid=UNSAID),
    Variation("a sign in every row", plan=signed_equal, expect=expect_equal, unsaid=UNSAID),
    Variation("signs as >= and <=", plan=spelled_signs(_WORDS), unsaid=UNSAID),
    Variation("signs in words", plan=spelled_signs(_SPOKEN), unsaid=UNSAID),
    Variation(
        "unit column for target and actual",
        plan=bare_actuals,
        unsaid=UNSAID | {"indicators.actual", "indicators.actual quantity"},
    ),
    Variation("unit in the name", plan=in_name("（{unit}）"), unsaid=NAMES_UNSAID | {"indicators.actual quantity"}),
    Variation(
        "unit in the name as 单位",
        plan=in_name("（单位：{unit}）"),
        unsaid=NAMES_UNSAID | {"indicators.actual quantity"},
    ),
    Variation(
        "sign and unit in the name",
        plan=in_name("（{sign}{unit}）"),
        unsaid=NAMES_UNSAID | {"indicators.actual quantity"},
    ),
)
