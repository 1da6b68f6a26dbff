"""The word lists that the checks go by: data/*.toml, each with its source and date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition
from xlperf.recognition.folding import fold

WORD_LISTS = ("costs", "counts", "grades", "level2", "placeholders", "reasons", "units")
"""The lists there are."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Words by what they are for, with where they were seen."""

    source: str
    date: str
    words: Mapping[str, tuple[str, ...]]


@cache
def load_word_list(name: str) -> WordList:
    """One of WORD_LISTS. Raises DefinitionError."""
    return read_definition(files("xlperf.checks").joinpath("data", f"{name}.toml"), WordList)


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The words of a list that serve one purpose, the longest first."""
    return tuple(sorted(load_word_list(name).words[key], key=len, reverse=True))


def holds_any(text: str, wanted: tuple[str, ...]) -> bool:
    """One of the words stands in the text, blanks and width aside."""
    return _any_of(wanted).search(fold(text)) is not None


@cache
def _any_of(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """One search is done sooner than one for each of forty words."""
    return re.compile("|".join(map(re.escape, wanted)) or "(?!)")
