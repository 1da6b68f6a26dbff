"""Which unit a name is of: width and blanks aside, with and without （本级）, by full name and by alias."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import fold

_CODES = (
    re.compile(r"^\(\d{3,}\)"),
    re.compile(r"^\d{3,}[-_—/]"),
    re.compile(r"^\d{6,}"),
    re.compile(r"\(\d{3,}\)$"),
    re.compile(r"[-_—/]\d{3,}$"),
)
"""A unit's code beside its name. Three digits alone are a part of the name, as in 101中学."""

_SEPARATED = re.compile(r"[、,;/\n]+")


class Unit(NamedTuple):
    """A unit by its full name; `aliases` are what else it is or was called."""

    name: str
    aliases: tuple[str, ...] = ()


class UnitMatch(NamedTuple):
    """The known units that a name fits: none for a stranger, several where it is ambiguous."""

    units: tuple[Unit, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """The one unit that it is; None where there is none, or nobody can tell which."""
        return self.units[0] if len(self.units) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """It fits several units."""
        return len(self.units) > 1


class UnitNames:
    """The units of a list, looked up by names as clerks write them.

    A name as the list has it, or one of its aliases, comes first; then the names without （本级） or 机关. So of 某局
    and 某局（本级） on one list each is found by its own name, and 某局机关 fits both.
    """

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        """Without units every name is a stranger's."""
        self.units = tuple(units)
        self._exact: dict[str, dict[str, Unit]] = {}
        self._plain: dict[str, dict[str, Unit]] = {}
        for unit in self.units:
            for name in filter(None, (unit.name, *unit.aliases)):
                self._exact.setdefault(fold_unit(name), {}).setdefault(unit.name, unit)
                self._plain.setdefault(plain_unit(name), {}).setdefault(unit.name, unit)

    def find(self, name: str) -> UnitMatch:
        """The units that a name fits; never a guess among several."""
        if not name.strip():
            return UnitMatch()
        found: Mapping[str, Unit] = self._exact.get(fold_unit(name)) or self._plain.get(plain_unit(name)) or {}
        return UnitMatch(tuple(found.values()))

    def key(self, name: str) -> str:
        """By what names are of one unit: the known unit's full name; a stranger's own without （本级）; "" for none."""
        match = self.find(name)
        if match.is_ambiguous:
            return fold_unit(name)
        return fold_unit(match.unit.name) if match.unit is not None else plain_unit(name)


@lru_cache(maxsize=8192)
def fold_unit(name: str) -> str:
    """A unit's name without blanks, width and the code beside it.

    >>> fold_unit("[101001] 某市教育局（ 本级 ）"), fold_unit("某市101中学")
    ('某市教育局(本级)', '某市101中学')
    """
    folded = fold(name)
    for code in _CODES:
        folded = code.sub("", folded) or folded
    return folded


@lru_cache(maxsize=8192)
def plain_unit(name: str) -> str:
    """A unit's folded name without what says that it is the unit itself.

    >>> plain_unit("某市教育局（本级）"), plain_unit("某市教育局机关"), plain_unit("机关")
    ('某市教育局', '某市教育局', '机关')
    """
    folded = fold_unit(name)
    ending = next((ending for ending in _own_levels() if folded.endswith(ending)), "")
    return folded.removesuffix(ending) or folded


def split_aliases(text: str) -> tuple[str, ...]:
    """The aliases that one cell lists.

    >>> split_aliases("市教育局、教委；市教委")
    ('市教育局', '教委', '市教委')
    """
    parts = _SEPARATED.split(text.replace("，", ",").replace("；", ";").replace("／", "/"))
    return tuple(part.strip() for part in parts if part.strip())


@cache
def unit_words() -> Mapping[str, tuple[str, ...]]:
    """The words of units.toml by what they are for. Raises DefinitionError."""
    return read_definition(files("xlperf.across").joinpath("units.toml"), WordList).words


@cache
def _own_levels() -> tuple[str, ...]:
    """What stands behind the names of units themselves, the longest first."""
    words = unit_words()
    apart = [
        spelling for word in (*words["own_level"], *words["own_level_apart"]) for spelling in (f"({word})", f"-{word}")
    ]
    return tuple(sorted((*words["own_level"], *apart), key=len, reverse=True))
