"""Form definitions and the vocabulary, read from the TOML files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.messages import say
from xlperf.recognition.folding import bare, fold

Words = Mapping[str, tuple[str, ...]]

LONGEST_LABEL = 40
"""Characters; what is longer is prose and never looked up."""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """What a form looks like beyond the common vocabulary, with its source and date.

    `regions`: words of the head or the title that tell the region; `rules`: the rule pack that belongs to the form.
    """

    id: str
    name: str
    extends: str
    source: str
    date: str
    titles: tuple[str, ...]
    regions: tuple[str, ...]
    rules: str
    money_unit: str
    required_columns: tuple[str, ...]
    required_blocks: tuple[str, ...]
    required_funds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of vocabulary.toml: field → its labels, block by block."""

    source: str
    date: str
    titles: Words
    head: Words
    funds_columns: Words
    fund_lines: Words
    goals: Words
    indicator_columns: Words
    totals: Words
    level1: Words
    level2: Words


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary. Raises DefinitionError."""
    return read_definition(files("xlperf.recognition").joinpath("vocabulary.toml"), Vocabulary)


BLOCKS = ("head", "funds_columns", "fund_lines", "goals", "indicator_columns", "totals")
"""The blocks of the vocabulary that say what a label stands for."""


@cache
def load_labels() -> Mapping[str, Mapping[str, str]]:
    """Folded label → block → field."""
    labels: dict[str, dict[str, str]] = {}
    for block in BLOCKS:
        words: Words = getattr(load_vocabulary(), block)
        for field, listed in words.items():
            for label in listed:
                labels.setdefault(fold(label), {})[block] = field
    return labels


@lru_cache(maxsize=8192)
def meanings(text: str) -> Mapping[str, str]:
    """Block → field of a label, looked up with its bracketed remarks first, then without them; empty for prose.

    >>> meanings("执行率（B/A）")["funds_columns"]
    'execution_rate'
    """
    if not text or len(text) > LONGEST_LABEL:
        return {}
    labels = load_labels()
    return {**labels.get(bare(text), {}), **labels.get(fold(text), {})}


@cache
def load_forms() -> Mapping[str, FormDefinition]:
    """Every form definition by its id. Raises DefinitionError."""
    folder = files("xlperf.recognition").joinpath("forms")
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return {form.id: form for form in (read_definition(path, FormDefinition) for path in paths)}


def load_form(form_id: str) -> FormDefinition:
    """The definition of that id. Raises UsageError where there is none."""
    if form_id not in load_forms():
        raise UsageError(
            say("没有名为 {id} 的表单。", id=form_id), say("可用的有：{ids}。", ids="、".join(sorted(load_forms())))
        )
    return load_forms()[form_id]
