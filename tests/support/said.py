"""What a form says, field by field, without the blanks that a print puts between signs."""

from __future__ import annotations

from typing import Any

from xlperf.form import Entry, Figure, Form, FundLine, Indicator

AMOUNTS = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
COLUMNS = ("level2", "level3", "target", "actual", "weight", "score", "reason")


def bare(text: str | None) -> str | None:
    """The signs of a text; None for a blank."""
    return "".join(text.split()) or None if text is not None else None


def said(form: Form) -> dict[str, Any]:
    """Every field; of a figure the number, of anything else the signs."""
    head, total = form.head, form.total
    return {
        "form": form.definition,
        "money_unit": form.money_unit,
        "head": [*map(told, (head.project, head.code, head.department, head.unit)), head.year],
        "spending": [(told(each.label), told(each.amount)) for each in form.spending],
        "funds": [fund(line) for line in form.funds],
        "goals": [told(form.goal_expected), told(form.goal_actual)],
        "indicators": [indicator(row) for row in form.indicators],
        "total": [told(total.weight), told(total.score), told(total.grade)] if total else None,
        "reason": told(form.reason),
    }


def told(entry: Entry | None) -> Any:
    if isinstance(entry, Figure) and entry.amount is not None:
        return entry.amount
    return bare(entry.text) if entry is not None else None


def fund(line: FundLine) -> tuple[Any, ...]:
    return told(line.label), line.role, *(told(getattr(line, name)) for name in AMOUNTS)


def indicator(row: Indicator) -> tuple[Any, ...]:
    return told(row.block.label), row.block.kind, *(told(getattr(row, name)) for name in COLUMNS)
