"""What stands in the columns of the authority's 汇总表 for each project, unit or department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.roll_up import RollUp
from xlperf.across.roll_up_rows import ProjectRow, Source
from xlperf.across.summary_template import NAMING, Template
from xlperf.across.sums import Owner, Sums
from xlperf.across.unit_names import UnitNames
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


class Entry(NamedTuple):
    """What goes into a row: what it is called, whom it is about by field, the cells by column."""

    name: str
    whom: Mapping[str, str]
    cells: Mapping[int, tuple[Value, str | None]]


def template_rows(template: Template, found: RollUp) -> Iterator[Entry]:
    """The rows in the order of the roll-up, numbered."""
    own = {fold(header): place for place, header in enumerate(found.columns)}
    for number, (name, values, its) in enumerate(_subjects(template, found), 1):
        cells: dict[int, tuple[Value, str | None]] = {
            column: _cell(template, field, {**values, "number": Decimal(number)}.get(field))
            for field, column in template.columns.items()
        }
        others = {column: (its[own[header]], None) for header, column in template.own.items() if its}
        whom = {field: str(value) for field in NAMING if (value := values.get(field))}
        yield Entry(name, whom, {**cells, **others})


def match_named(template: Template, entries: Sequence[Entry], names: UnitNames) -> dict[int, Entry]:
    """Which entry belongs into each row that names its own, each once; none where it fits several, or nobody."""
    index: dict[str, list[Entry]] = {}
    for entry in entries:
        index.setdefault(_key(template.subject, entry.whom.get(template.subject, ""), names), []).append(entry)
    found = dict[int, Entry]()
    for row, texts in template.named.items():
        listed = index.get(_key(template.subject, texts[template.subject], names), [])
        fitting = [entry for entry in listed if all(_agree(f, text, entry, names) for f, text in texts.items())]
        if len(fitting) == 1 and not any(fitting[0] is other for other in found.values()):
            found[row] = fitting[0]
    return found


def _agree(field: str, text: str, entry: Entry, names: UnitNames) -> bool:
    """What stands in a row is so of an entry, or the entry does not say."""
    its = entry.whom.get(field, "")
    return not its or _key(field, its, names) == _key(field, text, names)


def _key(field: str, text: str, names: UnitNames) -> str:
    return names.key(text) if field in ("unit", "department") else fold(text)


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
