"""Which units of a list have no form in the folder, and which of the folder's units the list does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from xlperf.across.facts import FileFacts, FormFacts
from xlperf.across.roster import Roster, RosterUnit
from xlperf.across.unit_names import fold_unit, plain_unit
from xlperf.form import STATEMENTS
from xlperf.outcomes import FileOutcome

Situation = Literal["nothing", "maybe", "below"]
"""Of a unit without a form of its own: `maybe` a workbook bears its name and gave none; `below` only units under it."""

_SHORTEST = 2
"""Signs of a name that is looked for in paths: a single one stands in many."""

_SHOWN = 3
"""Workbooks that are named for one unit."""


class Missing(NamedTuple):
    """A unit of the list without a form of its own, and the workbooks that may hold one."""

    unit: RosterUnit
    situation: Situation
    paths: tuple[str, ...] = ()


class Stranger(NamedTuple):
    """A unit that forms name and the list does not: how many forms, the first workbooks, what of the list it fits."""

    name: str
    department: str
    forms: int
    paths: tuple[str, ...]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollCall:
    """The list held against the folder; `arrived` counts its units with a form of their own."""

    roster: Roster
    arrived: int
    missing: tuple[Missing, ...]
    strangers: tuple[Stranger, ...]


@dataclass(slots=True)
class _Met:
    """What was met of one stranger."""

    name: str
    departments: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    paths: dict[str, None] = field(default_factory=dict)

    def add(self, form: FormFacts, path: str) -> None:
        self.forms += 1
        self.departments[form.department] += 1
        if len(self.paths) < _SHOWN:
            self.paths[path] = None


def call_roll(roster: Roster, read: Callable[[], Iterable[FileFacts]], outcomes: Iterable[FileOutcome]) -> RollCall:
    """Holds the list against the folder; `read` gives the folder's facts, `outcomes` how its files ended.

    A form is of the unit that it names; where it names none, of its department. One that names neither may be of the
    unit whose name stands in the path, and so may a workbook that gave no form at all. Targets set before the year are
    no self-evaluation.
    """
    names, arrived, above, strangers = roster.names, set[str](), set[str](), dict[str, _Met]()
    unnamed = {outcome.path: None for outcome in outcomes if outcome.is_failure}
    for file in read():
        for form in (form for form in file.forms if form.kind not in STATEMENTS):
            name = form.unit or form.department
            match = names.find(name)
            if match.unit is not None:
                arrived.add(match.unit.name)
            elif name:
                strangers.setdefault(plain_unit(name), _Met(name)).add(form, file.path)
                above.update(unit.name for unit in names.find(form.department).units)
            else:
                unnamed[file.path] = None
    theirs = _by_path(roster, unnamed)
    left = [each for each in roster.units if each.unit.name not in arrived]
    missing = tuple(_missing(each, above, theirs) for each in left)
    return RollCall(roster, len(roster.units) - len(left), missing, tuple(_strangers(roster, strangers)))


def _missing(unit: RosterUnit, above: set[str], theirs: Mapping[str, list[str]]) -> Missing:
    paths = tuple(theirs.get(unit.unit.name, ())[:_SHOWN])
    return Missing(unit, "maybe" if paths else "below" if unit.unit.name in above else "nothing", paths)


def _strangers(roster: Roster, met: Mapping[str, _Met]) -> Iterator[Stranger]:
    """By name; of one that is ambiguous with the units that it fits."""
    names = roster.names
    for each in sorted(met.values(), key=lambda one: one.name):
        candidates = tuple(unit.name for unit in names.find(each.name).units)
        department = each.departments.most_common(1)[0][0]
        yield Stranger(each.name, department, each.forms, tuple(each.paths), candidates)


def _by_path(roster: Roster, paths: Iterable[str]) -> Mapping[str, list[str]]:
    """Unit → the workbooks whose file or folder bears its name."""
    spellings = {
        word: unit.unit.name
        for unit in roster.units
        for name in (unit.unit.name, *unit.unit.aliases)
        for word in (fold_unit(name), plain_unit(name))
        if len(word) >= _SHORTEST
    }
    found: dict[str, list[str]] = {}
    for path in paths:
        for unit in dict.fromkeys(_named_in(path, spellings)):
            found.setdefault(unit, []).append(path)
    return found


def _named_in(path: str, spellings: Mapping[str, str]) -> Iterator[str]:
    """The units named in a path; a name within a longer one, as 教育局 in 教育局幼儿园, is none."""
    text = fold_unit(path.rpartition(".")[0])
    words = [word for word in spellings if word in text]
    yield from (spellings[word] for word in words if not any(word != other and word in other for other in words))
