"""The rows of a roll-up, as they are kept on disk and shown: plain values, every figure with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from xlperf.across.members import How


class Source(NamedTuple):
    """A figure with its cell: `text` as it stands there, `value` as it counts."""

    value: Decimal | None
    text: str
    cell: str


class ProjectRow(NamedTuple):
    """A project as it was added up, money in 元; a column that the form does not have is None.

    `own` are the office's further columns of the unit, `points` the scores of the form's parts by kind.
    """

    department: str
    unit: str
    year: int | None
    code: str
    project: str
    initial: Source | None
    budget: Source | None
    executed: Source | None
    score: Source | None
    grade: str | None
    path: str
    sheet: str
    own: tuple[str, ...]
    rate: Decimal | None = None
    points: tuple[tuple[str, Decimal | None], ...] = ()


class RolledRow(NamedTuple):
    """An indicator over projects; `unit` is empty for all of a department.

    `members` are the projects that go into it, `left_out` those with an indicator of the name that do not. `unscored`
    is why there is no score.
    """

    number: int
    department: str
    unit: str
    year: int | None
    block: str
    level2: str
    level3: str
    how: How
    measure: str
    sign: str
    target: Decimal | None
    actual: Decimal | None
    weight: Decimal | None
    score: Decimal | None
    submitted: Decimal | None
    members: int
    left_out: int
    pack: str
    unscored: str | None


class MemberRow(NamedTuple):
    """What a project puts into a rolled-up indicator, of that number."""

    number: int
    level3: str
    unit: str
    project: str
    target: Source
    actual: Source
    weight: Source | None
    score: Source | None
    funds: Source | None
    path: str
    sheet: str


class UnrolledRow(NamedTuple):
    """An indicator of a name that other projects have too, which goes into no figure, and why."""

    department: str
    unit: str
    project: str
    level2: str
    level3: str
    target: str
    actual: str
    why: str
    path: str
    sheet: str
    cell: str
