"""The same qualitative words and the shares of points given for them. Shared by S311 and a folder's table of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.checks.points import is_out_of_range
from xlperf.checks.tiers import named_tier
from xlperf.form import Figure, Form, Indicator
from xlperf.recognition.folding import fold
from xlperf.rules import RulePack
from xlperf.scoring.achievement import same_text

Words = tuple[str, bool]
"""Words as they are compared, apart by whether the target says the same."""


class Use(NamedTuple):
    """One use of some words as an actual value: where, for which indicator, and the share of the points it earned.

    `is_target`: the target says the same. `slack` is how far the share may be off because its score was rounded.
    """

    text: str
    is_target: bool
    ref: CellRef
    name: str
    score: str
    share: Decimal
    slack: Decimal

    @property
    def words(self) -> Words:
        """By what uses of the same words are known."""
        return fold(self.text), self.is_target

    def agrees(self, other: Use) -> bool:
        """Both may be the same share, rounded."""
        return abs(self.share - other.share) <= self.slack + other.slack


Standing = Callable[[Figure], Decimal | None]
"""A figure as it stands after filling."""


def find_uses(form: Form, pack: RulePack, standing: Standing) -> Iterator[Use]:
    """The weighed rows whose actual value is words; not those whose score other checks speak of."""
    for row in form.weighed:
        use = _use(row, pack, standing)
        if use is not None:
            yield use


def _use(row: Indicator, pack: RulePack, standing: Standing) -> Use | None:
    if row.is_quantitative or row.actual.is_blank or row.actual.is_mark or row.score is None or row.weight is None:
        return None
    weight, score = row.weight.number, standing(row.score)
    if not weight or score is None or is_out_of_range(row.weight, row.score):
        return None
    tier = named_tier(row, weight, pack)
    if tier is not None and not tier.holds(score):
        return None
    is_target = same_text(row.target, row.actual)
    share, slack = score / weight, _slack(score, weight)
    return Use(row.actual.text, is_target, row.score.ref, row.level3.text, row.score.text, share, slack)


def _slack(score: Decimal, weight: Decimal) -> Decimal:
    """Half a unit of the score's last decimal, as a share; full points and none are not rounded from others."""
    if score in (0, weight):
        return Decimal(0)
    exponent = score.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal("0.5").scaleb(-places) / weight


def group_uses(uses: Iterable[Use]) -> Mapping[Words, list[Use]]:
    """Words, apart by whether the target says the same → their uses, where there are several."""
    groups: dict[Words, list[Use]] = {}
    for use in uses:
        groups.setdefault(use.words, []).append(use)
    return {words: group for words, group in groups.items() if len(group) > 1}


class Shares:
    """The shares that some words earned, counted: a folder's uses are too many to be held."""

    def __init__(self) -> None:
        self._counts = Counter[tuple[Decimal, Decimal]]()
        self._firsts: dict[tuple[Decimal, Decimal], Use] = {}

    def add(self, use: Use) -> None:
        """Counts a use."""
        kind = use.share, use.slack
        self._counts[kind] += 1
        self._firsts.setdefault(kind, use)

    @property
    def count(self) -> int:
        """How many uses were counted."""
        return self._counts.total()

    def usual(self) -> Use:
        """A use with the share that most earned, the first of them where two are as frequent."""
        return max(self._firsts.values(), key=self._agreeing)

    def _agreeing(self, use: Use) -> int:
        return sum(count for kind, count in self._counts.items() if use.agrees(self._firsts[kind]))


def usual_use(group: Iterable[Use]) -> Use:
    """The use of a group with the share that most of it earned."""
    shares = Shares()
    for use in group:
        shares.add(use)
    return shares.usual()
