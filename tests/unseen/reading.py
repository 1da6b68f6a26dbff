"""What a recognised form says, in the words of the transcripts' expectations."""

from __future__ import annotations

from typing import Any

from xlperf.form import Entry, Form, FundLine, Indicator

Blocks = list[list[str | None]]

_FIGURES = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")


def head_of(form: Form) -> dict[str, str | int | None]:
    """Title, project, department, unit as they stand, and the year as a number."""
    head = form.head
    entries = {"title": head.title, "project": head.project, "department": head.department, "unit": head.unit}
    return {**{name: _text(entry) for name, entry in entries.items()}, "year": head.year}


def funds_of(form: Form) -> list[list[str | None]]:
    """Label, role and figures of each line; None where the form has no such column."""
    return [[line.label.text, line.role, *_figures(line)] for line in form.funds]


def columns_of(form: Form) -> str | None:
    """The known columns of the indicators from left to right; None where the form has none."""
    columns = [each for each in form.recognised if each.block == "indicators" and each.header and each.field]
    return " ".join(each.field for each in columns) or None


def blocks_of(form: Form) -> Blocks:
    """Kind, points, weights and scores of each block; _ is a blank, ~ no column."""
    blocks: dict[int, list[Indicator]] = {}
    for row in form.indicators:
        blocks.setdefault(id(row.block), []).append(row)
    return [_block(rows) for rows in blocks.values()]


def unread_of(form: Form) -> set[str]:
    """What is named as not understood."""
    return {each.entry.text for each in form.recognised if not each.field}


def total_of(form: Form) -> list[str | None] | None:
    """Points and score of the total."""
    return [_text(form.total.weight), _text(form.total.score)] if form.total else None


def named_once(form: Form) -> list[str]:
    """The names of the indicators, each as it stands."""
    return [row.level3.text for row in form.indicators]


def _figures(line: FundLine) -> list[str | None]:
    return [_text(getattr(line, field)) for field in _FIGURES]


def _block(rows: list[Indicator]) -> list[str | None]:
    points = rows[0].block.points
    weights, scores = (" ".join(_short(getattr(row, field)) for row in rows) for field in ("weight", "score"))
    return [rows[0].block.kind, None if points is None else str(points), weights, scores]


def _short(entry: Any) -> str:
    return "~" if entry is None else entry.text or "_"


def _text(entry: Entry | None) -> str | None:
    return None if entry is None else entry.text
