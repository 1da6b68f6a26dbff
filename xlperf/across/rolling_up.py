"""Makes the roll-up of a folder: its forms are read once, sorted and kept on disk, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from xlperf.across.details import FormDetails, read_indicator, write_indicator
from xlperf.across.losses import find_losses
from xlperf.across.members import Member, indicator_key, project_funds
from xlperf.across.owners import Owners
from xlperf.across.roll_up import LAST, RollUp, dump_row, load_row
from xlperf.across.rolling import Packs, roll_up
from xlperf.across.rolling_rows import member_rows, project_row, rolled_row, unrolled_row
from xlperf.across.roster import Roster
from xlperf.across.sums import Owner, Sums, sum_departments
from xlperf.across.unit_names import UnitNames

Counted = Iterable[tuple[str, FormDetails]]
"""The forms that count, each with its workbook's path."""

_FILE = "rolling.sqlite"

_KEY = "department TEXT, unit TEXT, year INTEGER"
_TABLES = (
    f"CREATE TABLE project (place INTEGER, {_KEY}, told TEXT)",
    f"CREATE TABLE member ({_KEY}, block TEXT, level2 TEXT, level3 TEXT, told TEXT, row TEXT)",
    *(f"CREATE TABLE {name} (told TEXT)" for name in ("rolled", "source", "unrolled")),
)

_SETTINGS = tuple(f"PRAGMA {each}" for each in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"))

_NAME = "year, block, level2, level3"
_KINDS = ("COST", "OUTPUT", "BENEFIT", "SATISFACTION")
_RANK = " ".join(f"WHEN '{kind}' THEN {rank}" for rank, kind in enumerate(_KINDS))
_ORDER = f"year, CASE block {_RANK} ELSE 9 END, block, level2, level3, rowid"
_OF_DEPARTMENTS = f"SELECT department, '', {_NAME}, told, row FROM member ORDER BY department, {_ORDER}"
_OF_UNITS = f"SELECT department, unit, {_NAME}, told, row FROM member ORDER BY department, unit, {_ORDER}"


def roll_up_forms(forms: Counted, folder: Path, roster: Roster | None, packs: Packs, lang: str) -> RollUp:
    """The roll-up of a folder's forms; its long lists go into a file in `folder`. Raises sqlite3.Error, OSError."""
    names, columns = (roster.names, roster.columns) if roster is not None else (UnitNames(), ())
    found = RollUp(folder / _FILE, names, columns)
    found.path.unlink(missing_ok=True)  # what a process that was ended has left of it
    with closing(sqlite3.connect(found.path, isolation_level=None)) as connection:
        for statement in (*_SETTINGS, "BEGIN", *_TABLES):
            connection.execute(statement)
        making = _Making(found, connection, packs, lang)
        making.take_in(forms, Owners(roster, LAST))
        making.roll_all()
        connection.execute("COMMIT")
    return found


class _Making:
    """A roll-up in the making."""

    def __init__(self, found: RollUp, connection: sqlite3.Connection, packs: Packs, lang: str) -> None:
        """Adds to what was `found`; long lists go through the connection."""
        self._found = found
        self._connection = connection
        self._packs = packs
        self._lang = lang

    def take_in(self, forms: Counted, owners: Owners) -> None:
        """Adds up every project, and lays its indicators aside to be sorted."""
        for path, form in forms:
            if form.kind == "project":
                self._take(path, form, owners)
        self._found.departments = sum_departments(self._found.units)

    def _take(self, path: str, form: FormDetails, owners: Owners) -> None:
        found, owner = self._found, Owner(*owners.of(form), form.year)
        listed = owners.listed(owner.unit)
        own = found.own[owner.unit] = listed.own if listed is not None else ("",) * len(found.columns)
        losses = tuple(find_losses(form))
        found.units.setdefault(owner, Sums()).add(form, losses)
        for loss in losses:
            found.losses.add(loss)
        found.counts["project"] += 1
        place = owners.place(owner.unit)
        for key in (owner, owner._replace(unit="")):
            found.places[key] = min(place, found.places.get(key, place))
        told = dump_row(project_row(owner, form, path, own))
        self._connection.execute("INSERT INTO project VALUES (?, ?, ?, ?, ?)", (place, *owner, told))
        self._connection.executemany("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _members(owner, path, form))

    def roll_all(self) -> None:
        """The indicators of departments, then those of units where that is not the same."""
        for query in (_OF_DEPARTMENTS, _OF_UNITS):
            for key, rows in groupby(self._connection.execute(query), key=lambda row: row[:6]):
                owner = Owner(*key[:3])
                if bool(owner.unit) or not self._is_one(owner):
                    self._roll(owner, [_member(*row[6:]) for row in rows])

    def _is_one(self, owner: Owner) -> bool:
        """The department has one unit alone, and is told as that unit."""
        return self._found.departments[owner._replace(unit="")].units == 1

    def _roll(self, owner: Owner, members: list[Member]) -> None:
        """Keeps the figures of indicators of one name; what goes into none is told once, where it is seen first."""
        found, is_first = self._found, not owner.unit or self._is_one(owner)
        if len(members) == 1:
            found.alone += is_first
            return
        figures, left = roll_up(members, self._packs)
        for rolled in figures:
            number = found.counts["rolled"] + 1
            self._keep("rolled", rolled_row(number, owner, rolled, self._lang))
            for row in member_rows(number, rolled):
                self._keep("source", row)
        for unrolled in left if is_first else ():
            self._keep("unrolled", unrolled_row(owner, unrolled, self._lang))

    def _keep(self, table: str, row: tuple[Any, ...]) -> None:
        self._connection.execute(f"INSERT INTO {table} VALUES (?)", (dump_row(row),))
        self._found.counts[table] += 1


def _members(owner: Owner, path: str, form: FormDetails) -> Iterator[tuple[Any, ...]]:
    funds, line = project_funds(form), form.total_line
    cell = line.full_year_budget.cell if line is not None and line.full_year_budget is not None else ""
    told = dump_row((path, form.sheet, owner.unit, form.name, form.pack, funds, cell))
    for row in form.indicators:
        if row.kind != "not-applicable" and row.level3.text:
            yield (*owner, *indicator_key(row), told, write_indicator(row))


def _member(told: str, row: str) -> Member:
    path, sheet, unit, project, pack, funds, cell = load_row(told)
    return Member(path, sheet, unit, project, pack, funds, cell, read_indicator(row))
