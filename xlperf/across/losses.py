"""Where forms lost points: in which part, under which level 2, how, and what the reasons given speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from xlperf.across.details import FormDetails, IndicatorDetails, Number
from xlperf.across.members import rolling_words
from xlperf.form import NIL_MARKS
from xlperf.recognition.folding import fold, unnumbered

LossHow = Literal["execution", "missed", "met", "open", "judged"]
"""How points were lost: money unspent; a quantity missed, met all the same, or without a rule; a person's judgement."""

NO_REASON, OTHER = "", "*"
"""Themes of a reason that says nothing, and of one that speaks of nothing known."""


class Loss(NamedTuple):
    """Points lost at one place of a form."""

    block: str
    level2: str
    how: LossHow
    theme: str
    points: Decimal


@dataclass(slots=True)
class Lost:
    """Points lost under one heading: how many, out of how many, at how many places."""

    points: Decimal = Decimal(0)
    places: int = 0

    def add(self, points: Decimal) -> None:
        """One place more."""
        self.points += points
        self.places += 1


@dataclass(slots=True)
class Losses:
    """The losses of many forms added up, by heading."""

    blocks: dict[str, Lost] = field(default_factory=dict)
    levels: dict[tuple[str, str], Lost] = field(default_factory=dict)
    hows: dict[LossHow, Lost] = field(default_factory=dict)
    themes: dict[str, Lost] = field(default_factory=dict)

    def add(self, loss: Loss) -> None:
        """Adds a loss under each heading."""
        self.blocks.setdefault(loss.block, Lost()).add(loss.points)
        self.levels.setdefault((loss.block, loss.level2), Lost()).add(loss.points)
        self.hows.setdefault(loss.how, Lost()).add(loss.points)
        self.themes.setdefault(loss.theme, Lost()).add(loss.points)


def find_losses(form: FormDetails) -> Iterator[Loss]:
    """The places of a form where its score is below its points."""
    for block in form.blocks:
        if block.kind == "EXECUTION" and block.weight is not None and block.score is not None:
            points = block.weight - block.score
            if points > 0:
                yield Loss("EXECUTION", "", "execution", theme_of(_text(form.reason)), points)
    for row in form.indicators:
        points = _lost(row)
        if points > 0:
            reason = _text(row.reason) or _text(form.reason)
            yield Loss(row.block, _level2(row), _how(row), theme_of(reason), points)


def _lost(row: IndicatorDetails) -> Decimal:
    weight, score = _value(row.weight), _value(row.score)
    is_open = weight is None or score is None or row.kind == "not-applicable"
    return Decimal(0) if is_open or weight is None or score is None else weight - score


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None


def _how(row: IndicatorDetails) -> LossHow:
    if row.kind != "quantitative":
        return "judged"
    if row.expected is None:
        return "open"
    return "missed" if row.expected < (_value(row.weight) or 0) else "met"


def _level2(row: IndicatorDetails) -> str:
    return unnumbered(row.level2.text).removesuffix("指标")


def _text(words: object) -> str:
    return str(getattr(words, "text", ""))


def theme_of(reason: str) -> str:
    """What a reason speaks of: the first theme whose word stands in it, NO_REASON for none, OTHER for the rest.

    >>> theme_of("受疫情影响，培训推迟"), theme_of("—"), theme_of("说不清")
    ('calamity', '', '*')
    """
    text = fold(reason)
    if not text or text in NIL_MARKS or text in ("无", "0"):
        return NO_REASON
    themes: Mapping[str, tuple[str, ...]] = rolling_words().themes
    return next((theme for theme, words in themes.items() if any(word in text for word in words)), OTHER)
