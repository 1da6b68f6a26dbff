"""Workbooks of forms with columns that nobody has heard of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from tests.support.snapshots import project_rows


def unknown_form(path: Path, words: Mapping[str, str] = {}, beside: tuple[str, ...] = ()) -> Path:
    """A form whose labels are replaced by `words`, further headers `beside` those of the indicators from J8 on."""
    indicators = (
        ("产出指标（50分）", "数量指标", "培训次数", "5次", "5次", 50, 50, None),
        ("效益指标（40分）", "社会效益指标", "影响力", "得到提升", "得到提升", 40, 40, None),
    )
    book = Workbook()
    for row in project_rows(indicators=indicators, unit="云川市某局", title="云川市项目支出绩效自评表"):
        further = beside if "一级指标" in row else ()
        book.worksheets[0].append(
            [words.get(cell, cell) if isinstance(cell, str) else cell for cell in (*row, *further)]
        )
    book.save(path)
    return path
