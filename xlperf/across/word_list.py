"""The words of words.toml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import fold


@cache
def across_words(key: str) -> tuple[str, ...]:
    """The words that serve one purpose, folded. Raises DefinitionError."""
    listed = read_definition(files("xlperf.across").joinpath("words.toml"), WordList)
    return tuple(map(fold, listed.words[key]))
