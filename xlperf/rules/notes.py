"""Rules that a form prints about itself: which clauses of a pack they settle, and how (notes.toml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from xlperf.cells import CellRef
from xlperf.definitions import read_definition
from xlperf.form import Entry
from xlperf.rules.faults import clause_faults
from xlperf.rules.pack import RulePack
from xlperf.rules.patterns import compile_pattern, fold

LONGEST = 1000
"""Characters of a sentence that are looked at; nobody states a rule in more."""

Settles = Literal["execution", "quantitative", "inverse", "qualitative", "grades"]
"""What a note may settle: a clause of the pack, or of ``quantitative`` the inverse targets alone."""


@dataclass(frozen=True, slots=True)
class NoteRule:
    """How forms print a rule. `values`: keys of the clause with their values, where {slot} is a number of the pattern.

    A note that refines says more than a plain one (rounded beside proportional). It is not read where the sentence has
    one of the words in `unless`.
    """

    settles: Settles
    values: Mapping[str, str]
    source: str
    patterns: tuple[str, ...]
    refines: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRules:
    """The file notes.toml."""

    source: str
    date: str
    note: tuple[NoteRule, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence on the form settles; `note` is the sentence with its cell."""

    rule: NoteRule
    values: tuple[tuple[str, str], ...]
    note: Entry

    @property
    def part(self) -> str:
        """The part of the pack that holds the clause."""
        return "quantitative" if self.rule.settles == "inverse" else self.rule.settles


@cache
def load_note_rules() -> tuple[NoteRule, ...]:
    """The rules of notes.toml. Raises DefinitionError."""
    return read_definition(files("xlperf.rules").joinpath("notes.toml"), NoteRules).note


_NOWHERE = CellRef("", 1, 1)
_SENTENCE_END = re.compile(r"(?<=。)|\n(?=\s*[0-9]{1,2}[.、．)）])")


def read_statements(notes: Iterable[Entry]) -> Iterator[Statement]:
    """Every rule that the notes state, in their order."""
    for note in notes:
        for sentence in _SENTENCE_END.split(note.text):
            stated = _read_sentence("".join(sentence.split()))
            yield from (replace(each, note=replace(each.note, ref=note.ref)) for each in stated)


@lru_cache(maxsize=2048)  # headers, captions and notes are the same on every form of an office
def _read_sentence(sentence: str) -> tuple[Statement, ...]:
    """What a sentence states, wherever it stands."""
    return tuple(_find_statements(sentence))


def _find_statements(sentence: str) -> Iterator[Statement]:
    folded = fold(sentence)[:LONGEST]
    for rule in load_note_rules():
        if not any(word in folded for word in rule.unless):
            matches = (compile_pattern(pattern).search(folded) for pattern in rule.patterns)
            match = next((match for match in matches if match is not None), None)
            if match is not None:
                numbers = match.groupdict()
                values = tuple((k, v.format_map(numbers)) for k, v in rule.values.items())
                yield Statement(rule, values, Entry(sentence, _NOWHERE))


def settle(statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """One statement for each thing that is settled, and those that contradict each other."""
    grouped: dict[Settles, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.rule.settles, []).append(statement)
    agreed: list[Statement] = []
    contradicting: list[Statement] = []
    for group in map(_most_telling, grouped.values()):
        is_one = len({statement.values for statement in group}) == 1
        (agreed if is_one else contradicting).extend(group[:1] if is_one else group)
    return tuple(agreed), tuple(contradicting)


def _most_telling(group: list[Statement]) -> list[Statement]:
    """Those that refine the others, where there are any."""
    return [statement for statement in group if statement.rule.refines] or group


def with_statements(pack: RulePack, statements: Iterable[Statement]) -> RulePack:
    """The pack with the clauses that the form itself states."""
    for statement in statements:
        changed: dict[str, Any] = {statement.part: _changed(statement, pack)}
        pack = replace(pack, printed={**pack.printed, statement.rule.settles: statement.note}, **changed)
    return pack


def is_sound(statement: Statement, pack: RulePack) -> bool:
    """What it says is a rule: tiers that descend, a threshold that can be reached."""
    return not any(clause_faults(_changed(statement, pack), pack.points.total))


def _changed(statement: Statement, pack: RulePack) -> Any:
    """The clause as the statement has it."""
    values = {name: _VALUES[name](text) for name, text in statement.values}
    return replace(getattr(pack, statement.part), **{**_DEFAULTS.get(statement.part, {}), **values})


def _read_bounds(text: str) -> Mapping[str, Decimal]:
    words = text.split()
    return {grade: Decimal(bound) for grade, bound in zip(words[::2], words[1::2], strict=True)}


_VALUES: Mapping[str, Callable[[str], Any]] = {
    "method": str,
    "inverse": str,
    "full_from": Decimal,
    "per_point": Decimal,
    "tiers": lambda text: tuple(map(Decimal, text.split())),
    "bounds": _read_bounds,
}
"""How the values of a clause are written in notes.toml."""

_DEFAULTS: Mapping[str, Mapping[str, Any]] = {"execution": {"full_from": None, "per_point": None}}
"""Parameters of the pack's own method, which the printed one need not have."""
