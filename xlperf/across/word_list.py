"""The words that forms and tables beside them are compared by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import fold


@cache
def across_words(key: str) -> tuple[str, ...]:
    """The words of words.toml that serve one purpose, folded. Raises DefinitionError."""
    return tuple(map(fold, _read("words")[key]))


@cache
def reference_words() -> Mapping[str, tuple[str, ...]]:
    """The headers of approved targets and budgets, by field. Raises DefinitionError."""
    return _read("references")


def _read(name: str) -> Mapping[str, tuple[str, ...]]:
    return read_definition(files("xlperf.across").joinpath(f"{name}.toml"), WordList).words
