"""Every variation, by its family."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
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
    rows,
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
    columns,
    targets,
    values,
    order,
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


NAMED = tuple((kind, variation) for kind in KINDS for variation in variations_of(kind))

NOT_YET: dict[str, str] = tomllib.loads(Path(__file__).with_name("not_yet.toml").read_text("utf-8"))
"""What recognition does not manage yet: ``kind: name`` → what comes out wrong."""


def name_of(kind: str, variation: Variation) -> str:
    """The name that `NOT_YET` knows a varied form by."""
    return f"{kind}: {variation.name}"
