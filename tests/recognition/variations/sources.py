"""Published facts as plans: Shenzhen's and Shanghai's project forms, the national one made from a Shenzhen form."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
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


def read_facts(path: str) -> Facts:
    facts: Facts = json.loads((ROOT / path).read_text("utf-8"))
    return facts


def shenzhen(number: str) -> Plan:
    """Title, project and year, department and unit; amounts in 元, 满意度 inside 效益."""
    facts = read_facts(f"examples/data/shenzhen-2021/{number}.json")
    head = facts["header"]
    rows = (
        (("项目名称", head["项目名称"]), ("实施年度", facts["fiscal_year"])),
        (("主管部门", head["主管部门"]), ("实施单位", head["实施单位"])),
    )
    return _project(facts, rows, ())


def shanghai(number: str) -> Plan:
    """The year on a line of its own; amounts in 万元, 满意度 as a level 1."""
    facts = read_facts(f"examples/data/shanghai-2020/{number}.json")
    return _project(facts, _head_below_year(facts["header"]), (facts["fiscal_year"],))


def national(number: str) -> Plan:
    """A Shenzhen form of no region: amounts in 万元, counts as ≥, blocks 产出50 效益30 满意度10."""
    facts = read_facts(f"examples/data/shenzhen-2021/{number}.json")
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
    goal = facts["goal"]
    return Plan(
        title=facts["title"],
        below_title=below,
        head=head,
        funds=Table(facts["print"]["money_caption"], FUNDS, tuple(_fund_line(line, as_rate) for line in lines)),
        goals=(("预期目标", goal["expected"]), ("实际完成情况", goal["actual"])),
        indicators=Table(
            facts["print"]["indicators_caption"], INDICATORS, tuple(indicator_row(row) for row in facts["indicators"])
        ),
        total=total_row(facts["total"]) | {"reason": facts["total"]["reason"]},
    )


def _fund_line(line: Facts, as_rate: Callable[[str], Content]) -> Row:
    figures = {key: typed.number(line[key]) for key in (*AMOUNTS, "weight", "score")}
    rate = line["execution_rate"]
    return {"label": line.get("label_meant", line["label"])} | figures | {"execution_rate": rate and as_rate(rate)}


def indicator_row(row: Facts) -> Row:
    texts = {key: row[key] for key in ("level1", "level2", "level3", "reason")}
    values = {key: typed.value(row[key]) for key in ("target", "actual")}
    return texts | values | {key: typed.number(row[key]) for key in ("weight", "score")}


def total_row(total: Facts) -> dict[str, Content]:
    return {"label": "总分"} | {key: typed.number(total[key]) for key in ("weight", "score")}
