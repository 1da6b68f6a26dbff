"""A recognised form as plain values, section by section, without the cells they were read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from xlperf.form import Entry, Figure, Form, FundLine, Indicator, Measure, Spending, Total
from xlperf.quantity import Quantity

_UNSEEN = ("Zs", "Cc", "Cf")
"""Blanks, line breaks and signs without width."""

Record = dict[str, Any]
Facts = Mapping[str, list[Record]]
"""Section → its records; a section that there is once has one."""


def facts_of(form: Form) -> Facts:
    """The form, field by field."""
    head, total = form.head, form.total
    texts = {key: _text(getattr(head, key)) for key in ("project", "department", "unit", "year_entry")}
    return {
        "form": [_whole(form)],
        "head": [{"title": _label(head.title), **texts, "year": head.year}],
        "goals": [{"expected": _text(form.goal_expected), "actual": _text(form.goal_actual)}],
        "funds": [_line(line) for line in form.funds],
        "indicators": [_row(row) for row in form.indicators],
        "total": [_total(total)] if total else [],
        "spending": sorted((_spending(one) for one in form.spending), key=lambda record: str(record["label"])),
    }


def _whole(form: Form) -> Record:
    return {
        "definition": form.definition,
        "kind": form.kind,
        "money_unit": form.money_unit,
        "missing": form.missing,
        "shifted": [shifted.columns for shifted in form.shifted],
        "errors": [entry.text for entry in form.errors],
        "stale": [entry.formula for entry in form.stale],
        "reason": _text(form.reason),
    }


def _line(line: FundLine) -> Record:
    fields = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
    figures = {field: _figure(getattr(line, field)) for field in fields}
    values = {f"{field} value": getattr(line, field) and getattr(line, field).value for field in fields}
    return {"label": _label(line.label), "role": line.role, **figures, **values}


def _row(row: Indicator) -> Record:
    return {
        "block": _label(row.block.label),
        "kind": row.block.kind,
        "points": row.block.points,
        "level2": _label(row.level2),
        "level3": _text(row.level3),
        "target": _text(row.target),
        "target quantity": _quantity(row.target),
        "target words": None if _quantity(row.target) else _text(row.target),
        "actual": _text(row.actual),
        "actual quantity": _quantity(row.actual),
        "actual amount": (_quantity(row.actual) or (None, None))[1],
        **_points(row),
        "reason": _text(row.reason),
        "applicable": row.is_applicable,
    }


def _spending(one: Spending) -> Record:
    return {"label": _label(one.label), "amount": _figure(one.amount)}


def _total(total: Total) -> Record:
    return {"label": _label(total.label), "grade": _text(total.grade), **_points(total)}


def _points(carrier: Indicator | Total) -> Record:
    """Points and score as they stand, and as numbers alone."""
    figures = {"weight": carrier.weight, "score": carrier.score}
    return {field: _figure(figure) for field, figure in figures.items()} | {
        f"{field} value": figure and figure.value for field, figure in figures.items()
    }


def _text(entry: Entry | None) -> str | None:
    return entry.text if entry else None


def _label(entry: Entry | None) -> str | None:
    """A label without blanks, line breaks and the signs around it, in half width: so much a layout may change."""
    if entry is None:
        return None
    shown = (sign for sign in unicodedata.normalize("NFKC", entry.text) if unicodedata.category(sign) not in _UNSEEN)
    return "".join(shown).strip("*★:")


def _figure(figure: Figure | None) -> tuple[object, ...] | None:
    return (figure.text, figure.value, figure.places, figure.is_number, figure.in_percent) if figure else None


def _quantity(measure: Measure) -> tuple[object, ...] | None:
    """Sign, amount, upper bound and unit; None where the text is no quantity."""
    read = measure.quantity
    return (read.comparator, read.amount, read.upper, read.unit) if isinstance(read, Quantity) else None


def changed(facts: Facts, section: str, **values: Any) -> Facts:
    """The facts with fields of each record of a section set; a callable works them out from the record."""
    records = [record | {k: v(record) if callable(v) else v for k, v in values.items()} for record in facts[section]]
    return {**facts, section: records}


def differences(expected: Facts, got: Facts, unsaid: frozenset[str] = frozenset()) -> list[str]:
    """What differs, a line each; `unsaid` are fields (``indicators.target``) that are not compared."""
    return [line for section in expected for line in _differ(section, expected[section], got[section], unsaid)]


def _differ(section: str, expected: list[Record], got: list[Record], unsaid: frozenset[str]) -> Iterator[str]:
    if len(expected) != len(got):
        yield f"{section}: expected {len(expected)} records, came {len(got)}"
    for at, (want, came) in enumerate(zip(expected, got, strict=False)):
        for field in want.keys() | came.keys():
            if f"{section}.{field}" not in unsaid and want.get(field) != came.get(field):
                yield f"{section}[{at}].{field}: expected {want.get(field)!r}, came {came.get(field)!r}"
