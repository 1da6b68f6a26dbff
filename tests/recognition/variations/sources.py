"""Published facts as plans: Shenzhen's and Shanghai's project forms, the national one made from a Shenzhen form,
Xiangyang's department form (data/, transcribed as printed)."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.recognition.variations import typed
from tests.recognition.variations.plan import Column, Content, Plan, Row, Table

ROOT = Path(__file__).parents[3]
REASON = "偏差原因分析及改进措施"
AMOUNTS = ("initial_budget", "full_year_budget", "executed")
Facts = dict[str, Any]

FUNDS = (
    Column("label", "", 2),
    Column("initial_budget", "年初预算数"),
    Column("full_year_budget", "全年预算数"),
    Column("executed", "全年执行数"),
    Column("weight", "分值"),
    Column("execution_rate", "执行率"),
    Column("score", "得分"),
)
INDICATORS = (
    Column("level1", "一级指标"),
    Column("level2", "二级指标"),
    Column("level3", "三级指标"),
    Column("target", "年度指标值"),
    Column("actual", "实际完成值"),
    Column("weight", "分值"),
    Column("score", "得分"),
    Column("reason", REASON),
)


@cache
def plan_of(kind: str, number: str) -> Plan:
    """A plan of a kind (`PLANS`) by the number of its facts."""
    return PLANS[kind](number)


def _read(path: str) -> Facts:
    facts: Facts = json.loads((ROOT / path).read_text("utf-8"))
    return facts


def shenzhen(number: str) -> Plan:
    """Title, project and year, department and unit; amounts in 元, 满意度 inside 效益."""
    facts = _read(f"examples/data/shenzhen-2021/{number}.json")
    head = facts["header"]
    rows = (
        (("项目名称", head["项目名称"]), ("实施年度", facts["fiscal_year"])),
        (("主管部门", head["主管部门"]), ("实施单位", head["实施单位"])),
    )
    return _project(facts, rows, ())


def shanghai(number: str) -> Plan:
    """The year on a line of its own; amounts in 万元, 满意度 as a level 1."""
    facts = _read(f"examples/data/shanghai-2020/{number}.json")
    return _project(facts, _head_below_year(facts["header"]), (facts["fiscal_year"],))


def national(number: str) -> Plan:
    """A Shenzhen form of no region: amounts in 万元, counts as ≥, blocks 产出50 效益30 满意度10."""
    facts = _read(f"examples/data/shenzhen-2021/{number}.json")
    head = facts["header"] | {"主管部门": "某省科学技术协会", "实施单位": "某省科学技术协会（本级）"}
    facts["print"] |= {"money_caption": "项目资金（万元）", "indicators_caption": "绩效指标", "starred_captions": False}
    facts["funds"] = [line | {key: _in_ten_thousands(line[key]) for key in AMOUNTS} for line in facts["funds"]]
    facts["indicators"] = [_national_row(row) for row in facts["indicators"]]
    return _project(facts, _head_below_year(head), ("（2021年度）",))


def _head_below_year(head: Facts) -> tuple[tuple[tuple[str, str], ...], ...]:
    pair = (("主管部门", head["主管部门"]), ("实施单位", head["实施单位"]))
    return ((("项目名称", head["项目名称"]),), pair)


def _in_ten_thousands(printed: str) -> str:
    return f"{Decimal(printed.replace(',', '')) / 10_000:f}" if printed[0].isdigit() else printed


def _national_row(row: Facts) -> Facts:
    """Satisfaction in a block of its own, a count as a lower bound."""
    satisfied = row["level2"] == "满意度指标"
    target = f"≥{row['target']}" if row["target"][0].isdigit() else row["target"]
    level1 = "满意度指标（10分）" if satisfied else row["level1"].replace("40", "30")
    level2 = "服务对象满意度指标" if satisfied else row["level2"]
    return row | {"level1": level1, "level2": level2, "target": target}


def _project(facts: Facts, head: tuple[tuple[tuple[str, Content], ...], ...], below: tuple[str, ...]) -> Plan:
    lines = [line for line in facts["funds"] if line.get("label_meant", line["label"]) is not None]
    as_rate = str if facts["print"]["text_rates"] else typed.rate
    goal, total = facts["goal"], facts["total"]
    return Plan(
        title=facts["title"],
        below_title=below,
        head=head,
        funds=Table(facts["print"]["money_caption"], FUNDS, tuple(_fund_line(line, as_rate) for line in lines)),
        goals=(("预期目标", goal["expected"]), ("实际完成情况", goal["actual"])),
        indicators=Table(
            facts["print"]["indicators_caption"], INDICATORS, tuple(_indicator(row) for row in facts["indicators"])
        ),
        total=_total(total) | {"reason": total["reason"]},
    )


def _fund_line(line: Facts, as_rate: Callable[[str], Content]) -> Row:
    figures = {key: typed.number(line[key]) for key in (*AMOUNTS, "weight", "score")}
    rate = line["execution_rate"]
    return {"label": line.get("label_meant", line["label"])} | figures | {"execution_rate": rate and as_rate(rate)}


def _indicator(row: Facts) -> Row:
    texts = {key: row[key] for key in ("level1", "level2", "level3", "reason")}
    values = {key: typed.value(row[key]) for key in ("target", "actual")}
    return texts | values | {key: typed.number(row[key]) for key in ("weight", "score")}


def _total(total: Facts) -> dict[str, Content]:
    return {"label": "总分"} | {key: typed.number(total[key]) for key in ("weight", "score")}


def xiangyang(number: str) -> Plan:
    """A department's form without points per indicator, one reason for the whole form, notes with the rule below."""
    facts = _read(f"tests/recognition/variations/data/xiangyang-2021-{number}.json")
    money = facts["budget_execution"]
    keys = ("full_year_budget", "executed", "execution_rate", "score")
    headers = (column.replace("（20", "\n（20") for column in money["columns"])
    figures = (money["budget"], money["executed"], money["execution_rate"], money["score"])
    line = dict(zip(keys, map(typed.rate, figures), strict=True))
    columns = [c for c in INDICATORS if c.key not in ("weight", "reason")]
    names = {"target": "年初目标值（A）", "actual": "实际完成值（B）"}
    return Plan(
        title=facts["title"],
        below_title=(f"单位名称：{facts['header']['单位名称']}       填报日期：{facts['header']['填报日期']}",),
        head=((("单位名称", facts["header"]["单位名称"]),), tuple(facts["totals"].items())),
        funds=Table(
            money["label"].replace("（20", "\n（20"),
            (Column("label", "", 2), *map(Column, keys, headers)),
            ({"label": money["row"]} | line,),
        ),
        goals_caption=facts["goal"]["label"],
        goals=(("", "\n".join(facts["goal"]["expected"])),),
        indicators=Table(
            "年度绩效指标",
            tuple(Column(c.key, names.get(c.key, c.header)) for c in columns),
            tuple(_indicator(row) for row in facts["indicators"]),
        ),
        total=_total(facts["total"]),
        tail=tuple((facts[key]["label"], facts[key]["text"]) for key in ("deviation", "improvement")),
        notes=("备注：", *facts["remarks"]),
    )


PLANS: dict[str, Callable[[str], Plan]] = {
    "shenzhen": shenzhen,
    "shanghai": shanghai,
    "national": national,
    "xiangyang": xiangyang,
}
NUMBERS = {
    "shenzhen": tuple(f"{n:02}" for n in range(1, 13)),
    "shanghai": tuple(f"{n:02}" for n in range(1, 15)),
    "national": ("01", "03", "09"),
    "xiangyang": ("01",),
}
"""The facts of each kind; the first are those of the named variations, except where `BASE` names others."""

BASE = {"shenzhen": "03", "shanghai": "01", "national": "01", "xiangyang": "01"}
"""The facts that the named variations are made of."""
