"""The words of budget tables, read from the TOML file beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from xlperf.definitions import read_definition
from xlperf.recognition.definitions import Words
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.lexicon import LONGEST_TITLE, Lexicon

COLUMNS, ROWS = "budget_columns", "budget_rows"
"""Blocks of the lexicon, beside ``income`` and ``expenditure``."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The labels of a column or an item; it is a part of the first `of` that there is, a share of a `within`."""

    labels: tuple[str, ...]
    of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """The words of words.toml."""

    source: str
    date: str
    titles: Words
    columns: Mapping[str, Meaning]
    income: Mapping[str, Meaning]
    expenditure: Mapping[str, Meaning]
    rows: Words
    contained: Words

    def items(self, side: str) -> Mapping[str, Meaning]:
        """The items of a side."""
        return self.income if side == "income" else self.expenditure


@cache
def load_budget_words() -> BudgetWords:
    """The words. Raises DefinitionError."""
    return read_definition(files("xlperf.recognition.budgets").joinpath("words.toml"), BudgetWords)


@cache
def budget_lexicon() -> Lexicon:
    """The vocabulary with the words of budget tables."""
    words = load_budget_words()
    further = {COLUMNS: _labels(words.columns), ROWS: words.rows}
    sides = {"income": _labels(words.income), "expenditure": _labels(words.expenditure)}
    return Lexicon((), further | sides, {COLUMNS: words.contained})


def _labels(meanings: Mapping[str, Meaning]) -> Words:
    return {field: meaning.labels for field, meaning in meanings.items()}


@lru_cache(maxsize=4096)
def subject_of(text: str) -> str:
    """What a table with that title is about, by the longest known title that it ends with; empty for no title.

    >>> subject_of("2022年政府预算拨款收支总表"), subject_of("一般公共预算支出表（按功能分类）"), subject_of("收支情况")
    ('appropriation', 'general', '')
    """
    if len(text) < _SHORTEST or len(text) > LONGEST_TITLE:
        return ""
    said = (fold(text), bare(text))
    return next((subject for title, subject in _titles() if said[0].endswith(title) or said[1].endswith(title)), "")


_SHORTEST = 4


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Title and subject, the longest first."""
    pairs = ((fold(title), subject) for subject, listed in load_budget_words().titles.items() for title in listed)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
