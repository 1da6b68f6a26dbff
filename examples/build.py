"""Builds the example workbooks from `data/`: `python examples/build.py [TARGET]`, byte for byte the same every time.

The data are published forms as printed; see README.md beside this script.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from boxes import Sheet
from budget_tables import lay_out_budget
from completion import lay_out_completion
from department import lay_out_department
from derivable import without_derivable, without_derivable_department
from drawing import draw
from project import lay_out_project
from rubric import lay_out_rubric

HERE = Path(__file__).parent

Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of published forms, all of the same kind; each file is named after its number and the head's `name`."""

    data: str
    folder: str
    sheet: str
    name: str
    lay_out: Callable[[Form], Sheet]
    without_derivable: Callable[[Form], Form]
    blank: tuple[str, ...]
    """Forms of which there is a copy with blank scores."""


SERIES = (
    Series(
        "shenzhen-2021", "深圳", "项目支出绩效自评表", "项目名称",
        lay_out_project, partial(without_derivable, scored_by_rate=True), ("01", "03", "09", "11"),
    ),
    Series(
        "shanghai-2020", "上海", "财政项目支出绩效自评表", "项目名称",
        lay_out_project, partial(without_derivable, scored_by_rate=False), ("01", "04"),
    ),
    Series(
        "xiangyang-2021", "襄阳", "部门整体绩效自评表", "单位名称",
        lay_out_department, without_derivable_department, ("01",),
    ),
)  # fmt: skip


BUDGET = "深圳市科学技术协会（本级）2022年部门预算.xlsx"
"""The workbook with every table of a department's published budget."""


def main(target: Path) -> None:
    """Writes `inbox/`, `blank-scores/` and `budget/` below `target`."""
    for series in SERIES:
        for source in sorted((HERE / "data" / series.data).glob("*.json")):
            form = json.loads(source.read_text("utf-8"))
            name = f"{series.folder}/{source.stem}-{form['header'][series.name].replace(' ', '')}.xlsx"
            draw({series.sheet: series.lay_out(form)}, target / "inbox" / name)
            if source.stem in series.blank:
                blank = series.without_derivable(form)
                draw({series.sheet: series.lay_out(blank)}, target / "blank-scores" / name)
    _draw_report(HERE / "data" / "shenzhen-dept-2020", target / "inbox" / "深圳部门")
    draw(lay_out_budget(HERE / "data" / "shenzhen-budget-2022"), target / "budget" / BUDGET)


def _draw_report(data: Path, target: Path) -> None:
    """The two forms of a department's report; beside the rubric the figures of its text."""
    read = {path.stem: json.loads(path.read_text("utf-8")) for path in data.glob("*.json")}
    unit = read["rubric"]["header"]["部门名称"]
    draw({"绩效目标完成情况自评表": lay_out_completion(read["completion"])}, target / f"01-完成情况自评表-{unit}.xlsx")
    draw(lay_out_rubric(read["rubric"], read["evidence"]), target / f"02-评分表-{unit}.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
