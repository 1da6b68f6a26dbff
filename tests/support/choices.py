"""Forms that differ in what tells their rules: region, year, points, notes."""

from __future__ import annotations

from dataclasses import replace

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.cells import CellRef
from xlperf.form import Entry, Form
from xlperf.recognition import recognise

LABELS = {"成": "成本指标", "产": "产出指标", "效": "效益指标", "满": "满意度指标"}


def form_with(points: str = "", *, year: int | None = 2021, sheet: str = "Sheet1", **head: str) -> Form:
    """A form with these points, such as ``10 产50 效30 满10``, and head texts unit, department, title, project."""
    execution, *blocks = points.split() or ["-"]
    rows: list[Row] = [
        (LABELS[block[0]], "某类指标", f"指标{n}", "好", "好", None if block[1:] == "?" else block[1:], None, None)
        for n, block in enumerate(blocks or ["产?"])
    ]
    funds = ("年度资金总额", 100, 100, 90, None if execution == "-" else execution, None, None)
    (form,) = recognise(make_snapshot(project_rows((funds,), rows, (100, None), "某单位", "项目支出绩效自评表")))
    texts = {key: Entry(text, CellRef("Sheet1", 1, 1)) for key, text in head.items()}
    return replace(form, sheet=sheet, head=replace(form.head, year=year, **texts))


def with_notes(form: Form, *notes: str) -> Form:
    """The form with these notes in A40, A41 …"""
    return replace(form, notes=tuple(Entry(note, CellRef("Sheet1", 40 + n, 1)) for n, note in enumerate(notes)))
