"""抽查建议: which forms to look at first, ranked by what speaks for it, with the cells to look at."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from heapq import nsmallest
from typing import NamedTuple

from xlperf.across.clues import Clue, Surroundings, find_clues
from xlperf.across.folder import FormAt, unit_of
from xlperf.across.repeats import Place
from xlperf.across.spot_weights import load_weights


class Suspect(NamedTuple):
    """A form that should be looked at, with the clues, the weightiest first."""

    place: Place
    sheet: str
    unit: str
    project: str
    clues: tuple[Clue, ...]

    @property
    def points(self) -> int:
        """What its clues count together."""
        return sum(clue.points for clue in self.clues)


def find_large(budgets: Iterable[Decimal]) -> Decimal | None:
    """The smallest of the largest budgets of a folder; None where there are too few to tell, or many are as large."""
    listed, weights = sorted(budgets, reverse=True), load_weights()
    if len(listed) < weights.fewest:
        return None
    first = math.ceil(len(listed) * weights.large)
    return min((budget for budget in listed[:first] if budget > listed[first]), default=None)


def rank_suspects(suspects: Iterable[Suspect]) -> list[Suspect]:
    """The forms to look at first, by points; of equal ones in the order of the folder."""
    found = (suspect for suspect in suspects if suspect.clues)
    return nsmallest(load_weights().rows, found, key=lambda each: (-each.points, each.place.path, each.place.form))


def find_suspect(at: FormAt, around: Surroundings) -> Suspect:
    """What speaks for looking at a form; nothing may."""
    ranked = sorted(find_clues(at, around), key=lambda clue: -clue.points)
    return Suspect(at.place, at.form.sheet, unit_of(at.form), at.form.name, tuple(ranked))
