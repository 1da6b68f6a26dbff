"""The cases of cases/<code>.toml: small forms as tables, and what the check must say of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.snapshots import Row, make_sheet, project_rows
from xlperf.cells import Snapshot
from xlperf.evaluation import Evaluation, Options, evaluate

CASES = Path(__file__).with_name("cases")

FUNDS = [["年度资金总额", 100, 100, 95, 10, "95.00%", "9.5"]]
"""Row 5 of a small form unless the case gives lines of its own; the first indicator then stands in row 9."""


@dataclass(frozen=True, slots=True)
class SmallForm:
    """A case: `finds` are the cells that the check names, `beside` what other checks rightly say of the same form.

    `data` are the rows and whatever else the case sets; `verdict` is the check's on the form.
    """

    code: str
    name: str
    severity: str
    verdict: str
    finds: tuple[str, ...]
    beside: tuple[str, ...]
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def load_cases() -> list[SmallForm]:
    """Every case, the wrong ones of a check before its right ones."""
    return [case for path in sorted(CASES.glob("*.toml")) for case in _read(path)]


def _read(path: Path) -> list[SmallForm]:
    table = tomllib.loads(path.read_text("utf-8"))
    wrong = [_case(path.stem, table["severity"], "finding", data) for data in table["wrong"]]
    return wrong + [_case(path.stem, table["severity"], "pass", data) for data in table["right"]]


def _case(code: str, severity: str, verdict: str, data: dict[str, Any]) -> SmallForm:
    taken = {"severity": severity, "verdict": verdict} | data
    return SmallForm(
        code, taken["name"], taken["severity"], taken["verdict"], tuple(data.get("finds", ())),
        tuple(data.get("beside", ())), data,
    )  # fmt: skip


def judge_small(case: SmallForm) -> Evaluation:
    """The case's form through the whole chain."""
    return judge_rows(case.data)


def judge_rows(data: dict[str, Any]) -> Evaluation:
    """A form as a case gives it: rows, funds, head, headers, goals, grade, lines below the total, file, rules."""
    sheet = make_sheet(_rows(data), data.get("merges", ()))
    snapshot = Snapshot(data.get("file", "表.xlsx"), (sheet,))
    (evaluation,) = evaluate(snapshot, Options(rules=data.get("rules"))).forms
    return evaluation


def _rows(data: dict[str, Any]) -> list[Row]:
    indicators = _padded(data.get("rows", []))
    funds = data.get("funds", FUNDS)
    points = sum(Decimal(str(row[5])) for row in indicators if _is_number(row[5])) + Decimal(str(funds[0][4]))
    scores = [row[6] for row in indicators] + [funds[0][6]]
    total = data.get("total", [points, sum(Decimal(str(score)) for score in scores if _is_number(score))])
    head = data.get("head", {})
    rows = project_rows(funds, indicators, total, head.get("unit", "某县某局"), head.get("title", "项目支出绩效自评表"))
    rows = [_headed(list(row), head, data.get("headers", {})) for row in rows]
    at = 5 + len(funds)
    if "goals" in data:
        rows[at] = (None, data["goals"][0], None, None, data["goals"][1])
    grade: list[Row] = [("等级", data["grade"])] if "grade" in data else []
    return [*rows, *grade, *data.get("below", [])]


def _padded(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with all eight values, and one more that brings the points of the indicators to 90.

    0 for a level or a name is a cell left blank, where those above hold on.
    """
    whole = [[*(value or None for value in row[:3]), *row[3:], *[None] * (8 - len(row))] for row in rows]
    lacking = 90 - sum(Decimal(str(row[5])) for row in whole if _is_number(row[5]))
    filler = ["效益指标", "社会效益指标", "群众获得感", "有所增强", "有所增强", lacking, lacking, None]
    return [*whole, filler] if lacking > 0 else whole


def _is_number(value: object) -> bool:
    return value not in (None, "") and str(value).replace(".", "", 1).isdigit()


_HEAD = {"project": "某项目", "year": "2021年", "department": "某局"}


def _headed(row: list[Any], head: dict[str, str], headers: dict[str, str]) -> list[Any]:
    """The row with the head's values and the headers of the case in the place of the usual ones."""
    changed = {usual: head[field] for field, usual in _HEAD.items() if field in head} | headers
    return [changed.get(value, value) if isinstance(value, str) else value for value in row]
