"""The published rubric as a snapshot, with changes, and with an input sheet beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.snapshots import Row, make_sheet
from xlperf.cells import Snapshot
from xlperf.evaluation import Evaluation, Options, evaluate

FORM: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "examples/data/shenzhen-dept-2020/rubric.json").read_text("utf-8")
)
FIRST = 5
"""The row of the first criterion; columns A–G as printed."""

HEADER: Sequence[Row] = (
    (FORM["title"],),
    ("部门名称", FORM["header"]["部门名称"], None, None, None, "年度", FORM["fiscal_year"]),
    ("评价指标", None, None, None, "指标说明", "评分标准", "分数"),
    ("一级指标", "二级指标", "三级指标", "分值"),
)
MERGES = ("A3:D3", "E3:E4", "F3:F4", "G3:G4", "A26:F26", "A27:F27")
KEYS = ("level1", "level2", "level3", "weight", "description", "criteria", "score")


def rubric_rows() -> list[list[object]]:
    """The form as printed: levels where they begin, points and scores as numbers, total and grade below."""
    rows: list[list[object]] = []
    above: dict[str, object] = {}
    for line in FORM["indicators"]:
        row = [None if key in KEYS[:2] and above.get(key) == line[key] else line[key] for key in KEYS]
        row[3], row[6] = Decimal(line["weight"]), Decimal(line["score"])
        rows.append(row)
        above = line
    end: list[list[object]] = [["综合评分", *[None] * 5, 97.95], ["评分等级", *[None] * 5, "优"]]
    return [*map(list, HEADER), *rows, *end]


def address_of(name: str, column: str = "G") -> str:
    """The cell of a criterion."""
    return f"{column}{FIRST + [line['level3'] for line in FORM['indicators']].index(name)}"


def rubric_snapshot(
    changes: Mapping[str, object] = {}, inputs: Iterable[Row] = (), merges: Sequence[str] = MERGES
) -> Snapshot:
    """The printed form with changed cells, and a second sheet of labels and values where there are inputs."""
    rows = rubric_rows()
    for address, content in changes.items():
        rows[int(address[1:]) - 1] += [None] * 7
        rows[int(address[1:]) - 1][ord(address[0]) - 65] = content
    sheets = [make_sheet(rows, merges, "评分表")]
    listed = list(inputs)
    return Snapshot("评分表.xlsx", (*sheets, make_sheet(listed, (), "评分依据")) if listed else tuple(sheets))


def judge_rubric(
    changes: Mapping[str, object] = {},
    inputs: Iterable[Row] = (),
    options: Options = Options(),
    merges: Sequence[str] = MERGES,
) -> Evaluation:
    """The same through the whole chain."""
    (evaluation,) = evaluate(rubric_snapshot(changes, inputs, merges), options).forms
    return evaluation
