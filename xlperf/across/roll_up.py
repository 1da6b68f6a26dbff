"""The roll-up of a folder: its forms read once, sorted and kept on disk, so that memory stays flat."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from xlperf.across.details import FormDetails, read_indicator, write_indicator
from xlperf.across.losses import Losses, find_losses
from xlperf.across.members import Member, indicator_key, project_funds
from xlperf.across.owners import Owners
from xlperf.across.roll_up_rows import MemberRow, ProjectRow, RolledRow, Source, UnrolledRow
from xlperf.across.rolling import Packs, roll_up
from xlperf.across.rolling_rows import member_rows, project_row, rolled_row, unrolled_row
from xlperf.across.roster import Roster
from xlperf.across.sums import Owner, Sums, sum_departments
from xlperf.across.unit_names import UnitNames

Counted = Iterable[tuple[str, FormDetails]]
"""The forms that count, each with its workbook's path."""

_FILE = "rolling.sqlite"

_LAST = 1 << 31
"""Behind every unit of a list."""

_KEY = "department TEXT, unit TEXT, year INTEGER"
_TABLES = (
    f"CREATE TABLE project (place INTEGER, {_KEY}, told TEXT)",
    f"CREATE TABLE member ({_KEY}, block TEXT, level2 TEXT, level3 TEXT, told TEXT, row TEXT)",
    *(f"CREATE TABLE {name} (told TEXT)" for name in ("rolled", "source", "unrolled")),
)

_NAME = "year, block, level2, level3"
_KINDS = ("COST", "OUTPUT", "BENEFIT", "SATISFACTION")
_RANK = " ".join(f"WHEN '{kind}' THEN {rank}" for rank, kind in enumerate(_KINDS))
_ORDER = f"year, CASE block {_RANK} ELSE 9 END, block, level2, level3, rowid"
_OF_DEPARTMENTS = f"SELECT department, '', {_NAME}, told, row FROM member ORDER BY department, {_ORDER}"
_OF_UNITS = f"SELECT department, unit, {_NAME}, told, row FROM member ORDER BY department, unit, {_ORDER}"


@dataclass(slots=True)
class RollUp:
    """What the projects of a folder come to; long lists lie on disk and are read row by row.

    `names` are those of the list of units, `columns` the headers of the office's own columns; `alone`
    counts the indicators that no other project of the department has.
    """

    connection: sqlite3.Connection
    names: UnitNames
    columns: tuple[str, ...] = ()
    units: dict[Owner, Sums] = field(default_factory=dict)
    departments: dict[Owner, Sums] = field(default_factory=dict)
    own: dict[str, tuple[str, ...]] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    counts: Counter[str] = field(default_factory=Counter)
    alone: int = 0
    places: dict[Owner, int] = field(default_factory=dict)
    """Where units and departments stand in the list of units."""

    def order(self, owners: Iterable[Owner]) -> list[Owner]:
        """Units or departments in the order of the list, strangers by name behind them."""
        return sorted(owners, key=lambda owner: (self.places.get(owner, _LAST), *owner[:2], owner.year or 0))

    def projects(self) -> Iterator[ProjectRow]:
        """Every project that was added up, unit by unit."""
        for told in self._read("project", "place, department, unit, year, rowid"):
            row = ProjectRow(*told)
            figures = {name: _source(getattr(row, name)) for name in ("initial", "budget", "executed", "score")}
            points = tuple((kind, score) for kind, score in row.points)
            yield row._replace(**figures, own=tuple(row.own), points=points)

    def rolled(self) -> Iterator[RolledRow]:
        """Every indicator of several projects, in the order of their numbers."""
        return (RolledRow(*told) for told in self._read("rolled"))

    def sources(self) -> Iterator[MemberRow]:
        """What went into them, in the same order."""
        for told in self._read("source"):
            row = MemberRow(*told)
            figures = {name: _source(getattr(row, name)) for name in ("target", "actual", "weight", "score", "funds")}
            yield row._replace(**figures)

    def unrolled(self) -> Iterator[UnrolledRow]:
        """What goes into none, though other projects have an indicator of the name."""
        return (UnrolledRow(*told) for told in self._read("unrolled"))

    def _read(self, table: str, order: str = "rowid") -> Iterator[list[Any]]:
        for (told,) in self.connection.execute(f"SELECT told FROM {table} ORDER BY {order}"):
            yield _load(told)


def _source(stored: Any) -> Any:
    return Source(*stored) if stored is not None else None


@contextmanager
def rolled_up(forms: Counted, folder: Path, roster: Roster | None, packs: Packs, lang: str) -> Iterator[RollUp]:
    """The roll-up of a folder's forms, kept in a file in `folder` until it is left. Raises sqlite3.Error."""
    connection = sqlite3.connect(folder / _FILE, isolation_level=None)
    try:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        for statement in _TABLES:
            connection.execute(statement)
        names, columns = (roster.names, roster.columns) if roster is not None else (UnitNames(), ())
        found = RollUp(connection, names, columns)
        _take_in(found, forms, Owners(roster, _LAST))
        _roll_all(found, packs, lang)
        yield found
    finally:
        connection.close()


def _take_in(found: RollUp, forms: Counted, owners: Owners) -> None:
    """Adds up every project, and lays its indicators aside to be sorted."""
    for path, form in forms:
        if form.kind != "project":
            continue
        owner = Owner(*owners.of(form), form.year)
        listed = owners.listed(owner.unit)
        own = listed.own if listed is not None else ("",) * len(found.columns)
        found.own[owner.unit] = own
        losses = tuple(find_losses(form))
        found.units.setdefault(owner, Sums()).add(form, losses)
        for loss in losses:
            found.losses.add(loss)
        told = _dump(project_row(owner, form, path, own))
        found.counts["project"] += 1
        place = owners.place(owner.unit)
        for key in (owner, owner._replace(unit="")):
            found.places[key] = min(place, found.places.get(key, place))
        found.connection.execute("INSERT INTO project VALUES (?, ?, ?, ?, ?)", (place, *owner, told))
        found.connection.executemany("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _members(owner, path, form))
    found.departments = sum_departments(found.units)


def _members(owner: Owner, path: str, form: FormDetails) -> Iterator[tuple[Any, ...]]:
    funds, line = project_funds(form), form.total_line
    cell = line.full_year_budget.cell if line is not None and line.full_year_budget is not None else ""
    told = _dump((path, form.sheet, owner.unit, form.name, form.pack, funds, cell))
    for row in form.indicators:
        if row.kind != "not-applicable" and row.level3.text:
            yield (*owner, *indicator_key(row), told, write_indicator(row))


def _roll_all(found: RollUp, packs: Packs, lang: str) -> None:
    """The indicators of departments, then those of units where that is not the same."""
    for query in (_OF_DEPARTMENTS, _OF_UNITS):
        for key, rows in groupby(found.connection.execute(query), key=lambda row: row[:6]):
            owner = Owner(*key[:3])
            if _is_told_apart(found, owner):
                _roll(found, owner, [_member(*row[6:]) for row in rows], packs, lang)


def _is_told_apart(found: RollUp, owner: Owner) -> bool:
    """A department with one unit alone is told as that unit."""
    has_one = found.departments[owner._replace(unit="")].units == 1
    return bool(owner.unit) or not has_one


def _member(told: str, row: str) -> Member:
    path, sheet, unit, project, pack, funds, cell = _load(told)
    return Member(path, sheet, unit, project, pack, funds, cell, read_indicator(row))


def _roll(found: RollUp, owner: Owner, members: list[Member], packs: Packs, lang: str) -> None:
    """Keeps the figures of indicators of one name; what goes into none is told once, where it is seen first."""
    is_first = not owner.unit or found.departments[owner._replace(unit="")].units == 1
    if len(members) == 1:
        found.alone += is_first
        return
    figures, left = roll_up(members, packs)
    for rolled in figures:
        number = found.counts["rolled"] + 1
        _keep(found, "rolled", rolled_row(number, owner, rolled, lang))
        for row in member_rows(number, rolled):
            _keep(found, "source", row)
    for unrolled in left if is_first else ():
        _keep(found, "unrolled", unrolled_row(owner, unrolled, lang))


def _keep(found: RollUp, table: str, row: tuple[Any, ...]) -> None:
    found.connection.execute(f"INSERT INTO {table} VALUES (?)", (_dump(row),))
    found.counts[table] += 1


def _dump(row: tuple[Any, ...]) -> str:
    return json.dumps(row, separators=(",", ":"), default=lambda number: {"d": str(number)})


def _load(told: str) -> Any:
    return json.loads(told, object_hook=lambda stored: Decimal(stored["d"]))
