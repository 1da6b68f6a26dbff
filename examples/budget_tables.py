"""Where everything of a department's published budget stands: each table as boxes on a sheet of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from boxes import Box, Sheet, box, runs
from printed import Typed, number, ratio

Table = dict[str, Any]

SIDES = ("收 入", "收 入", "支 出", "支 出")
LIST = ("项 目", "2022 年预算数", "项 目", "2022 年预算数")
CODES = (14, 11, 27, 12, 12, 12)
"""The widths of a table by codes."""


def lay_out_budget(data: Path) -> dict[str, Sheet]:
    """Every sheet of the workbook by its name."""
    read = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(data.glob("*.json"))}
    made = {name: lay_out(read[stem]) for name, stem, lay_out in SHEETS}
    return made | _text_sheets(read["text-figures"])


def _list(table: Table) -> Sheet:
    """Income beside expenditure."""
    return _sheet(table, (*zip(SIDES, LIST, strict=True),), (30, 14, 36, 14))


def _codes(table: Table) -> Sheet:
    """By unit and code; the unit's name is merged down beside its rows."""
    return _sheet(table, tuple((name,) for name in table["columns"]), CODES, merged=True)


def _expenditure(table: Table) -> Sheet:
    group = "2022 年政府采购项目"
    heads = [(name,) for name in table["columns"][:4]]
    heads += [(group, name.removeprefix("政府采购项目")) for name in table["columns"][4:]]
    return _sheet(table, tuple(heads), (26, 11, 11, 11, 9, 17, 17))


def _three_public(table: Table) -> Sheet:
    group = "公务用车购置及运行维护费"
    heads = [(name,) for name in table["columns"][:5]]
    heads += [(group, name.removeprefix(group)) for name in table["columns"][5:]]
    return _sheet(table, tuple(heads), (20, 14, 8, 11, 11, 8, 12, 12), merged=True)


def _projects(table: Table) -> Sheet:
    return _sheet(table, tuple((name,) for name in table["columns"]), (28, 12, 60))


def _sheet(table: Table, heads: Sequence[tuple[str, ...]], widths: tuple[float, ...], *, merged: bool = False) -> Sheet:
    """Title, unit, money unit, the heads (one or two cells high), the rows as printed."""
    last, top, depth = len(widths) - 1, 3, max(map(len, heads))
    parts = [box(0, 0, table["title"], "title", last)]
    name = "项目名称" if "部门名称" not in table["header"] else "部门名称"
    parts.append(box(1, 0, f"{name}：{table['header'][name]}", "line", last))
    parts.append(box(2, 0, f"单位：{table['money_unit']}", "line", last))
    parts += _heads(heads, top, depth)
    rows = [tuple(row[key] for key in table["columns"]) for row in table["rows"]]
    for at, row in enumerate(rows, top + depth):
        cells = [box(at, left, _typed(value), _look(value)) for left, value in enumerate(row)]
        parts += cells[1:] if merged else cells
    if merged:
        parts += _down([row[0] for row in rows], top + depth)
    return Sheet(tuple(parts), top + depth - 1, widths)


def _heads(heads: Sequence[tuple[str, ...]], top: int, depth: int) -> Iterator[Box]:
    """Groups over their columns; a head without a group over both rows."""
    for first, end in runs([head[0] if len(head) > 1 else head for head in heads]):
        if len(heads[first]) > 1:
            yield box(top, first, heads[first][0], "label", end - 1)
            yield from (box(top + 1, left, heads[left][1], "label") for left in range(first, end))
        else:
            yield box(top, first, heads[first][0], "label", bottom=top + depth - 1)


def _down(names: Sequence[str | None], top: int) -> Iterator[Box]:
    """A name and the blanks below it as one cell."""
    starts = [at for at, name in enumerate(names) if name is not None]
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        yield box(top + start, 0, names[start], "label", bottom=top + end - 1)


def _typed(value: str | None) -> Typed:
    """Codes stay texts, amounts become numbers."""
    is_code = value is not None and value.isdigit() and len(value) in (3, 5, 7) and value.startswith("2")
    return Typed(value) if is_code and len(str(value)) > 3 else ratio(value)


def _look(value: str | None) -> str:
    plain = (value or "0").replace(",", "").replace("-", "").replace(".", "").removesuffix("%")
    return "figure" if plain.isdigit() else "prose"


def lay_out_statement(table: Table) -> Sheet:
    """Table 11: the department's tasks with their money, its goal, its indicators with targets."""
    widths = (9, 17, 13, 26, 10, 12, 12)
    last, head = len(widths) - 1, table["header"]
    parts = [box(0, 0, table["title"], "title", last)]
    parts.append(box(1, 0, f"（{table['fiscal_year']}）", "subtitle", last))
    parts += [box(2, 0, "部门（单位）名称", "label", 1), box(2, 2, head["部门（单位）名称"], "value", 3)]
    parts += [box(2, 4, "主管部门", "label"), box(2, 5, head["主管部门"], "value", last)]
    parts += _tasks(table, 3)
    goal = parts[-1].bottom + 1
    parts += [box(goal, 0, "年度总体目标", "label"), box(goal, 1, table["goal"], "prose", last)]
    parts += _indicators(table["indicators"], goal + 1)
    return Sheet(tuple(parts), goal + 1, widths)


def _tasks(table: Table, top: int) -> Iterator[Box]:
    amounts = ("总额", "其中：财政拨款", "其中：其他资金")
    yield box(top, 0, "年度主要任务", "label", bottom=top + 2 + len(table["tasks"]))
    yield box(top, 1, "任务名称", "label", bottom=top + 1)
    yield box(top, 2, "主要内容", "label", 3, top + 1)
    yield box(top, 4, f"预算金额（{table['money_unit']}）", "label", 6)
    yield from (box(top + 1, left, name, "label") for left, name in enumerate(amounts, 4))
    for at, task in enumerate([*table["tasks"], table["tasks_total"]], top + 2):
        is_sum = task is table["tasks_total"]
        yield box(at, 1, task["任务名称"], "label", 3 if is_sum else None)
        if not is_sum:
            yield box(at, 2, task["主要内容"], "prose", 3)
        yield from (box(at, left, number(task[name]), "figure") for left, name in enumerate(amounts, 4))


def _indicators(rows: list[dict[str, str | None]], top: int) -> Iterator[Box]:
    yield box(top, 0, "年度绩效指标", "label", bottom=top + len(rows))
    for left, right, caption in ((1, 1, "一级指标"), (2, 2, "二级指标"), (3, 4, "三级指标"), (5, 6, "目标值")):
        yield box(top, left, caption, "label", right)
    level1 = [row["level1"] for row in rows]
    level2 = [(row["level1"], row["level2"]) for row in rows]
    yield from (box(top + 1 + a, 1, level1[a], "label", bottom=top + b) for a, b in runs(level1))
    yield from (box(top + 1 + a, 2, level2[a][1], "label", bottom=top + b) for a, b in runs(level2))
    for at, row in enumerate(rows, top + 1):
        yield box(at, 3, row["level3"], "prose", 4)
        yield box(at, 5, ratio(row["target"]), "figure", 6)


def _text_sheets(text: Table) -> dict[str, Sheet]:
    """The figures of the text as tables: they are printed within sentences."""
    change, rate = "比2021年增减额", "增减率"
    amounts = {"收入": text["income_2022"], "支出": text["expenditure_2022"]}
    rows = [(name, amount, text["change_from_2021"], text["change_rate"]) for name, amount in amounts.items()]
    rows += [(name, amount, None, None) for name, amount in text["expenditure_parts"].items()]
    running = text["机关运行经费"]
    projects = [row for project in text["projects"] for row in _project(project)]
    given = ("2022年预算数", change, rate)
    return {
        "文字-收支": _text("部门预算收支总体情况", text, ("项目", *given), rows, (30, 15, 15, 12)),
        "文字-项目": _text("项目支出预算安排情况", text, ("项目名称", "用途", *given), projects, (30, 44, 13, 14, 10)),
        "文字-运行": _text(
            "机关运行经费预算情况", text, ("项目", *given),
            [("机关运行经费", running["2022"], running["increase"], running["rate"])], (30, 15, 15, 12),
        ),
    }  # fmt: skip


def _project(project: Table) -> Iterator[tuple[str | None, ...]]:
    yield project["项目名称"], None, project["预算数"], project["change"], project["change_rate"]
    yield from ((None, part["用途"], part["预算数"], None, None) for part in project["parts"])


def _text(
    title: str, text: Table, columns: tuple[str, ...], rows: Sequence[tuple[str | None, ...]], widths: tuple[float, ...]
) -> Sheet:
    table = {**text, "title": title, "columns": columns}
    table["rows"] = [dict(zip(columns, row, strict=True)) for row in rows]
    return _sheet(table, tuple((name,) for name in columns), widths)


SHEETS = (
    ("表1", "table01-income-expenditure", _list),
    ("表3", "table03-expenditure", _expenditure),
    ("表6", "table06-appropriation", _list),
    ("表7", "table07-general-budget", _codes),
    ("表8", "table08-three-public-expenses", _three_public),
    ("表9", "table09-government-funds", _codes),
    ("表10", "table10-state-capital", _codes),
    ("表11", "table11-department-goals", lay_out_statement),
    ("重点项目", "key-projects", _projects),
)
"""Sheet, data and layout of each table."""
