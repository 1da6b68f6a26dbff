"""Form definitions and the vocabulary, read from the TOML files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from xlperf.definitions import read_definition

Words = Mapping[str, tuple[str, ...]]
"""Field → its labels."""

BLOCKS = (
    "head",
    "funds_columns",
    "fund_lines",
    "task_columns",
    "spending",
    "goals",
    "indicator_columns",
    "totals",
    "form_reason",
    "captions",
)
"""The blocks of the vocabulary that say what a label stands for."""

Kind = Literal[
    "project",
    "department",
    "project-targets",
    "department-targets",
    "department-rubric",
    "department-completion",
    "budget",
]


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """What a form looks like beyond the common vocabulary, with its source and date.

    `regions`: words of the head or the title that tell the region; `rules`: the rule pack that belongs to the form, ""
    where none does; `blocks`: level-1 kinds by which the form is told from others; `words`: labels of its own, block →
    field → labels. Where several definitions fit, the one with a region, a title, blocks of its own is taken.
    """

    id: str
    name: str
    kind: Kind
    source: str
    date: str
    titles: tuple[str, ...]
    rules: str
    money_unit: Literal["元", "万元"]
    required_columns: tuple[str, ...]
    required_blocks: tuple[str, ...]
    required_funds: tuple[str, ...]
    regions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of vocabulary.toml: field → its labels, block by block."""

    source: str
    date: str
    titles: Words
    head: Words
    funds_columns: Words
    fund_lines: Words
    task_columns: Words
    spending: Words
    goals: Words
    indicator_columns: Words
    totals: Words
    grades: Words
    form_reason: Words
    captions: Words
    level1: Words
    level2: Words
    operators: Words
    contained: Mapping[str, Words]
    notes: Words
    placeholders: Words


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary. Raises DefinitionError."""
    return read_definition(files("xlperf.recognition").joinpath("vocabulary.toml"), Vocabulary)
