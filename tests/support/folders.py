"""Folders of small forms, and what runs over them leave."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook

from tests.support.snapshots import Row, project_rows

ROWS: tuple[Row, ...] = (
    ("产出指标（50分）", "数量指标", "培训次数", "5次", "5次", 50, 50, None),
    ("效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, 30, None),
    ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
)

MISSED: tuple[Row, ...] = (("产出指标（50分）", "数量指标", "培训次数", "5次", "4次", 50, 50, None), *ROWS[1:])
"""A target that was missed, with full points and no reason."""

REPORTS = {"汇总.xlsx", "report.json", "report.html", ".xlperf.sqlite"}
"""What a batch leaves beside the copies."""

RATES = ("96.4", "84.6", "92.3", "78.1", "100", "55.2")
STEPPED = ("10", "4.6", "10", "0", "10", "0")
PROPORTIONAL = ("9.64", "8.46", "9.23", "7.81", "10", "5.52")
"""Points out of ten by the rate: one off for each point below 90 %, and in proportion."""


def form(
    rate: str = "96.4",
    score: str = "9.64",
    *,
    project: str = "某项目",
    unit: str = "某市某中心",
    year: str = "2021年",
    rows: Sequence[Row] = ROWS,
    code: str | None = None,
    goals: tuple[str, str] = ("目标", "完成"),
) -> list[Row]:
    """A national form: 1000 of budget, the rate of it spent; with a `code` it prints that of the project.

    `goals` are the goal and what was achieved of it.
    """
    funds = [("年度资金总额", 1000, 1000, Decimal(rate) * 10, 10, f"{rate}%", Decimal(score))]
    table = project_rows(funds, rows, (100, Decimal(score) + 90), unit=unit)
    table[6] = (None, goals[0], None, None, goals[1])
    table[1] = ("项目名称", project, None, None, "实施年度", year)
    return table if code is None else [*table[:2], ("项目编码", code), *table[2:]]


def write(path: Path, *forms: list[Row], saved: datetime = datetime(2022, 1, 1)) -> Path:
    """A workbook with a sheet for each form; folders are made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path) as workbook:
        workbook.set_properties({"created": saved})
        for number, rows in enumerate(forms, 1):
            sheet = workbook.add_worksheet(f"自评表{number}")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, [float(cell) if isinstance(cell, Decimal) else cell for cell in row])
    return path


def write_stepped(folder: Path, count: int = 6) -> Path:
    """A folder of projects whose execution points are all given step by step: another method than their pack's."""
    for number in range(count):
        rate, score = RATES[number % 6], STEPPED[number % 6]
        write(folder / f"{number:02}.xlsx", form(rate, score, project=f"项目{number:02}"))
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder, with the digest of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Every workbook below a folder, by what changes when it is written again, even to the same bytes."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*.xlsx")
        if path.name != "汇总.xlsx"
    }
