"""Builds the example files of docs/guide.md from `data/guide.toml`: `python examples/guide.py [TARGET]`.

Made up, with mistakes put in on purpose, so that the guide has something to show; the same bytes every time.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from boxes import Box, Sheet, box
from drawing import draw
from printed import number
from project import lay_out_project

HERE = Path(__file__).parent
DATA = HERE / "data" / "guide.toml"

FUND = ("label", "initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
INDICATOR = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
PRINT = {
    "money_caption": "项目资金（元）",
    "indicators_caption": "年度绩效指标",
    "starred_captions": False,
    "starred_goal": False,
    "level2_in_every_row": True,
    "text_rates": True,
    "percent_targets": False,
}


def main(target: Path) -> None:
    """Writes the forms, the lists to hold them against and the summary to fill, below `target`."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    for form in data["form"]:
        sheet = lay_out_project(_as_printed(form))
        for name in form["files"]:
            draw({"项目支出绩效自评表": sheet}, target / name)
    for table in data["table"]:
        draw({table["sheet"]: Sheet(tuple(_cells(table["rows"])), 0, tuple(table["widths"]))}, target / table["file"])


def _as_printed(form: dict[str, Any]) -> dict[str, Any]:
    """A form as the layout takes it."""
    head = {"项目名称": form["project"], "主管部门": "某市文化和旅游局", "实施单位": form["unit"]}
    return {
        "title": "项目支出绩效自评表",
        "fiscal_year": form["year"],
        "header": head,
        "print": PRINT,
        "funds": [_named(FUND, line) for line in form["funds"]],
        "goal": {"expected": form["expected"], "actual": form["achieved"]},
        "indicators": [_named(INDICATOR, row) for row in form["rows"]],
        "total": {"weight": "100", "score": form["total"] or None, "reason": "—"},
    }


def _named(names: tuple[str, ...], values: list[str]) -> dict[str, str | None]:
    return {name: value or None for name, value in zip(names, values, strict=True)}


def _cells(rows: list[list[str]]) -> Iterator[Box]:
    """A plain table: a row of headers, numbers as numbers, the other texts as they are."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            yield box(at, column, number(text) if text and at else text or None, "label")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "docs" / "guide")
