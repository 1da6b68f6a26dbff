"""Every variation, by its family."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.recognition.variations import (
    blocks,
    breaks,
    columns,
    fund_lines,
    funds,
    headers,
    heads,
    levels,
    order,
    pages,
    provinces,
    rows,
    shapes,
    sheets,
    synonyms,
    targets,
    unknown,
    values,
    words,
)
from tests.recognition.variations.forms import BASE, plan_of
from tests.recognition.variations.variation import KINDS, Variation, make_snapshot

_FAMILIES = (
    provinces,
    columns,
    targets,
    values,
    order,
    shapes,
    blocks,
    levels,
    funds,
    fund_lines,
    heads,
    synonyms,
    words,
    headers,
    rows,
    unknown,
    breaks,
    sheets,
    pages,
)
"""In the order in which variations of several families are applied."""


def _all() -> Iterator[Variation]:
    for family in _FAMILIES:
        name = family.__name__.rpartition(".")[2]
        yield from (replace(variation, family=name) for variation in family.VARIATIONS)


ALL = tuple(_all())


@cache
def variations_of(kind: str) -> tuple[Variation, ...]:
    """The variations that change the form of that kind at all."""
    plan = plan_of(kind, BASE[kind])
    plain = make_snapshot(plan)
    return tuple(v for v in ALL if kind in v.kinds and make_snapshot(plan, (v,)) != plain)


def mixable(chosen: Sequence[Variation]) -> bool:
    """The variations can be expected together."""
    families = {variation.family for variation in chosen}
    return len(families) == len(chosen) and not any(families & variation.clashes for variation in chosen)


NAMED = tuple((kind, variation) for kind in KINDS for variation in variations_of(kind))

FOUND: tuple[str, ...] = tuple(tomllib.loads(Path(__file__).with_name("mixes.toml").read_text("utf-8"))["found"])
"""Mixes that went wrong once: ``kind number: name + name``."""

NOT_YET: dict[str, str] = tomllib.loads(Path(__file__).with_name("not_yet.toml").read_text("utf-8"))
"""What recognition does not manage yet: ``kind: name`` → what comes out wrong."""


def name_of(kind: str, variation: Variation) -> str:
    """The name that `NOT_YET` knows a varied form by."""
    return f"{kind}: {variation.name}"


def mix_of(found: str) -> tuple[str, str, tuple[Variation, ...]]:
    """Kind, number and variations of a mix by its name, in the order in which they are applied."""
    form, _, names = found.partition(": ")
    kind, number = form.split()
    wanted = names.split(" + ")
    return kind, number, tuple(variation for variation in ALL if variation.name in wanted)
