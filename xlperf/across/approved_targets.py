"""The approved targets (`--targets`): a table with an indicator a row, or target statements in the shape of forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from xlperf.across.detailing import project_code
from xlperf.across.details import Goal
from xlperf.across.folder import DEPARTMENTS
from xlperf.across.reference_files import (
    Source,
    Table,
    Unused,
    Whose,
    find_rows,
    find_tables,
    read_reference,
    read_year,
    unused_file,
)
from xlperf.cells import Cell, Snapshot
from xlperf.errors import UnreadableError
from xlperf.form import NOT_APPLICABLE, Entry, Form, Indicator, Measure
from xlperf.messages import say
from xlperf.quantity import Quantity
from xlperf.recognition import load_library, recognise
from xlperf.recognition.reading import read_points
from xlperf.recognition.targets import read_target

_FIELDS = ("project", "code", "year", "level1", "level2", "level3", "target", "operator", "measure", "weight")
_NEEDED = (("level3",), ("target",), ("project", "code", "unit"))
_DEPARTMENTS = (*DEPARTMENTS, "department-targets")


class ApprovedIndicator(NamedTuple):
    """An indicator as it was approved; `weight` is None where the reference states none."""

    level1: str
    level2: str
    level3: str
    target: Goal
    weight: Decimal | None
    source: Source


class ApprovedTargets(NamedTuple):
    """The approved indicators of a project, or of a department."""

    whose: Whose
    indicators: tuple[ApprovedIndicator, ...]


class Targets(NamedTuple):
    """The approved targets of a file or a folder, and its files without any."""

    projects: tuple[ApprovedTargets, ...]
    unused: tuple[Unused, ...] = ()


def read_targets(path: Path, forms: Iterable[str] = ()) -> Targets:
    """The approved targets of a file, or of all files below a folder; `forms` are further form definitions.

    Raises UnreadableError where a file cannot be read, or none of them holds any targets.
    """
    found, unused = list[ApprovedTargets](), list[Unused]()
    for name, snapshot in read_reference(path, say("批复目标")):
        targets = _targets_in(name, snapshot, tuple(forms))
        found += targets
        unused += [] if targets else [unused_file(name, say("文件里没有找到绩效目标"))]
    if not found:
        raise UnreadableError(
            say("批复目标 {name} 里找不到绩效目标。", name=path.name),
            say("请用一行一个指标的表，表头写“单位名称、项目名称、三级指标、年度指标值、分值”；或用绩效目标表的原表。"),
        )
    return Targets(tuple(found), tuple(unused))


def _targets_in(name: str, snapshot: Snapshot, forms: tuple[str, ...]) -> list[ApprovedTargets]:
    """Those of its tables, else those of its forms: a form has the project's name beside it, not above a column."""
    tables = find_tables(name, snapshot, _FIELDS, _NEEDED)
    listed = [targets for table in tables for targets in _read_table(table)]
    return listed or [_read_form(name, form) for form in recognise(snapshot, load_library(forms)) if form.indicators]


def _read_table(table: Table) -> Iterator[ApprovedTargets]:
    """Its projects in their order; what is left blank is as in the row above."""
    projects: dict[tuple[str, str, str, int | None], tuple[Whose, list[ApprovedIndicator]]] = {}
    last = Whose(table.source(table.listing.bottom, "level3"), "", "", "", table.year)
    for row in find_rows(table):
        last = _whose(table, row, last)
        indicator = _read_row(table, row)
        if indicator is not None:
            projects.setdefault(last[1:], (last, []))[1].append(indicator)
    yield from (ApprovedTargets(whose, tuple(rows)) for whose, rows in projects.values())


def _whose(table: Table, row: int, last: Whose) -> Whose:
    """Whose a row is: a further row of the project above, or the first of another one."""
    code, unit, project = (table.text(row, field) for field in ("code", "unit", "project"))
    year = read_year(table.text(row, "year"), table.year)
    if not code and not project:
        is_other = bool(unit) and unit != last.unit
        return last._replace(unit=unit, code="", project="", year=year) if is_other else last
    source = table.source(row, "project" if project else "code")
    is_further = (project, code) in ((last.project, last.code), (last.project, ""), ("", last.code))
    return Whose(source, code or (last.code if is_further else ""), unit or last.unit, project or last.project, year)


def _read_row(table: Table, row: int) -> ApprovedIndicator | None:
    """The indicator of a row; None for a row without one."""
    cells = {field: cell for field in _FIELDS if (cell := table.cell(row, field)) is not None}
    if "measure" in cells:
        cells["unit"] = cells["measure"]
    if not cells["level3"].text.strip() or cells["level3"].text.strip() == NOT_APPLICABLE:
        return None
    levels = [table.text(row, field) for field in ("level1", "level2", "level3")]
    weight = read_points(cells["weight"]).amount if "weight" in cells else None
    return ApprovedIndicator(
        levels[0], levels[1], levels[2], _goal(read_target(cells)), weight, table.source(row, "target")
    )


def _goal(measure: Measure) -> Goal:
    quantity = measure.quantity if isinstance(measure.quantity, Quantity) else None
    return Goal(measure.text.strip(), measure.ref.address, quantity)


def _read_form(name: str, form: Form) -> ApprovedTargets:
    head, code = form.head, project_code(form.head)
    place = head.project or head.unit or head.title
    source = Source(name, place.ref if place is not None else form.indicators[0].level3.ref)
    project = "" if form.kind in _DEPARTMENTS else _text(head.project)
    unit = _text(head.unit) or _text(head.department)
    whose = Whose(source, code.text if code is not None else "", unit, project, head.year)
    return ApprovedTargets(whose, tuple(_read_indicator(name, row) for row in form.weighed if _text(row.level3)))


def _read_indicator(name: str, row: Indicator) -> ApprovedIndicator:
    weight = row.weight.amount if row.weight is not None else None
    levels = _text(row.block.label), _text(row.level2), _text(row.level3)
    return ApprovedIndicator(*levels, _goal(row.target), weight, Source(name, row.target.ref))


def _text(entry: Entry | Cell | None) -> str:
    return entry.text.strip() if entry is not None else ""
