"""What speaks for looking at a form, in points: spot_checks.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition


@dataclass(frozen=True, slots=True)
class Weighting:
    """What a reason counts each time, and at most."""

    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Weights:
    """How many rows the list has, the bounds that clues go by, and what each reason counts.

    `large` is the share of forms whose budgets are large, from `fewest` forms on; `spent` an execution rate below which
    money is hardly spent; `margin` how little above a bound of a grade is near it.
    """

    source: str
    date: str
    rows: int
    large: Decimal
    fewest: int
    spent: Decimal
    margin: Decimal
    bounds: tuple[Decimal, ...]
    reasons: Mapping[str, Weighting]


@cache
def load_weights() -> Weights:
    """The weights. Raises DefinitionError."""
    return read_definition(files("xlperf.across").joinpath("spot_checks.toml"), Weights)
