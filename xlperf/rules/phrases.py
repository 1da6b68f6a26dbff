"""Phrases of full, part and non-achievement, as data: what is not listed says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from xlperf.definitions import read_definition
from xlperf.widths import fold_widths

Achieved = Literal["full", "part", "none"]
_Words = Mapping[Achieved, tuple[str, ...]]
_LONGEST = 30
"""Characters; longer words tell a story, and may say one thing of one part and another of the rest."""


class Phrase(NamedTuple):
    """What words say: how far a target was reached, and whether in the rule's `own` words or in others."""

    achieved: Achieved
    own: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of phrases.toml."""

    source: str
    date: str
    own: _Words
    inferred: _Words
    degrees: _Words
    endings: _Words


@cache
def load_phrases() -> Phrases:
    """The lists. Raises DefinitionError."""
    return read_definition(files("xlperf.rules").joinpath("phrases.toml"), Phrases)


@lru_cache(maxsize=4096)
def read_phrase(actual: str, target: str = "") -> Phrase | None:
    """What an actual value's words say of the target's; None where no list speaks of them.

    >>> read_phrase("达成预期指标"), read_phrase("较为健全", "健全")
    (Phrase(achieved='full', own=True), Phrase(achieved='part', own=False))
    >>> read_phrase("影响面较广", "影响力")
    """
    said, wanted, lists = _plain(actual), _plain(target), load_phrases()
    if not said or len(said) > _LONGEST:
        return None
    if (own := _listed(said, lists.own)) is not None:
        return Phrase(own, own=True)
    if said == wanted:
        return Phrase("full", own=False)
    achieved = _listed(said, lists.inferred) or _by_degree(said, wanted, lists.degrees) or _ending(said, lists.endings)
    return Phrase(achieved, own=False) if achieved is not None else None


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return "".join(fold_widths(text).split()).strip("。.,;；，！!")


def _listed(said: str, words: _Words) -> Achieved | None:
    return next((achieved for achieved, listed in words.items() if said in listed), None)


def _by_degree(said: str, wanted: str, degrees: _Words) -> Achieved | None:
    """The target's own words, with a word of degree before them."""
    if not wanted or not said.endswith(wanted):
        return None
    return _listed(said.removesuffix(wanted), degrees)


def _ending(said: str, endings: _Words) -> Achieved | None:
    return next((achieved for achieved, listed in endings.items() if said.endswith(listed)), None)
