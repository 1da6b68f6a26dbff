"""The roll-up of a folder: what its projects come to, as all reports tell it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlperf.across.losses import Losses
from xlperf.across.roll_up_rows import MemberRow, ProjectRow, RolledRow, Source, UnrolledRow
from xlperf.across.sums import Owner, Sums
from xlperf.across.unit_names import UnitNames

LAST = 1 << 31
"""Behind every unit of a list."""


@dataclass(slots=True)
class RollUp:
    """What the projects of a folder come to; long lists lie on disk and are read row by row.

    They lie in the file `path`. `names` are those of the list of units, `columns` the headers of the office's own
    columns; `alone` counts the indicators that no other project of the department has.
    """

    path: Path
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
        return sorted(owners, key=lambda owner: (self.places.get(owner, LAST), *owner[:2], owner.year or 0))

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
        with closing(sqlite3.connect(self.path)) as connection:
            for (told,) in connection.execute(f"SELECT told FROM {table} ORDER BY {order}"):
                yield load_row(told)


def _source(stored: Any) -> Any:
    return Source(*stored) if stored is not None else None


def dump_row(row: tuple[Any, ...]) -> str:
    """A row of a long list as it lies on disk."""
    return json.dumps(row, separators=(",", ":"), default=lambda number: {"d": str(number)})


def load_row(told: str) -> Any:
    """The values of a row from what `dump_row` gives."""
    return json.loads(told, object_hook=lambda stored: Decimal(stored["d"]))
