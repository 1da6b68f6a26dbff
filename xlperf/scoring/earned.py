"""What a part of a rubric's criterion earns, and the inputs that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from xlperf.form import Figure, Input
from xlperf.messages import Message, say
from xlperf.rounding import HUNDRED, percent_places, round_half_up, show_number, show_percent, sum_known
from xlperf.rules.criteria import Part

Spans = tuple[tuple[Decimal, Decimal], ...]
"""Ranges of points, both ends included; one of a single number where the points are known."""

Inputs = Mapping[str, Input]
"""Name → the first input of that name that says something."""

_BARE_RATIO = 2
"""Beyond it a percentage was typed without its sign: 25 means 25 %."""


class Earned(NamedTuple):
    """What a part earns, or may earn: how that comes about, or why it is open; other readings of the standard."""

    spans: Spans
    step: Message | None = None
    why: Message | None = None
    readings: tuple[Decimal, ...] = ()

    @property
    def exact(self) -> Decimal | None:
        """The points where they are known."""
        return self.spans[0][0] if self.why is None else None


def exactly(points: Decimal, step: Message, readings: tuple[Decimal, ...] = ()) -> Earned:
    """Points that are known, unrounded."""
    return Earned(((points, points),), step, None, readings)


def any_of(values: Iterable[Decimal]) -> Spans:
    """Single numbers, from the lowest up."""
    return tuple((value, value) for value in sorted(set(values)))


def left_open(part: Part, inputs: Inputs, spans: Spans) -> Earned:
    """What may be earned, and what is wanting: inputs that nobody gave or that cannot be read, else a ratio by zero."""
    if part.per and sum_known(number_of(name, inputs) for name in part.per) == 0:
        return Earned(spans, None, say("“{names}”为 0，没有比率", names="、".join(part.per)))
    wanting = [name for name in (*part.of, *part.per) if number_of(name, inputs) is None]
    return Earned(spans, None, why_wanting(wanting or part.of, inputs))


def why_wanting(names: Iterable[str], inputs: Inputs) -> Message:
    """Why inputs say nothing: some of them stand there and cannot be used, else nobody gave them."""
    listed = tuple(dict.fromkeys(names))
    useless = [name for name in listed if name in inputs]
    if useless:
        return say("“{names}”填的不能用，或几处填的不同", names="、".join(useless))
    return say("缺“{names}”", names="、".join(listed))


def number_of(name: str, inputs: Inputs) -> Decimal | None:
    """The number of an input; None where it is wanting or says no number."""
    found = inputs.get(name)
    return found.figure.number if found is not None else None


def share_of(name: str, inputs: Inputs) -> Decimal | None:
    """A percentage as a ratio."""
    found = inputs.get(name)
    return as_rate(found.figure).number if found is not None else None


def as_rate(figure: Figure) -> Figure:
    """A figure that states a percentage as a ratio, also where its sign is wanting."""
    number = figure.number
    if number is None or "%" in figure.text or "%" in figure.number_format:
        return figure
    ratio = number / HUNDRED if number > _BARE_RATIO else number
    return replace(figure, value=ratio, places=percent_places(ratio))


def part_ratio(part: Part, inputs: Inputs) -> Decimal | None:
    """The ratio that the part's points follow from; None without its numbers, or where it would divide by zero."""
    if not part.per:
        return share_of(part.of[0], inputs) if part.of else None
    above = sum_known(number_of(name, inputs) for name in part.of)
    below = sum_known(number_of(name, inputs) for name in part.per)
    if above is None or below is None or below <= 0 or above < 0:
        return None
    return above / below


def show_ratio(part: Part, inputs: Inputs) -> Message:
    """A ratio with the numbers that it comes from."""
    ratio = part_ratio(part, inputs)
    shown = show_percent(ratio) if ratio is not None else inputs[part.of[0]].figure.text
    if not part.per:
        return say("{name} {ratio}", name=part.of[0], ratio=inputs[part.of[0]].figure.text)
    above, below = (_added(names, inputs) for names in (part.of, part.per))
    return say("{above}÷{below}＝{ratio}", above=above, below=below, ratio=shown)


def _added(names: tuple[str, ...], inputs: Inputs) -> str:
    texts = [show_number(number) for name in names if (number := number_of(name, inputs)) is not None]
    return texts[0] if len(texts) == 1 else f"（{'＋'.join(texts)}）"


def lies_in(points: Decimal, spans: Spans, places: int) -> bool:
    """The points are among the ranges, whose ends are rounded to so many places."""
    return any(round_half_up(least, places) <= points <= round_half_up(most, places) for least, most in spans)


def merged(spans: Spans) -> Spans:
    """The same ranges from the lowest up, those that overlap as one.

    >>> merged(((Decimal(1), Decimal(2)), (Decimal(0), Decimal(0)), (Decimal(1), Decimal(1))))
    ((Decimal('0'), Decimal('0')), (Decimal('1'), Decimal('2')))
    """
    found: list[tuple[Decimal, Decimal]] = []
    for least, most in sorted(spans):
        if found and least <= found[-1][1]:
            found[-1] = found[-1][0], max(most, found[-1][1])
        else:
            found.append((least, most))
    return tuple(found)


def show_spans(spans: Spans) -> str:
    """Ranges of points in words.

    >>> show_spans(((Decimal(0), Decimal(0)), (Decimal("0.5"), Decimal(2))))
    '0、0.5–2'
    """
    ends = ((show_number(round_half_up(least, 4)), show_number(round_half_up(most, 4))) for least, most in spans)
    return "、".join(least if least == most else f"{least}–{most}" for least, most in ends)
