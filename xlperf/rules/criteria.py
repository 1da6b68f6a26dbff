"""A rubric as data: each criterion with its standard's wording, and how its parts are computed, by a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from xlperf.rules.standing import Standing

Method = Literal["judged", "ratio", "bands", "steps", "quarters", "deducted", "chosen", "veto"]

PARAMETERS: Mapping[Method, tuple[str, ...]] = {
    "judged": (),
    "ratio": ("of", "per", "above"),
    "bands": ("of", "bands"),
    "steps": ("of", "per", "free", "less"),
    "quarters": ("of", "paces", "each", "mean"),
    "deducted": ("of", "less"),
    "chosen": ("of", "options"),
    "veto": ("of",),
}
"""Method → the keys that it cannot do without."""

OPTIONAL: Mapping[Method, tuple[str, ...]] = {
    "judged": ("of",),
    "ratio": ("stated",),
    "bands": ("per", "stated"),
    "steps": ("stated",),
}
"""Method → the keys that it may have besides."""


@dataclass(frozen=True, slots=True)
class Band:
    """Points for a ratio that is so (`sign` and `percent`); without a sign, for any other."""

    points: Decimal
    sign: Literal["≥", ">", "≤", "<", ""] = ""
    percent: Decimal | None = None

    def holds(self, ratio: Decimal) -> bool:
        """The ratio lies in the band, those before it aside."""
        if self.percent is None:
            return True
        shown = ratio * 100
        tests = {"≥": shown >= self.percent, ">": shown > self.percent, "≤": shown <= self.percent}
        return tests.get(self.sign, shown < self.percent)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a criterion, worth `points`; `text` is the standard's wording for it, `of` and `per` names of inputs.

    ``judged``: a person's judgement from zero to the points, which `of` may state (a number, or 是 and 否).
    ``ratio``: points × `of` ÷ `per`; beyond 100 % nothing (`above` = zero) or all of them (full).
    ``bands``: the points of the first band that `of` ÷ `per` lies in; without `per`, `of` is itself a percentage.
    ``steps``: all points up to `free` percent, then `less` for each percentage point beyond.
    ``quarters``: `of` are the cumulative shares spent, each ÷ its pace (`paces`, in percent) × `each` points, and their
    mean × `mean` points. ``deducted``: `less` for each of the number `of`.
    ``chosen``: by one of the words of `options`. ``veto``: where `of` says 是 the whole criterion earns nothing.
    `stated` names an input that states the ratio itself, which must then be right.
    """

    method: Method
    text: str
    points: Decimal = Decimal(0)
    of: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    stated: str = ""
    above: Literal["zero", "full", ""] = ""
    bands: tuple[Band, ...] = ()
    free: Decimal | None = None
    less: Decimal | None = None
    paces: tuple[Decimal, ...] = ()
    each: Decimal | None = None
    mean: Decimal | None = None
    options: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def inputs(self) -> Iterator[str]:
        """The names of all inputs that it speaks of."""
        yield from (*self.of, *self.per)
        if self.stated:
            yield self.stated


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """A criterion of a rubric: its place among the levels, its points, what it is about, its standard word for word."""

    level1: str
    level2: str
    name: str
    points: Decimal
    description: str
    clause: str
    standing: Standing
    parts: tuple[Part, ...]
