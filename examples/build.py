"""Builds the example workbooks from `data/`: `python examples/build.py [TARGET]`, byte for byte the same every time.

The data are published forms as printed; see README.md beside this script.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivable import without_derivable
from drawing import draw
from layout import lay_out

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Series:
    """A series of published forms; `scored_by_rate` says whether its execution scores follow from the rates."""

    data: str
    folder: str
    sheet: str
    scored_by_rate: bool
    blank: tuple[str, ...]
    """Forms of which there is a copy with blank scores."""


SERIES = (
    Series("shenzhen-2021", "深圳", "项目支出绩效自评表", True, ("01", "03", "09", "11")),
    Series("shanghai-2020", "上海", "财政项目支出绩效自评表", False, ("01", "04")),
)


def main(target: Path) -> None:
    """Writes `inbox/` and `blank-scores/` below `target`."""
    for series in SERIES:
        for source in sorted((HERE / "data" / series.data).glob("*.json")):
            form = json.loads(source.read_text("utf-8"))
            name = f"{series.folder}/{source.stem}-{_file_name(form)}.xlsx"
            draw(lay_out(form), series.sheet, target / "inbox" / name)
            if source.stem in series.blank:
                blank = without_derivable(form, series.scored_by_rate)
                draw(lay_out(blank), series.sheet, target / "blank-scores" / name)


def _file_name(form: dict[str, Any]) -> str:
    return str(form["header"]["项目名称"]).replace(" ", "")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
