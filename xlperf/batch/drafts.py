"""部门自评表 of a batch: the form of every unit as a whole, drafted from its projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from xlperf.across.roll_up import RollUp
from xlperf.across.roll_up_rows import MemberRow, ProjectRow, RolledRow
from xlperf.batch.journal import Journal
from xlperf.batch.planning import DRAFTS
from xlperf.batch.worked_on import put_written
from xlperf.converting.department import draft_department
from xlperf.disk import safe_name
from xlperf.messages import Message, say

Owned = tuple[str, int | None]
"""A unit, and the year."""

_FEWEST = 2
"""Projects from which on a unit has something to be added up."""


def write_drafts(journal: Journal, found: RollUp, made: Path, out: Path) -> tuple[Message, ...]:
    """Writes a workbook for each unit with several projects, made in a passing folder; one that somebody has worked in
    since an earlier run is set aside. Raises OSError.
    """
    projects: dict[Owned, list[ProjectRow]] = defaultdict(list)
    for project in found.projects():
        projects[project.unit, project.year].append(project)
    several = {owner: own for owner, own in projects.items() if owner[0] and len(own) >= _FEWEST}
    if not several:
        return (say("没有哪个单位有两个以上的项目，没有拟部门自评表"),)
    folder = out / DRAFTS
    folder.mkdir(exist_ok=True)
    rolled, sources, told = _rolled(found), _sources(found), list[Message]()
    for owner, name in _names(several).items():
        rows = rolled[owner]
        members = [member for row in rows for member in sources[row.number]]
        (made / name).write_bytes(draft_department(*owner, several[owner], rows, members))
        told += put_written(journal, made / name, folder / name)
    return (say("部门自评表（草稿）{count} 份：{path}", count=len(several), path=folder), *told)


def _names(owners: Iterable[Owned]) -> Mapping[Owned, str]:
    """A file's name for each, no two the same on a disk that knows no upper and lower case."""
    wanted = {(unit, year): f"{safe_name(unit)} {year or ''}".strip() for unit, year in owners}
    count = Counter(name.casefold() for name in wanted.values())
    numbers = {
        owner: f" {at}" if count[name.casefold()] > 1 else "" for at, (owner, name) in enumerate(wanted.items(), 1)
    }
    return {owner: f"{name}{numbers[owner]}.xlsx" for owner, name in wanted.items()}


def _rolled(found: RollUp) -> Mapping[Owned, list[RolledRow]]:
    """The indicators of each unit."""
    rolled: dict[Owned, list[RolledRow]] = defaultdict(list)
    for row in found.rolled():
        rolled[row.unit, row.year].append(row)
    return rolled


def _sources(found: RollUp) -> Mapping[int, list[MemberRow]]:
    """What went into each indicator, by its number."""
    sources: dict[int, list[MemberRow]] = defaultdict(list)
    for row in found.sources():
        sources[row.number].append(row)
    return sources
