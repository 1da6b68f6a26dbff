"""What stands in the columns of the authority's 汇总表 for each project, unit or department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlperf.across.roll_up import RollUp
from xlperf.across.roll_up_rows import ProjectRow, Source
from xlperf.across.summary_template import Template
from xlperf.across.sums import Owner, Sums
from xlperf.cells import Value
from xlperf.recognition.folding import fold
from xlperf.rounding import HUNDRED, round_half_up, sum_known

Values = Mapping[str, Value]
"""Field of templates.toml → what goes there."""

_BLOCKS = {
    "execution_score": "EXECUTION",
    "output_score": "OUTPUT",
    "benefit_score": "BENEFIT",
    "satisfaction_score": "SATISFACTION",
    "cost_score": "COST",
}

_GRADES = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}

_PLACES, _RATE_PLACES = 2, 4
"""Decimals of a mean score, and of a rate."""


def template_rows(template: Template, found: RollUp) -> Iterator[tuple[str, Mapping[int, tuple[Value, str | None]]]]:
    """What a row is called, and its cells by column: in the order of the roll-up, numbered."""
    own = {fold(header): place for place, header in enumerate(found.columns)}
    for number, (name, values, its) in enumerate(_subjects(template, found), 1):
        cells: dict[int, tuple[Value, str | None]] = {
            column: _cell(template, field, {**values, "number": Decimal(number)}.get(field))
            for field, column in template.columns.items()
        }
        others = {column: (its[own[header]], None) for header, column in template.own.items() if its}
        yield name, {**cells, **others}


def _subjects(template: Template, found: RollUp) -> Iterator[tuple[str, Values, tuple[str, ...]]]:
    """Each project, unit or department: what it is called, its values, the office's own columns of it."""
    if template.subject == "project":
        for row in found.projects():
            yield f"{row.unit} {row.project}", _project_values(row), row.own
        return
    sums = found.units if template.subject == "unit" else found.departments
    for owner in found.order(sums):
        values = _sums_values(owner, sums[owner])
        yield owner.unit or owner.department, values, found.own.get(owner.unit, ())


def _project_values(row: ProjectRow) -> Values:
    return {
        "department": row.department,
        "unit": row.unit,
        "code": row.code,
        "project": row.project,
        "year": Decimal(row.year) if row.year is not None else None,
        "initial": _value(row.initial),
        "budget": _value(row.budget),
        "executed": _value(row.executed),
        "rate": row.rate,
        "score": _value(row.score),
        "grade": row.grade,
        "projects": Decimal(1),
        **{field: _points(row, kind) for field, kind in _BLOCKS.items()},
    }


def _value(source: Source | None) -> Decimal | None:
    return source.value if source is not None else None


def _points(row: ProjectRow, kind: str) -> Decimal | None:
    """The score of the form's blocks of a kind; None where one of them is unknown, or there is none."""
    scores = [score for each, score in row.points if each == kind]
    return sum_known(scores) if scores else None


def _sums_values(owner: Owner, sums: Sums) -> Values:
    return {
        "department": owner.department,
        "unit": owner.unit,
        "year": Decimal(owner.year) if owner.year is not None else None,
        "initial": sums.initial,
        "budget": sums.budget,
        "executed": sums.executed,
        "rate": sums.rate,
        "score": _rounded(sums.mean),
        "weighted": _rounded(sums.weighted_mean),
        "projects": Decimal(sums.projects),
        **{field: Decimal(sums.grades[grade]) for field, grade in _GRADES.items()},
    }


def _rounded(number: Decimal | None) -> Decimal | None:
    return round_half_up(number, _PLACES) if number is not None else None


def _cell(template: Template, field: str, value: Value) -> tuple[Value, str | None]:
    """A value in the template's money unit, a rate as a ratio or in percent, with the number format it needs."""
    if field in ("initial", "budget", "executed") and isinstance(value, Decimal):
        return value / (template.money or 1), None
    if field == "rate" and isinstance(value, Decimal):
        ratio = round_half_up(value, _RATE_PLACES)
        return (ratio * HUNDRED, None) if field in template.percent else (ratio, "0.00%")
    return value, None
