"""The tier of the points that a row's words name. Shared by the checks of scores that are given for words."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from xlperf.form import Indicator
from xlperf.quantity import Quantity
from xlperf.rounding import HUNDRED
from xlperf.rules import RulePack
from xlperf.rules.phrases import Phrase, read_phrase

RANKS = {"full": 0, "part": 1, "none": 2}
"""What words say → their tier from the top."""


class Tier(NamedTuple):
    """The points of a tier: from `least` on, up to `most`; only the highest tier includes its upper bound."""

    phrase: Phrase
    least: Decimal
    most: Decimal

    def holds(self, score: Decimal) -> bool:
        """The score lies in the tier."""
        is_highest = RANKS[self.phrase.achieved] == 0
        return self.least <= score and (score <= self.most if is_highest else score < self.most)


def knows_tiers(pack: RulePack) -> bool:
    """The pack gives bounds to the tiers that words may name."""
    return pack.qualitative.method != "as-given" and len(pack.qualitative.tiers) == len(RANKS) + 1


def named_tier(row: Indicator, weight: Decimal, pack: RulePack) -> Tier | None:
    """The tier that the actual value's words name; None where no list speaks of them, or the pack knows no tiers."""
    phrase = read_phrase(row.actual.text, row.target.text) if knows_tiers(pack) else None
    if phrase is None or (phrase.achieved != "none" and isinstance(row.target.quantity, Quantity)):
        return None
    at, bounds = RANKS[phrase.achieved], pack.qualitative.tiers
    return Tier(phrase, weight * bounds[at + 1] / HUNDRED, weight * bounds[at] / HUNDRED)
