"""Xiangyang's department form as a plan."""

from __future__ import annotations

from tests.recognition.variations import typed
from tests.recognition.variations.plan import Column, Plan, Table
from tests.recognition.variations.sources import INDICATORS, Facts, indicator_row, read_facts, total_row


def xiangyang(number: str) -> Plan:
    """A department's form without points per indicator, one reason for the whole form, notes with the rule below."""
    facts = read_facts(f"examples/data/xiangyang-2021/{number}.json")
    return Plan(
        title=facts["title"],
        below_title=(f"单位名称：{facts['header']['单位名称']}       填报日期：{facts['header']['填报日期']}",),
        head=((("单位名称", facts["header"]["单位名称"]),), tuple(facts["totals"].items())),
        funds=_funds(facts["budget_execution"]),
        goals_caption=facts["goal"]["label"],
        goals=(("", "\n".join(facts["goal"]["expected"])),),
        indicators=_indicators(facts["indicators"]),
        total=total_row(facts["total"]),
        tail=tuple((facts[key]["label"], facts[key]["text"]) for key in ("deviation", "improvement")),
        notes=("备注：", *facts["remarks"]),
    )


def _funds(money: Facts) -> Table:
    """One line, its points in the label of the block and in the header of the score."""
    keys = ("full_year_budget", "executed", "execution_rate", "score")
    headers = (column.replace("（20", "\n（20") for column in money["columns"])
    figures = (money["budget"], money["executed"], money["execution_rate"], money["score"])
    line = dict(zip(keys, map(typed.rate, figures), strict=True))
    columns = (Column("label", "", 2), *map(Column, keys, headers))
    return Table(money["label"].replace("（20", "\n（20"), columns, ({"label": money["row"]} | line,))


def _indicators(rows: list[Facts]) -> Table:
    names = {"target": "年初目标值（A）", "actual": "实际完成值（B）"}
    columns = (c for c in INDICATORS if c.key not in ("weight", "reason"))
    named = tuple(Column(c.key, names.get(c.key, c.header)) for c in columns)
    return Table("年度绩效指标", named, tuple(indicator_row(row) for row in rows))
